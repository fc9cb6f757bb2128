// Owns one promise: when the process that holds the other end of stdin is gone, however it died, so are its children.
// Lives in a group of its own, reads "+pid" and "-pid" lines, ends by itself.
import { createInterface } from 'node:readline';
import { endGroup } from './processes.mjs';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

/** @type {Set<number>} */
const groups = new Set();
for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('+')) groups.add(Number(line.slice(1)));
  if (line.startsWith('-')) groups.delete(Number(line.slice(1)));
}
await Promise.all([...groups].map((group) => endGroup(group)));
