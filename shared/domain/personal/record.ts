// Owns masking a record as its fields are classed. Fails closed: a field that has no class, or holds something else than its
// class says, is left out. Refuses: which field is of which class (fields.ts).
import { isMaskedOn, KINDS, type Kind, type Surface } from './classes.ts';
import type { Fields } from './fields.ts';
import { kindOf, maskOf } from './masks.ts';
import { maskWords, namesToMask } from './words.ts';

export interface How {
  readonly surface: Surface;
  /** What stands for the id of a person: the same for the same. */
  readonly person: (id: string) => string;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Everything in fields of this class. */
function* namesIn(value: unknown, fields: Fields | undefined): Generator<string> {
  if (fields === undefined) return;
  if (Array.isArray(value)) for (const item of value) yield* namesIn(item, fields);
  else if (fields === 'name' && typeof value === 'string') yield value;
  else if (typeof fields !== 'string' && isObject(value))
    for (const [key, inner] of Object.entries(value)) yield* namesIn(inner, fieldOf(fields, key));
}

const fieldOf = (fields: Exclude<Fields, string>, key: string): Fields | undefined =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

/** JSON in, JSON out; undefined = nothing of it may stay. Names that it holds are masked wherever they stand in its words. */
export function maskRecord(record: unknown, fields: Fields, { surface, person }: How): unknown {
  const names = isMaskedOn(surface, 'name') ? namesToMask(namesIn(record, fields)) : [];
  const words = (text: string): string => maskWords(text, surface, names).text;
  const thing = (text: string, type: unknown): string | undefined => {
    if (typeof type !== 'string' || !Object.hasOwn(KINDS, type)) return undefined;
    const kind = kindOf(type as Kind, text, '');
    return words(isMaskedOn(surface, kind) ? maskOf(kind, text) : text);
  };
  /** The label helps to find what the value is, and is masked by itself. */
  const labelled = (text: string, label: unknown): string => {
    const lead = typeof label === 'string' ? `${words(label)}: ` : '';
    const { text: masked } = maskWords(lead + text, surface, names);
    return masked.startsWith(lead) ? masked.slice(lead.length) : words(text);
  };

  function leaf(text: string, fields: Exclude<Fields, object>, beside: Json): string | undefined {
    switch (fields) {
      case 'none':
      case 'profile':
        return text;
      case 'words':
        return words(text);
      case 'name':
        return isMaskedOn(surface, 'name') ? maskOf('name', text) : text;
      case 'person':
        return person(text);
      case 'byType':
        return thing(text, beside.type);
      case 'byLabel':
        return labelled(text, beside.label);
      case 'place':
        return undefined;
    }
  }

  function masked(value: unknown, fields: Fields, beside: Json): unknown {
    if (Array.isArray(value))
      return value.map((item) => masked(item, fields, beside)).filter((item) => item !== undefined);
    if (typeof fields === 'string') {
      if (typeof value === 'string') return leaf(value, fields, beside);
      return fields === 'none' || fields === 'profile' ? value : undefined;
    }
    if (!isObject(value)) return undefined;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => {
        const field = fieldOf(fields, key);
        const kept = field === undefined ? undefined : masked(inner, field, value);
        return kept === undefined ? [] : [[key, kept]];
      }),
    );
  }
  return masked(record, fields, {});
}
