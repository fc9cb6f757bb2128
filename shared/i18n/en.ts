// Owns every word of the product in English, as ICU messages: {name}, {count, number}, {count, plural, one {# thing} other
// {# things}}. A key names the place, then the thing; a translation has the same keys and the same values.
import { context } from './english/context.ts';
import { conversation } from './english/conversation.ts';
import { desktop } from './english/desktop.ts';
import { errors } from './english/errors.ts';
import { finding } from './english/finding.ts';
import { frame } from './english/frame.ts';
import { handingOn } from './english/handing-on.ts';
import { history } from './english/history.ts';
import { matching } from './english/matching.ts';
import { notices } from './english/notices.ts';
import { queue } from './english/queue.ts';
import { settings } from './english/settings.ts';
import { triggers } from './english/triggers.ts';
import { wall } from './english/wall.ts';
import { whatIf } from './english/what-if.ts';
import { writing } from './english/writing.ts';

export const en = {
  ...frame,
  ...queue,
  ...conversation,
  ...writing,
  ...handingOn,
  ...context,
  ...history,
  ...settings,
  ...notices,
  ...finding,
  ...errors,
  ...desktop,
  ...wall,
  ...matching,
  ...triggers,
  ...whatIf,
} as const;
