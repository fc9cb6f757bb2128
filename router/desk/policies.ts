// Owns which trigger policy judges each bot now: the one that a lead published, or the one that is configured where that
// is of a higher revision; how one is published and taken back, and what is written down of it.
// Refuses: judging (shared/domain/trigger), and reading policies from files (router/policies.ts).
import { isLeading } from '#shared/domain/roles.ts';
import { faultLine, type Policy, readPolicy } from '#shared/domain/trigger/policy.ts';
import { type PolicyDifference, policyDifferences } from '#shared/domain/trigger/policy-changes.ts';
import type { CommandData } from '#shared/protocol/commands.ts';
import type { BatonConfig, BotConfig, PersonConfig } from '#shared/schema/config.ts';
import type { LivePolicy, Publication } from '#shared/schema/live-policy.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Change } from './change.ts';
import { policyKey } from './keys.ts';
import type { Overruled, Reply } from './port.ts';
import { done, refused } from './replies.ts';
import type { Person, State } from './state.ts';
import type { StoredPolicy } from './stored.ts';

/** Former contents that can be brought back, one undo each. */
const MOST_FORMER = 20;
/** Of what one publication changed, as much is written down. */
const MOST_CHANGES = 50;
const LONGEST_TEXT = 200;
const LONGEST_REASON = 500;

/** A policy of the configuration, the bots it judges, and what was published in its place. */
export interface JudgingPolicy {
  readonly configured: Policy;
  readonly bots: readonly BotConfig[];
  readonly queues: readonly string[];
  published: StoredPolicy | undefined;
}

function read(id: string, given: unknown): Policy {
  const result = readPolicy(given);
  if ('faults' in result)
    throw new Error(`the policy ${id} as it was published cannot be read: ${faultLine(result.faults)}`);
  return result.policy;
}

/** By id. A publication of a policy that judges nobody any more waits until it does again. */
export function buildPolicies(
  { bots }: BatonConfig,
  policyOf: (bot: string) => Policy,
  stored: readonly StoredPolicy[],
): Map<string, JudgingPolicy> {
  const published = new Map(stored.map((one) => [one.policy.id, one]));
  const judged = new Map<string, BotConfig[]>();
  for (const bot of bots) {
    const { id } = policyOf(bot.id);
    judged.set(id, [...(judged.get(id) ?? []), bot]);
  }
  return new Map(
    [...judged].map(([id, own]) => {
      const one = published.get(id);
      const current = one && {
        ...one,
        policy: read(id, one.policy),
        former: one.former.map((each) => ({ ...each, policy: read(id, each.policy) })),
      };
      const [first] = own;
      if (first === undefined) throw new Error(`${id} judges nobody`);
      const queues = [...new Set(own.map(({ queue }) => queue))];
      return [id, { configured: policyOf(first.id), bots: own, queues, published: current }];
    }),
  );
}

/** What was published is live, until the configuration has a higher revision. */
const standing = ({ configured, published }: JudgingPolicy): StoredPolicy | null =>
  published !== undefined && published.policy.revision >= configured.revision ? published : null;
const live = (judging: JudgingPolicy): Policy => standing(judging)?.policy ?? judging.configured;

/** @throws for a bot that is not configured. */
export function policyFor({ policies, engines }: State, bot: string): Policy {
  const configured = engines.trigger.policyOf(bot);
  const judging = policies.get(configured.id);
  return judging === undefined ? configured : live(judging);
}

type Rank = Pick<PersonConfig, 'roles' | 'queues'>;

/** Leads of one of its queues, and admins. */
const maySee = ({ roles, queues }: Rank, judging: JudgingPolicy): boolean =>
  roles.includes('admin') || (roles.includes('lead') && judging.queues.some((each) => queues.includes(each)));
/** It changes what happens in all of its queues: leads of all of them, and admins. */
const mayPublish = ({ roles, queues }: Rank, judging: JudgingPolicy): boolean =>
  roles.includes('admin') ||
  (roles.includes('lead') && judging.queues.every((each) => queues.includes(each)));

function toldOf(state: State, id: string, judging: JudgingPolicy, person: Rank): LivePolicy {
  const now = standing(judging);
  const [publication] = now?.past ?? [];
  return {
    id,
    policy: live(judging),
    bots: judging.bots.map((bot) => ({ id: bot.id, name: bot.name })),
    queues: judging.queues.map((queue) => ({
      id: queue,
      name: state.queues.get(queue)?.config.name ?? queue,
    })),
    ...(publication === undefined ? {} : { at: publication.at, by: publication.by }),
    mayPublish: mayPublish(person, judging),
    undoable: now !== null && now.former.length > 0,
    past: [...(judging.published?.past ?? [])],
  };
}

