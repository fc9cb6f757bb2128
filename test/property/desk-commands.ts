// Turns what happens on a random day into a command to the desk as it stands at that moment. Not a test itself.
import type { DeskCommand } from '#router/desk/port.ts';
import type { Command } from '#shared/protocol/commands.ts';
import { config, type Happening } from './desk-days.ts';
import type { World } from './desk-world.ts';

/** Mostly a conversation that somebody has or is offered, or else the one that was drawn. */
function target(world: World, drawn: string): string {
  const held = config.people.flatMap(({ id }) =>
    world.desk.personState(id).grants.map((grant) => grant.conversation.id),
  );
  const at = Number(drawn.slice(1)) - 1;
  return at < 6 ? (held[at % Math.max(1, held.length)] ?? drawn) : drawn;
}

/** Mostly a turn that a person said. */
function turnOf(world: World, drawn: { readonly conversation: string; readonly turn: string }) {
  const said = world.feeds.humanTurns.at(
    Number(drawn.turn.slice(1)) % Math.max(1, world.feeds.humanTurns.length),
  );
  return said ?? { conversation: drawn.conversation, turn: drawn.turn };
}

/** A conversation that is on hold, if there is one. */
const onHold = (world: World): string | undefined =>
  config.people
    .flatMap(({ id }) => world.desk.personState(id).grants)
    .find(({ handoff }) => handoff.hold !== undefined)?.conversation.id;

/** `taken`: somebody who has an offer before them. */
const taken = (world: World, person: string): string =>
  person === 'taken'
    ? (config.people.find(({ id }) => world.desk.offersOf(id).length > 0)?.id ?? 'ben')
    : person;

const REASONS: Partial<Record<Command['k'], string>> = {
  'offer.decline': 'busy',
  'conversation.end': 'abusive',
};

/** The policy as it is, a little stricter or not; what is made against is mostly what is live. */
function policyCommand(world: World, { k, person, text, base: on }: Extract<Happening, { what: 'person' }>) {
  const policy = world.desk.policies('cleo')[0]?.policy;
  if (policy === undefined) throw new Error('nothing judges');
  const base = on === 'old' ? policy.revision + 1 : policy.revision;
  const combined = { threshold: text === 'hi' ? 0.5 : 0.9 };
  return {
    ...{ from: 'person' as const, person: person === 'ben' ? 'ben' : 'cleo', device: 'd', base: undefined },
    command: {
      k,
      d: {
        policy: k === 'policy.undo' ? policy.id : { ...policy, combined, revision: base + 1 },
        base,
        note: text || undefined,
      },
    } as Command,
  };
}

export function commandOf(world: World, it: Exclude<Happening, { what: 'time' }>): DeskCommand {
  const from = 'person' as const;
  switch (it.what) {
    case 'bot':
      return it.command;
    case 'link':
      return { from: 'link', person: it.person, connected: it.connected };
    case 'presence':
      return {
        from,
        person: it.person,
        device: 'd',
        base: undefined,
        command: {
          k: 'presence.set',
          d: {
            status: it.status,
            afterThis: it.afterThis,
            ...(it.status === 'offline' && it.keep ? { keepUntil: world.now + it.keep } : {}),
          },
        },
      };
    case 'delivery':
      return { from: 'delivery', ...turnOf(world, it), delivery: it.delivery };
    case 'accept': {
      const offer = world.head(target(world, it.conversation))?.offer;
      return {
        from,
        person: offer?.person ?? 'ana',
        device: 'd',
        base: offer?.fence,
        command: { k: 'offer.accept', d: { offer: offer?.id ?? 'x.1.1' } },
      };
    }
    case 'person': {
      if (it.k === 'policy.publish' || it.k === 'policy.undo') return policyCommand(world, it);
      const conversation =
        (it.k === 'handoff.resume' ? onHold(world) : undefined) ?? target(world, it.conversation);
      const head = world.head(conversation);
      const handoff = head?.handoff?.id ?? 'x.1';
      const fence = head?.handoff?.fence ?? 0;
      const d = {
        offer: head?.offer?.id ?? `${handoff}.${fence}`,
        handoff,
        conversation,
        id: it.id,
        text: it.k === 'draft.save' ? it.text : it.text || 'yo',
        at: world.now,
        reason: REASONS[it.k] ?? it.why,
        to: it.to.kind === 'person' ? { ...it.to, person: taken(world, it.to.person) } : it.to,
        note: it.text || undefined,
        person: it.to.kind === 'person' ? it.to.person : 'ben',
        question: 'Do you know this?',
        what: 'shown',
        mentions: it.text === 'hi' ? ['ben', 'cleo'] : it.text === 'bye' ? ['nobody'] : [],
        until: it.for === 0 ? undefined : world.now + it.for,
        block: it.text === 'hi',
        message: it.text || undefined,
        bot: 'bot',
        customer: [...world.store.keys()].find((key) => key.startsWith('blocked/bot/'))?.slice(12) ?? 'u1',
        label: 'right',
        outcome: { disposition: 'solved', tags: [], summary: it.text, toBot: it.text === 'hi' },
      };
      const base = it.base === 'none' ? undefined : it.base === 'now' ? fence : Math.max(0, fence - 1);
      // One bag of fields for every kind: each takes its own.
      const holder = head?.offer?.person ?? head?.handoff?.owner ?? 'ana';
      const consulted = head?.handoff?.consult?.person ?? holder;
      const person = it.person === 'holder' ? holder : it.person === 'consulted' ? consulted : it.person;
      const asked = it.k === 'customer.unblock' && it.base !== 'none' ? 'cleo' : person;
      return { from, person: asked, device: 'd', base, command: { k: it.k, d } as unknown as Command };
    }
  }
}
