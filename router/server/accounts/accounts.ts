// Owns what is asked elsewhere when the desk wants to know more of a customer: the source of accounts that serves the bot, and the
// router's own conversations with them that are over. The desk is told when there is an answer, and waits for none.
// Refuses: deciding what is wanted and what becomes of it (router/desk/known.ts).
import { dirname, resolve } from 'node:path';
import type { AccountSourceConfig } from '#shared/schema/account-source.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import { ConfigError } from '../../config.ts';
import type { Learned, Wanted } from '../../desk/port.ts';
import type { Engine } from '../../engine/port.ts';
import type { Clerk } from '../clerk.port.ts';
import type { Clock } from '../clock.ts';
import { maskDeep } from '../edge/mask.ts';
import { createErrands } from '../errands.ts';
import type { ServerLog } from '../parts.ts';
import type { Resolve } from '../target.ts';
import { csvSource } from './csv.ts';
import { httpSource, pointerFault } from './http.ts';
import { type Answer, createKeeper, type Keeper } from './keeper.ts';
import { readMapping } from './mapping.ts';
import { pastContacts } from './past.ts';
import type { AccountSource } from './port.ts';

interface Opening {
  readonly config: BatonConfig;
  /** What the sources name lies beside it; begins the message of an error. */
  readonly configFile: string;
  readonly resolve?: Resolve | undefined;
}

/** The sources of a configuration, with their mapping files read. @throws ConfigError */
export function openSources({
  config,
  configFile,
  resolve: names,
}: Opening): ReadonlyMap<string, AccountSource> {
  const folder = dirname(resolve(configFile));
  const open = (source: AccountSourceConfig, place: string): AccountSource => {
    try {
      const file = resolve(folder, source.mapping);
      if (source.kind === 'csv')
        return csvSource(
          source,
          readMapping(file, () => null),
          folder,
        );
      return httpSource(source, readMapping(file, pointerFault), names);
    } catch (error) {
      throw new ConfigError(`${configFile}: ${place}.mapping: ${(error as Error).message}`);
    }
  };
  return new Map(config.accounts.map((each, index) => [each.id, open(each, `$.accounts[${index}]`)]));
}

interface AccountsOptions {
  readonly config: BatonConfig;
  readonly sources: ReadonlyMap<string, AccountSource>;
  readonly clerk: Pick<Clerk, 'learn' | 'onLive' | 'remind'>;
  readonly engine: Pick<Engine, 'get' | 'now' | 'scan'>;
  readonly clock: Clock;
  readonly log: ServerLog;
}

export function startAccounts({ config, sources, clerk, engine, clock, log }: AccountsOptions) {
  const errands = createErrands(clerk, log);
  const { stopping } = errands;
  const keepers = new Map<string, Keeper>(
    config.accounts.flatMap((each): [string, Keeper][] => {
      const source = sources.get(each.id);
      if (source === undefined) return [];
      const { failures, seconds } = each.kind === 'http' ? each.breaker : { failures: 1, seconds: 1 };
      const breaker = { failures, ms: seconds * 1_000 };
      // A file is as fresh as it is: looking at it costs nothing.
      const freshMs = each.kind === 'http' ? each.freshSeconds * 1_000 : 0;
      const time = () => engine.now();
      return [[each.id, createKeeper({ source, freshMs, breaker, clock, time, stop: stopping })]];
    }),
  );

  function learned(source: string, answer: Answer): Learned {
    const { said } = answer.state === 'unknown' ? { said: undefined } : answer;
    const found = said && {
      ...(config.maskCards ? (maskDeep(said.known) as typeof said.known) : said.known),
      asOf: said.known.asOf ?? said.at,
    };
    const { state } = answer;
    return { source, state, ...(found && { found }), ...(state === 'failed' && { reason: answer.reason }) };
  }

  async function ask({ conversation, customer, source }: Wanted): Promise<void> {
    const answer = await keepers.get(source ?? '')?.ask(customer);
    if (source === null || answer === undefined || stopping.aborted) return;
    if (answer.state === 'failed')
      log.warn({ source, reason: answer.reason, detail: answer.message }, 'an account could not be read');
    await clerk.learn(conversation, learned(source, answer));
  }

  async function recall({ conversation, bot, customer }: Wanted): Promise<void> {
    const contacts = await pastContacts(engine, config, bot, customer);
    if (contacts.length > 0) await clerk.remind(conversation, contacts);
  }

  // A router that cannot store reads its desk again, and that one asks anew.
  errands.follow(
    'wanted',
    (wanted) => Promise.all([ask(wanted), recall(wanted)]),
    'what was learned could not be stored',
  );
  return errands;
}
