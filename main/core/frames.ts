// Owns to which part of the console each frame of the router goes. Refuses: what it does there.
import type { FrameOf } from '#shared/protocol/frames.ts';
import { personStream } from '#shared/protocol/streams.ts';
import type { Core } from './core.ts';
import type { DataFrame } from './link/link.ts';
import type { Notify } from './notify/notify.ts';
import type { Feeds } from './sync/feeds.ts';
import type { People } from './sync/people.ts';

type Parts = Pick<
  Core,
  'outbox' | 'offers' | 'drafts' | 'view' | 'downloads' | 'matches' | 'recorded' | 'wall'
>;

export interface FramesOptions extends Parts {
  readonly person: string;
  readonly feeds: Feeds;
  readonly people: People;
  readonly notify: Notify;
  readonly keepPolicies: (known: FrameOf<'policies'>['known'], list: FrameOf<'policies'>['list']) => void;
  /** What wants the person is counted anew. */
  readonly count: () => void;
}

export function framesTo(parts: FramesOptions) {
  const { person, feeds, outbox, offers, drafts, view, notify, keepPolicies, count } = parts;
  const { downloads, matches, recorded, people, wall } = parts;

  return function take(frame: DataFrame, bytes: number): void {
    switch (frame.op) {
      case 'ev':
      case 'evs':
      case 'reset':
        return feeds.take(frame, bytes);
      case 'done':
        return outbox.done(frame);
      case 'offer':
        offers.made(frame);
        return notify.fact({
          kind: 'offer.made',
          offer: frame.offer.id,
          conversation: frame.offer.conversation,
          name: frame.ctx.conversation.customer.name,
          text: frame.ctx.handoff.context.intent ?? '',
        });
      case 'revoke':
        return offers.revoked(frame);
      case 'forget':
        drafts.ended(frame.conversation);
        view.hide(frame.conversation);
        offers.hide(frame.conversation);
        count();
        return feeds.forget(personStream(person), frame);
      case 'file':
        return downloads.take(frame);
      case 'matches':
        return matches.take(frame);
      case 'policies':
        return keepPolicies(frame.known, frame.list);
      case 'recorded':
        return recorded.take(frame);
      case 'words':
        return recorded.takeWords(frame);
      case 'people':
        return people.take(frame);
      case 'eph':
        if (frame.k === 'presence') return people.changed(frame.d);
        if (frame.k === 'wall') return wall.take(frame.d);
        if (frame.k === 'displays') return wall.displays(frame.d);
        return view.ephemeral(frame);
    }
  };
}
