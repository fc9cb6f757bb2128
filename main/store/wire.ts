// Owns what travels between client.ts and worker.ts: numbered calls, answers in the same order, errors by class name.
// Refuses: what the calls do.
import {
  BadEventError,
  GapError,
  type Opened,
  type OpenOptions,
  type Store,
  StoreRefusedError,
  type Unusable,
} from './port.ts';

export type Method = keyof Store;

/** The store as the worker has it: the same calls, answered at once. */
export type Sync<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : never;
};

export interface Request {
  readonly id: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}

export interface Failure {
  readonly name: string;
  readonly message: string;
  /** Of a StoreRefusedError. */
  readonly why?: Unusable;
}

export type Answer =
  /** The first message of the worker: the files are open, or cannot be. */
  | { readonly id: 0; readonly ok: true; readonly value: Opened }
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: Failure };

export type WorkerData = OpenOptions;

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message } = error;
  return error instanceof StoreRefusedError ? { name, message, why: error.why } : { name, message };
}

export function errorOf({ name, message, why }: Failure): Error {
  if (why !== undefined) return new StoreRefusedError(why, message);
  switch (name) {
    case 'GapError':
      return new GapError(message);
    case 'BadEventError':
      return new BadEventError(message);
    default:
      return new Error(message);
  }
}