/** What a person may see of the policies, by id. */
export function policiesFor(state: State, person: string): LivePolicy[] {
  const config = state.people.get(person)?.config;
  if (config === undefined) return [];
  return [...state.policies]
    .filter(([, judging]) => maySee(config, judging))
    .map(([id, judging]) => toldOf(state, id, judging, config))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Policies of the configuration in whose place what was published is live. */
export function overruledIn({ policies }: State): Overruled[] {
  return [...policies].flatMap(([policy, judging]) => {
    const now = standing(judging);
    return now === null
      ? []
      : [{ policy, live: now.policy.revision, configured: judging.configured.revision }];
  });
}

interface Publishing {
  readonly id: string;
  readonly judging: JudgingPolicy;
}

/** The policy a command is about, or why it is refused. */
function find(change: Change, { config }: Person, k: string, id: string, base: number): Publishing | Reply {
  const judging = change.state.policies.get(id);
  if (judging === undefined || !maySee(config, judging))
    return refused('not_found', `${k}: no bot of yours is judged by a policy ${id}`);
  if (!mayPublish(config, judging))
    return refused('forbidden', `${k}: ${id} also judges for queues that you do not lead`);
  const { revision } = live(judging);
  if (base !== revision) return refused('stale', `${k}: made against revision ${base}, now ${revision}`);
  return { id, judging };
}

const bounded = <T>(value: T): T | string =>
  typeof value === 'string' && value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;

/** Every figure that changed, long texts cut. */
const changesBetween = (before: Policy, after: Policy): PolicyDifference[] =>
  policyDifferences(before, after).map(({ path, ...values }) => ({
    path,
    ...('from' in values ? { from: bounded(values.from) } : {}),
    ...('to' in values ? { to: bounded(values.to) } : {}),
  }));

const firstOf = (changes: PolicyDifference[], most: number): Pick<Publication, 'changes' | 'more'> => ({
  changes: changes.slice(0, most),
  ...(changes.length > most ? { more: changes.length - most } : {}),
});

/** Makes it live at once: from its next turn on every conversation of its bots is judged by it, from the beginning. */
function goLive(
  change: Change,
  { id, judging }: Publishing,
  next: Pick<StoredPolicy, 'policy' | 'origin' | 'former'>,
  publication: Publication,
): void {
  const before = live(judging);
  const changes = changesBetween(before, next.policy);
  const told = { ...publication, ...firstOf(changes, LIMITS.publicationChanges) };
  const past = [told, ...(judging.published?.past ?? [])].slice(0, LIMITS.publications);
  judging.published = { ...next, past };
  change.put(policyKey(id), JSON.stringify(judging.published));
  const written = { policy: id, ...publication, ...firstOf(changes, MOST_CHANGES) };
  change.audit('policy.published', JSON.stringify(written));
  const bots = new Set(judging.bots.map((bot) => bot.id));
  for (const work of change.state.open.values()) if (bots.has(work.head.conversation.bot)) work.heard = null;
  for (const person of change.state.people.values()) {
    const all = policiesFor(change.state, person.config.id);
    const list = all.filter((each) => each.id === id);
    if (list.length > 0)
      change.live({ kind: 'policies', person: person.config.id, known: all.map((each) => each.id), list });
  }
}

export function publishPolicy(
  change: Change,
  person: Person,
  { policy: given, base, note }: CommandData<'policy.publish'>,
): Reply {
  if (!isLeading(person.config.roles)) return refused('forbidden', 'policy.publish: for leads and admins');
  const result = readPolicy(given);
  if ('faults' in result)
    return refused('invalid', `policy.${faultLine(result.faults)}`.slice(0, LONGEST_REASON));
  const { policy } = result;
  const found = find(change, person, 'policy.publish', policy.id, base);
  if ('ok' in found) return found;
  const revision = base + 1;
  if (policy.revision !== revision)
    return refused('invalid', `policy.revision: ${policy.revision} is not ${revision}, the next one`);
  const { judging } = found;
  const now = standing(judging);
  const { id, name } = person.config;
  const former = [{ policy: live(judging), origin: now?.origin ?? base }, ...(now?.former ?? [])];
  goLive(
    change,
    found,
    { policy, origin: revision, former: former.slice(0, MOST_FORMER) },
    { revision, at: change.now, by: { id, name }, ...(note === undefined ? {} : { note }) },
  );
  return done({ revision });
}

/** The content before it, under the next revision. One after another they go back as far as contents are kept. */
export function undoPolicy(
  change: Change,
  person: Person,
  { policy, base }: CommandData<'policy.undo'>,
): Reply {
  if (!isLeading(person.config.roles)) return refused('forbidden', 'policy.undo: for leads and admins');
  const found = find(change, person, 'policy.undo', policy, base);
  if ('ok' in found) return found;
  const now = standing(found.judging);
  const [back, ...former] = now?.former ?? [];
  if (now === null || back === undefined)
    return refused('wrong_state', `policy.undo: nothing that was published of ${policy} can be taken back`);
  const revision = base + 1;
  const { id, name } = person.config;
  goLive(
    change,
    found,
    { policy: { ...back.policy, revision }, origin: back.origin, former },
    { revision, at: change.now, by: { id, name }, undoes: now.origin },
  );
  return done({ revision });
}
