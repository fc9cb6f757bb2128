// Owns the diagnostics a person saves for whoever helps them: versions, checks, settings that are choices, the last lines
// said. No conversation, no name, no secret is in them; what looks like one in a line is taken out.
import { writeFile } from 'node:fs/promises';
import type { Check } from '#shared/contract/calls.ts';
import type { Capabilities } from '#shared/contract/capabilities.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { redact } from './redact.ts';

export interface Diagnosed {
  readonly at: number;
  readonly version: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly capabilities: Capabilities;
  readonly settings: Settings;
  readonly link: string;
  readonly checks: readonly Check[];
  readonly lines: readonly string[];
  readonly home: string;
}

/** Settings that are a choice of ours; what a person has written themselves stays here. */
const CHOICES = [
  ...(['theme', 'density', 'notify', 'noticeContent', 'doNotDisturb', 'quietHours', 'language'] as const),
  ...(['closeToTray', 'autostart', 'globalShortcut', 'spellcheckLanguages', 'undoSeconds'] as const),
];

export function diagnosticsText(about: Diagnosed): string {
  const { at, home, settings, versions, lines, checks, ...rest } = about;
  const { node, chrome, electron, v8 } = versions;
  const content = {
    at: new Date(at).toISOString(),
    ...rest,
    versions: { node, chrome, electron, v8 },
    settings: Object.fromEntries(CHOICES.map((name) => [name, settings[name]])),
    checks: checks.map(({ name, ok, detail }) => ({ name, ok, detail: redact(detail, home) })),
    lines: lines.map((line) => redact(line, home)),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

export interface SaveOptions {
  readonly choose: () => Promise<{ readonly canceled: boolean; readonly filePath: string }>;
  readonly collect: () => Promise<Diagnosed>;
  readonly saved: (file: string) => void;
  readonly failed: (error: unknown) => void;
}

export async function saveDiagnostics({ choose, collect, saved, failed }: SaveOptions): Promise<void> {
  try {
    const { canceled, filePath } = await choose();
    if (canceled || filePath === '') return;
    await writeFile(filePath, diagnosticsText(await collect()), { mode: 0o600 });
    saved(filePath);
  } catch (error) {
    failed(error);
  }
}
