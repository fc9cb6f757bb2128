// Owns reading and writing lines of `baton.history`: times become milliseconds, roles their short names, the day of judgement
// the day of the first turn. What the form does not know is left out, so that nothing personal goes along unseen.
import { type HistoryLine, historyLine } from '#shared/schema/history.ts';

const ROLES: Readonly<Record<HistoryLine['turns'][number]['role'], 'customer' | 'bot' | 'agent'>> = {
  customer: 'customer',
  END_USER: 'customer',
  bot: 'bot',
  AUTOMATED_AGENT: 'bot',
  agent: 'agent',
  HUMAN_AGENT: 'agent',
};

/** The line as it is written, or what is wrong with it: path and reason. */
export function readHistory(given: unknown): { readonly line: HistoryLine } | { readonly fault: string } {
  const read = historyLine.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    const path = issue?.path.map(String).join('.') ?? '';
    return { fault: `${path === '' ? 'it' : path}: ${issue?.message ?? 'not valid'}` };
  }
  const { turns, today, format: _, version: __, ...rest } = read.data;
  const said = turns.map(({ at, role, ...turn }) => ({
    role: ROLES[role],
    ...turn,
    ...(at === undefined ? {} : { at: typeof at === 'number' ? at : Date.parse(at) }),
  }));
  const first = said.find(({ at }) => at !== undefined)?.at;
  const day = today ?? (first === undefined ? undefined : new Date(first).toISOString().slice(0, 10));
  return {
    line: {
      format: 'baton.history',
      version: 1,
      ...rest,
      ...(day === undefined ? {} : { today: day }),
      turns: said,
    },
  };
}
