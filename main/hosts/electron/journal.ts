// Owns the last lines the application said, for stderr and for diagnostics, without what identifies a person. Refuses: files;
// nothing is kept on disk.
import type { Log } from '#core/ports.ts';
import { maskLine } from '#shared/domain/personal/lines.ts';

const KEPT_LINES = 400;

export interface Journal extends Log {
  lines(): readonly string[];
}

export function openJournal(write: (line: string) => void, now: () => number): Journal {
  const lines: string[] = [];
  const say =
    (level: 'info' | 'warning' | 'error') =>
    (message: string, fields?: Readonly<Record<string, unknown>>): void => {
      const line = maskLine(
        `${level}: ${message}${fields === undefined ? '' : ` ${JSON.stringify(fields)}`}`,
      );
      lines.push(`${new Date(now()).toISOString()} ${line}`);
      if (lines.length > KEPT_LINES) lines.shift();
      if (level !== 'info') write(line);
    };
  return { info: say('info'), warn: say('warning'), error: say('error'), lines: () => lines };
}
