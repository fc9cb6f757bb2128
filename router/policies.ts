// Owns finding the trigger policy of each bot: its own, or its queue's, or the one for support. Read once at the start; a
// problem names the place in the configuration, the file, the path in it and the reason.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { faultLine, type Policy, readPolicy } from '#shared/domain/trigger/policy.ts';
import type { TriggerEngine } from '#shared/domain/trigger/port.ts';
import { createScorer } from '#shared/domain/trigger/signals.ts';
import { createTrigger } from '#shared/domain/trigger/watch.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import { ConfigError } from './config.ts';

const SHIPPED: Readonly<Record<string, URL>> = {
  support: new URL('../resources/policies/support.json', import.meta.url),
  sales: new URL('../resources/policies/sales.json', import.meta.url),
  regulated: new URL('../resources/policies/regulated.json', import.meta.url),
};
const DEFAULT = 'support';

function read(name: string, place: string, folder: string): Policy {
  const file = Object.hasOwn(SHIPPED, name) ? (SHIPPED[name] ?? name) : resolve(folder, name);
  const wrong = (reason: string) => new ConfigError(`${place}: ${name}: ${reason}`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw wrong(
      code === 'ENOENT'
        ? `is none of ${Object.keys(SHIPPED).join(', ')}, and ${String(file)} is not there`
        : `cannot be read (${code})`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw wrong(`is not JSON: ${(error as Error).message}`);
  }
  const result = readPolicy(value);
  if ('faults' in result) throw wrong(faultLine(result.faults));
  return result.policy;
}

/**
 * Policies by bot. Files are looked for beside `configFile`, which begins the message of an error.
 * @throws ConfigError
 */
function loadPolicies({ bots, queues }: BatonConfig, configFile: string): ReadonlyMap<string, Policy> {
  const found = new Map<string, Policy>();
  const policyAt = (name: string, place: string): Policy => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const policy = read(name, `${configFile}: ${place}`, dirname(resolve(configFile)));
    for (const [other, { id }] of found)
      if (id === policy.id)
        throw new ConfigError(`${configFile}: ${place}: ${name}: its id ${id} is that of ${other} already`);
    found.set(name, policy);
    return policy;
  };
  const ofQueue = new Map(
    queues.map(({ id, policy = DEFAULT }, index) => [id, policyAt(policy, `$.queues[${index}].policy`)]),
  );
  return new Map(
    bots.map(({ id, queue, policy }, index) => [
      id,
      policy === undefined
        ? (ofQueue.get(queue) ?? policyAt(DEFAULT, `$.bots[${index}].queue`))
        : policyAt(policy, `$.bots[${index}].policy`),
    ]),
  );
}

/** The trigger engine of a router: the shipped signals, each bot under its policy. @throws ConfigError */
export function triggerFor(config: BatonConfig, configFile: string): TriggerEngine {
  const policies = loadPolicies(config, configFile);
  return createTrigger(createScorer(), (bot) => {
    const policy = policies.get(bot);
    if (policy === undefined) throw new Error(`there is no bot ${bot}`);
    return policy;
  });
}
