// Owns one run: traffic of several conversations at once, SIGKILL of one side at seeded moments in the middle of it, and
// at the end what was lost, doubled or stuck. What is seeded is which step a kill follows and by how much; how the steps
// of conversations mix is the machine's.
import { setTimeout as pause } from 'node:timers/promises';
import { chance as chanceOf } from '../fuzz/random.ts';
import { type Account, openAccount, PHASES, type Phase } from './account.ts';
import { check } from './check.ts';
import { openSite, PERSON, type Side, type Site } from './site.ts';
import { converse } from './traffic.ts';

/** Conversations at a time: one less than the person's capacity. */
const LANES = 4;
/** Without one acknowledgement for this long what is not finished is stuck, ms. Longer than an offer stands. */
const PATIENCE_MS = 60_000;

export interface Run {
  readonly side: Side;
  readonly seed: number;
  readonly kills: number;
  readonly conversations: number;
  readonly acknowledged: Readonly<Record<string, number>>;
  /** Calls that a kill of the console cut off: their texts may show once or not at all. */
  readonly cutOff: number;
  /** Kills by the step they came in. */
  readonly phases: Readonly<Record<Phase, number>>;
  /** Webhook deliveries that had arrived before, and were deduped. */
  readonly repeated: number;
  readonly faults: readonly string[];
  /** Conversations that did not end, and where. */
  readonly stuck: readonly string[];
  /** What the processes said. */
  readonly logs: string;
}

export interface RunOptions {
  readonly side: Side;
  readonly kills: number;
  readonly seed: number;
  /** Told of each kill, for runs that take long. */
  readonly onKill?: (kill: number, phase: Phase) => void;
}

export async function runKills({ side, kills, seed, onKill }: RunOptions): Promise<Run> {
  const chance = chanceOf(seed);
  const site = await openSite();
  const accounts: Account[] = [];
  const acknowledged: Record<string, number> = {};
  const phases = Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Record<Phase, number>;
  const faults: string[] = [];
  let isOver = false;
  let heardAt = Date.now();
  /** Acknowledgements until the next kill may be armed. */
  let before = { count: 0, passed: (): void => undefined };
  let armed: { readonly phase: Phase; readonly reached: () => void } | null = null;

  async function lane(number: number): Promise<void> {
    for (let round = 1; !isOver; round += 1) {
      const account = openAccount(`k${number}-${round}`);
      accounts.push(account);
      await converse(
        {
          site,
          chance: chanceOf(seed + number * 100_003 + round),
          step(phase) {
            account.at = phase;
            if (armed?.phase === phase) armed.reached();
          },
          acknowledged(what) {
            acknowledged[what] = (acknowledged[what] ?? 0) + 1;
            if (what === 'bot call repeated') return;
            heardAt = Date.now();
            before.count -= 1;
            if (before.count <= 0) before.passed();
          },
        },
        account,
      );
    }
  }

  async function killer(): Promise<void> {
    // Every phase in turn and a random one after it, so that a short run has met nearly all.
    const order = PHASES.map((phase) => ({ phase, at: chance.next() })).sort((a, b) => a.at - b.at);
    for (let kill = 0; kill < kills && !isOver; kill += 1) {
      const phase = order[kill % order.length]?.phase ?? chance.pick(PHASES);
      // Some traffic between kills, so that conversations end too.
      await new Promise<void>((passed) => {
        before = { count: chance.whole(1, 16), passed };
      });
      await new Promise<void>((reached) => {
        armed = { phase, reached };
      });
      armed = null;
      await pause(chance.whole(0, 25));
      await site.kill(side);
      phases[phase] += 1;
      onKill?.(kill + 1, phase);
      await pause(chance.whole(0, 300));
      await site.restart(side);
      heardAt = Date.now();
    }
  }

  try {
    await site.page.until(site.isLive);
    await site.page.call('presence.set', { status: 'available' });
    await site.page.until((page) => page.rows('me').get(PERSON)?.presence.status === 'available');
    const lanes = Array.from({ length: LANES }, (_, number) =>
      lane(number + 1).catch((error: unknown) => faults.push(String((error as Error).stack))),
    );
    const killing = killer().finally(() => {
      isOver = true;
    });
    const finished = Promise.all([...lanes, killing]).then(() => true);
    while (!(await Promise.race([finished, pause(250, false)])))
      if (Date.now() - heardAt > PATIENCE_MS) break;
    isOver = true;
    const stuck = accounts.filter(({ at }) => at !== null).map((account) => describe(site, account));
    const done = accounts.filter(({ at }) => at === null);
    if (stuck.length === 0) await drain(site, done);
    faults.push(...(await check(site, done)));
    const killed = Object.values(phases).reduce((sum, each) => sum + each, 0);
    return {
      side,
      seed,
      kills: killed,
      conversations: done.length,
      acknowledged,
      cutOff: accounts.reduce((sum, { unanswered }) => sum + unanswered.size, 0),
      phases,
      repeated: site.hooks.repeated(),
      faults,
      stuck,
      logs: site.logs(),
    };
  } finally {
    await site.end();
  }
}

function describe({ page }: Site, { id, at }: Account): string {
  const row = page.rows('conversations').get(id);
  const offers = [...page.rows('offers').values()].filter((each) => each.conversation.id === id);
  const outbox = [...page.rows('outbox').values()].filter((each) => each.conversation === id);
  const link = page.rows('link').get('link')?.state;
  return `${id} at "${at}": ${JSON.stringify({ link, right: row?.right, state: row?.handoff.state, offers, outbox })}`;
}

/** Until nothing is under way: sent, delivered, and said to be delivered. */
async function drain(site: Site, accounts: readonly Account[]): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  const isQuiet = async (): Promise<boolean> => {
    const { body } = await site.bot.send('GET', '/v1/deliveries?state=pending');
    if (site.page.rows('outbox').size > 0 || (body.deliveries as unknown[]).length > 0) return false;
    for (const { id } of accounts) {
      const { entries } = await site.page.call('conversation.open', { conversation: id });
      await site.page.call('conversation.leave', { conversation: id });
      if (entries.some((entry) => entry.type === 'turn' && entry.delivery === 'router')) return false;
    }
    return true;
  };
  while (!(await isQuiet()) && Date.now() < until) await pause(100);
}

/** The counts of a run, as docs/soak.md records them. */
export function report(run: Run): string {
  const { side, seed, kills, conversations, acknowledged, cutOff, phases, repeated, faults, stuck } = run;
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  return [
    `kills of the ${side}: BATON_SEED=${seed}, ${kills} kills, ${conversations} conversations finished`,
    `  acknowledged: ${list(acknowledged)}; calls cut off ${cutOff}`,
    `  killed in: ${list(phases)}`,
    `  webhook deliveries repeated and deduped ${repeated}; lost or doubled ${faults.length}, stuck ${stuck.length}`,
  ].join('\n');
}
