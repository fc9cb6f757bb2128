// Owns process.parentPort of a utility process on the double.
import { EventEmitter } from 'node:events';

const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void process.send?.({ double: message }),
});
process.on('message', (message: { double?: unknown }) =>
  port.emit('message', { data: message.double, ports: [] }),
);
process.on('disconnect', () => process.exit(0));
Object.assign(process, { parentPort: port });
