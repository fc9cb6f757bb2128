// Owns a chat as one conversation, from the form in which a team brings its past ones (docs/history-format.md). Pure.
import type { Role } from '#shared/schema/conversation.ts';
import type { HistoryLine } from '#shared/schema/history.ts';
import { type Fault, type Story, storyOf } from './story.ts';

const ROLES: Readonly<Record<HistoryLine['turns'][number]['role'], Role>> = {
  customer: 'END_USER',
  END_USER: 'END_USER',
  bot: 'AUTOMATED_AGENT',
  AUTOMATED_AGENT: 'AUTOMATED_AGENT',
  agent: 'HUMAN_AGENT',
  HUMAN_AGENT: 'HUMAN_AGENT',
};

export const readChat = ({ channel = 'chat', turns }: HistoryLine): Story | Fault =>
  storyOf(
    channel,
    turns.map(({ role, text }) => ({ role: ROLES[role], text })),
  );
