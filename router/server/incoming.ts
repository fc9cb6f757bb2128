// Owns reading one frame of a console: JSON text, a known `op`, the fields that op has. Says what is wrong with any other.
import { type ClientFrame, clientFrames, PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import { isTooDeep, MAX_DEPTH } from './depth.ts';

export type Incoming =
  | { readonly frame: ClientFrame }
  | { readonly problem: string; readonly ref?: string }
  /** A console of another version of the protocol. */
  | { readonly version: unknown };

type Op = keyof typeof clientFrames;
const isOp = (op: unknown): op is Op => typeof op === 'string' && Object.hasOwn(clientFrames, op);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function readFrame(text: string): Incoming {
  if (isTooDeep(text)) return { problem: `a frame is nested at most ${MAX_DEPTH} levels deep` };
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: 'a frame is one JSON object' };
  }
  const { op, v } = value as { op?: unknown; v?: unknown };
  if (!isOp(op)) return { problem: 'unknown op', ref: String(op).slice(0, 64) };
  if (op === 'auth' && typeof v === 'number' && v !== PROTOCOL_VERSION) return { version: v };
  const parsed = clientFrames[op].safeParse(value);
  if (parsed.success) return { frame: parsed.data };
  const [issue] = parsed.error.issues;
  const at = [op, ...(issue?.path ?? [])].join('.');
  return { problem: `${at}: ${issue?.message ?? 'is not valid'}`, ref: op };
}
