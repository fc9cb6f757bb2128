// Owns what a person can be told of, and what a click on it opens. Refuses: who is told what (main/core/notify).
import { z } from 'zod';
import { id } from '../schema/primitives.ts';

/** `turn`: a customer wrote. `sla`: a reply is nearly due or overdue. `link`: the router is out of reach. */
export const noticeKind = z.enum(['offer', 'turn', 'mention', 'sla', 'link']);

/** What a notice is about; `console`: the host speaks of itself, and no setting of these kinds counts. */
export const noticeAbout = z.enum([...noticeKind.options, 'console']);

/**
 * An offer comes with its conversation, so that there is something to open when it is gone. `place`: what the menu of a host
 * or a link asks for; whoever may not go there sees the inbox. Empty: the console itself.
 */
export const openTarget = z.object({
  conversation: id.optional(),
  offer: id.optional(),
  place: z.enum(['settings', 'triggers']).optional(),
});

/** `nothing`: neither who nor what, for shared and locked screens. `name`: who. `words`: also what they wrote. */
export const noticeContent = z.enum(['nothing', 'name', 'words']);

export type NoticeKind = z.infer<typeof noticeKind>;
export type NoticeAbout = z.infer<typeof noticeAbout>;
export type OpenTarget = z.infer<typeof openTarget>;
