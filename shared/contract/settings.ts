// Owns the settings of one person on one device.
import { z } from 'zod';
import { cannedReply } from '../schema/config.ts';
import { language, time } from '../schema/primitives.ts';
import { noticeContent, noticeKind } from './notices.ts';

/** Minutes since midnight by this device's wall clock. */
const minute = z.int().min(0).max(1_439);

/** A key of the page by name, e.g. `accept`, and the strokes that stand for it now, e.g. `act+KeyQ` or `bare+KeyG bare+KeyX`. */
const keys = z.record(z.string().max(40), z.string().max(80));

const fields = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  density: z.enum(['compact', 'normal', 'roomy']),
  /** Size of all words, in percent of the design. Beyond it the window itself is zoomed, which folds the panes too. */
  textSize: z.int().min(90).max(200),
  /** `system`: as the system asks; `none`: nothing moves. */
  motion: z.enum(['system', 'none']),
  /** Keys that are not the default ones; an empty string takes a key away. */
  keys,
  /** The first start was finished or skipped. */
  onboarded: z.boolean(),
  /** Until it is turned off, or until a time by this device's clock. */
  doNotDisturb: z.union([z.boolean(), time]),
  /** Of each kind: whether it shows outside the list, and whether it sounds. */
  notify: z.record(noticeKind, z.object({ show: z.boolean(), sound: z.boolean() })),
  noticeContent,
  /** Every day from `from` to `to`, over midnight where `to` is earlier; the same twice is the whole day. */
  quietHours: z.object({ on: z.boolean(), from: minute, to: minute }),
  /** Seconds for which a reply may be taken back before it goes; 0 = it goes at once. */
  undoSeconds: z.union([z.literal(0), z.literal(5), z.literal(10)]),
  /** Marks misspelt words where a person writes to others. */
  spellcheck: z.boolean(),
  /** Canned replies of this person's own. */
  replies: z.array(cannedReply.omit({ queues: true })).max(100),
  /** Id of shared/i18n/languages.ts; one that is not there means English. */
  language: z.string().max(35),
  /** Closing the window leaves the console in the tray. */
  closeToTray: z.boolean(),
  /** The console starts with the session of the person. */
  autostart: z.boolean(),
  /** Keys that bring the console to the front from anywhere, such as Alt+Shift+B; empty = none. */
  globalShortcut: z
    .string()
    .max(60)
    .regex(/^([A-Za-z0-9]+(\+[A-Za-z0-9]+)+)?$/, 'a shortcut is names of keys joined by +'),
  /** Empty = the languages of the system. */
  spellcheckLanguages: z.array(language).max(8),
});

export const settings = z.object({
  theme: fields.shape.theme.default('system'),
  density: fields.shape.density.default('normal'),
  textSize: fields.shape.textSize.default(100),
  motion: fields.shape.motion.default('system'),
  keys: fields.shape.keys.default({}),
  onboarded: fields.shape.onboarded.default(false),
  doNotDisturb: fields.shape.doNotDisturb.default(false),
  notify: fields.shape.notify.default({
    offer: { show: true, sound: true },
    turn: { show: true, sound: true },
    mention: { show: true, sound: true },
    sla: { show: true, sound: true },
    link: { show: true, sound: false },
  }),
  noticeContent: fields.shape.noticeContent.default('name'),
  quietHours: fields.shape.quietHours.default({ on: false, from: 1_080, to: 480 }),
  undoSeconds: fields.shape.undoSeconds.default(5),
  spellcheck: fields.shape.spellcheck.default(true),
  replies: fields.shape.replies.default([]),
  language: fields.shape.language.default('en'),
  closeToTray: fields.shape.closeToTray.default(true),
  autostart: fields.shape.autostart.default(false),
  globalShortcut: fields.shape.globalShortcut.default(''),
  spellcheckLanguages: fields.shape.spellcheckLanguages.default([]),
});

/** What was kept before, field by field: one that is not valid has its default, and is named in `wrong`. Never throws. */
export function readSettings(kept: unknown): {
  readonly settings: Settings;
  readonly wrong: readonly string[];
} {
  const given: Record<string, unknown> = typeof kept === 'object' && kept !== null ? { ...kept } : {};
  const wrong = Object.keys(fields.shape).filter(
    (name) => !settings.safeParse({ [name]: given[name] }).success,
  );
  return {
    settings: settings.parse({ ...given, ...Object.fromEntries(wrong.map((name) => [name, undefined])) }),
    wrong,
  };
}

/** Without defaults: zod fills them in even where a field is optional, and a change would reset what it leaves out. */
export const settingsChange = fields.partial();

export type Settings = z.infer<typeof settings>;
export type SettingsChange = z.infer<typeof settingsChange>;

/** Whether that setting holds at `now`, ms; a time that has passed is off. */
export const isDoNotDisturb = (setting: Settings['doNotDisturb'], now: number): boolean =>
  typeof setting === 'number' ? now < setting : setting;
