// Owns what was expected where a value was refused, apart from any language. Refuses: its words, which are the catalogue's.
import { z } from 'zod';

const plain = z.enum(['number', 'whole', 'text', 'truth', 'list', 'group', 'json', 'said', 'other']);
export const expected = z.union([
  z.object({ kind: plain }),
  z.object({ kind: z.enum(['most', 'below', 'least', 'above']), limit: z.number() }),
  z.object({ kind: z.enum(['oneOf', 'unknown']), names: z.array(z.string()) }),
]);
export type Expected = z.infer<typeof expected>;

/** `path`: e.g. `turns.0.role`; empty for the whole. */
export const fault = z.object({ path: z.string(), expected });
export type Fault = z.infer<typeof fault>;

const TYPES: Readonly<Record<string, z.infer<typeof plain>>> = {
  ...{ number: 'number', int: 'whole', string: 'text', boolean: 'truth', array: 'list', object: 'group' },
};

function expectedOf(issue: z.core.$ZodIssue): Expected {
  switch (issue.code) {
    case 'invalid_type':
      return { kind: TYPES[issue.expected] ?? 'other' };
    case 'too_big':
      return { kind: issue.inclusive === false ? 'below' : 'most', limit: Number(issue.maximum) };
    case 'too_small':
      return { kind: issue.inclusive === false ? 'above' : 'least', limit: Number(issue.minimum) };
    case 'invalid_value':
      return { kind: 'oneOf', names: issue.values.map(String) };
    case 'unrecognized_keys':
      return { kind: 'unknown', names: issue.keys };
    default:
      return { kind: 'other' };
  }
}

export const faultOf = (issue: z.core.$ZodIssue): Fault => ({
  path: issue.path.map(String).join('.'),
  expected: expectedOf(issue),
});
