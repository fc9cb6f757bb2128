// Owns the router's log: JSON lines on stderr, written before anything goes on, without what identifies a person.
import { type DestinationStream, type Logger, pino } from 'pino';
import { maskLogged } from '#shared/domain/personal/lines.ts';

export function openLog(
  level: string,
  to: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  return pino(
    { level, base: { pid: process.pid } },
    { write: (line) => to.write(`${JSON.stringify(maskLogged(JSON.parse(line)))}\n`) },
  );
}
