// Owns the scenario of a simulation: everything that a trace of calls does not say, fixed beforehand, so that nobody
// chooses the field on which they win. Unknown fields are ignored; words that only explain are not read.
import { z } from 'zod';

const share = z.number().min(0).max(1);
const byProficiency = z.object({
  '1': z.number(),
  '2': z.number(),
  '3': z.number(),
  '4': z.number(),
  '5': z.number(),
});
const tier = z.object({
  priorityIn: z.array(z.int()),
  value: z.number().min(0),
  slaSeconds: z.number().positive(),
});

export const scenario = z.object({
  name: z.string(),
  version: z.literal(1),
  people: z
    .array(
      z.object({
        id: z.string(),
        skills: z.record(z.string(), z.int().min(1).max(5)),
        languages: z.array(z.string()).min(1),
        /** Left out = as `capacityPerPerson`. */
        capacity: z.int().min(1).optional(),
      }),
    )
    .min(1),
  capacityPerPerson: z.int().min(1),
  /** People wanted at each hour of the day, before `--staff`. */
  headcountByHour: z.array(z.number().min(0)).length(24),
  serviceSeconds: z.object({
    cap: z.number().positive(),
    factorByProficiency: byProficiency,
    factorWhenSamePersonAsLastTime: z.number().positive(),
  }),
  /** How much longer a conversation takes for each other one its person has. */
  concurrencySlowdownPerExtraConversation: z.number().min(0),
  language: z.object({ draw: z.record(z.string(), share) }),
  tiers: z.object({ regular: tier, vip: tier }),
  outcomeValue: z.object({ quality: byProficiency, continuityBonus: z.number() }),
  offers: z.object({
    decline: share,
    timeout: share,
    timeoutSeconds: z.number().min(0),
    acceptSeconds: z.number().min(0),
  }),
  stress: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('flash'),
        fromHour: z.int().min(0).max(23),
        minutes: z.number().positive(),
        times: z.int().min(1),
        everyNthDay: z.int().min(1),
      }),
      z.object({
        kind: z.literal('leave'),
        fromHour: z.int().min(0).max(23),
        people: z.int().min(0),
        everyNthDay: z.int().min(1),
      }),
    ]),
  ),
});

export type Scenario = z.infer<typeof scenario>;
export type TierName = keyof Scenario['tiers'];

export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

/** @throws ScenarioError with the place and the reason */
export function parseScenario(text: string): Scenario {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ScenarioError(`not JSON: ${(error as Error).message.replace(/\s+/g, ' ')}`);
  }
  const parsed = scenario.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ScenarioError(`${issue?.path.join('.') || 'scenario'}: ${issue?.message ?? 'is not valid'}`);
}
