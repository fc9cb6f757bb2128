// Owns the refusal: a member of Electron that the double does not have throws with its name, whoever asks for it.

/** Keys that exist in Electron's own declaration of T: an invented member does not compile. */
export type Members<T> = { readonly [K in keyof T]?: unknown };

/** For a class of the double: `true` when every member without an underscore is one of Electron's. */
export type NothingInvented<Double, Real> = [Exclude<keyof Double, keyof Real | `_${string}`>] extends [never]
  ? true
  : false;

/** What the language itself looks for on any object. */
const NATURAL = new Set([
  'then',
  'toJSON',
  'constructor',
  'inspect',
  'nodeType',
  'asymmetricMatch',
  'prototype',
]);

export class UnlistedError extends Error {
  override readonly name = 'UnlistedError';
}

export function listed<T extends object>(name: string, target: T): T {
  // Private fields are the object's own, not its face's.
  const bound = new WeakMap<object, unknown>();
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'symbol' || key in object || NATURAL.has(key)) {
        const value: unknown = Reflect.get(object, key);
        // Classes keep their static members; only methods, which have no prototype, are bound.
        if (typeof value !== 'function' || Object.hasOwn(value, 'prototype')) return value;
        if (!bound.has(value)) bound.set(value, value.bind(object));
        return bound.get(value);
      }
      throw new UnlistedError(`the double of Electron has no ${name}.${key}`);
    },
    set(object, key, value) {
      if (typeof key === 'symbol' || key in object || key.startsWith('_'))
        return Reflect.set(object, key, value);
      throw new UnlistedError(`the double of Electron has no ${name}.${key} to set`);
    },
  });
}
