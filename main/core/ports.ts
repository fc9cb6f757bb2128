// Owns what a host must give the console core. Every port is small, and a host that cannot do a thing says so in
// `capabilities` and answers CallError 'unsupported'; the core never asks which host it runs in.
import type { Capabilities } from '#shared/contract/capabilities.ts';
import type { NoticeAbout, OpenTarget } from '#shared/contract/notices.ts';
import type { Settings } from '#shared/contract/settings.ts';

export interface Notice {
  /** Notices with the same tag replace each other. */
  readonly tag: string;
  /** By it a host chooses icon, urgency, and buttons where it has them. */
  readonly kind: NoticeAbout;
  readonly title: string;
  readonly body: string;
  readonly sound: boolean;
  /** What a click opens; empty is the console itself. It stays good when the thing is gone: the page says what became of it. */
  readonly open: OpenTarget;
  /** A window of the console has the person's attention. */
  readonly attended: boolean;
}

export interface Notifier {
  show(notice: Notice): void;
  clear(tag: string): void;
}
export interface Badge {
  /** Number of things that want the person now; 0 clears. */
  set(count: number): void;
}
export interface Attention {
  /** Flash, bounce or nothing. */
  request(): void;
}
export interface Secrets {
  /** The 32-byte key of this person's files on this device, as 64 hex digits; made on first use. */
  storeKey(person: string): Promise<string>;
  /** How the key is protected, for diagnostics and settings. */
  readonly protection: Capabilities['encryptionAtRest'];
}
export interface SettingsPort {
  read(): Promise<unknown>;
  write(settings: Settings): Promise<void>;
}
export interface Windows {
  /** Bring the console to the front. */
  focus(): void;
}
export interface Opener {
  /** Opens an https link outside; refuses everything else. */
  external(url: string): Promise<void>;
}
export interface Clock {
  /** Wall clock, ms. */
  now(): number;
  /** Calls back once after `ms`; returns the cancel function. */
  after(ms: number, run: () => void): () => void;
}
export interface Ids {
  /** A fresh unguessable id that fits the id schema. */
  next(): string;
  /** Uniform in 0..1, for jitter. */
  random(): number;
}
export interface Paths {
  /** Folder of this person's files: cache.db, outbox.db. */
  readonly data: string;
}

export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

export interface Ports {
  readonly capabilities: Capabilities;
  readonly notifier: Notifier;
  readonly badge: Badge;
  readonly attention: Attention;
  readonly secrets: Secrets;
  readonly settings: SettingsPort;
  readonly windows: Windows;
  readonly opener: Opener;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly paths: Paths;
  readonly log: Log;
  /** Where the router is and who signs in. */
  readonly router: { readonly url: string; readonly token: string; readonly person: string };
  readonly version: string;
}
