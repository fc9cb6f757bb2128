// Owns the numbering of commands: dense per device, each number answered once and with the same answer ever after.
// Refuses: what a command means.
import type { Reply } from '../desk/port.ts';
import { refused } from '../desk/replies.ts';
import type { Engine, Put } from '../engine/port.ts';
import type { Order } from './clerk.port.ts';
import type { Journal } from './journal.ts';

interface Device {
  readonly person: string;
  /** Highest number that was answered or is under way. */
  readonly n: number;
}

const deviceKey = (device: string) => `device/${device}`;
const orderKey = ({ device, n }: Order) => `op/${device}/${n}`;

export function createDevices(engine: Engine) {
  const devices = new Map<string, Device>();
  /** Devices whose last command could not be stored: what follows it has to wait for it. */
  const stalled = new Set<string>();

  async function known(device: string): Promise<Device | null> {
    const here = devices.get(device);
    if (here !== undefined) return here;
    const stored = await engine.get(deviceKey(device));
    return stored === null ? null : (JSON.parse(stored.value) as Device);
  }

  async function recall(order: Order, journal: Journal): Promise<Reply | null> {
    await journal.settled;
    if (journal.ended) return null;
    const first = await engine.recall(orderKey(order));
    if (first?.hash === order.hash) return JSON.parse(first.result) as Reply;
    return refused('operation_mismatch', `number ${order.n} was used for another operation`);
  }

  return {
    known,
    read: async ({ person, device }: Order): Promise<Device> => (await known(device)) ?? { person, n: 0 },
    /** The reply to a number that was used or may not be used yet; null = it cannot be given now. */
    async answered(order: Order, device: Device, journal: Journal): Promise<Reply | null> {
      if (device.person !== order.person) return refused('forbidden', 'this device is of somebody else');
      if (order.n <= device.n) return recall(order, journal);
      if (stalled.has(order.device)) return null;
      return refused('operation_mismatch', `number ${device.n + 1} is expected, not ${order.n}`);
    },
    isNext: (order: Order, device: Device) => order.person === device.person && order.n === device.n + 1,
    /** Takes the number; what to store so that it stays taken. */
    take({ person, device, n }: Order): Put {
      const taken = { person, n };
      devices.set(device, taken);
      stalled.delete(device);
      return { key: deviceKey(device), value: JSON.stringify(taken) };
    },
    dedupe: (order: Order, reply: Reply) => ({
      key: orderKey(order),
      hash: order.hash,
      result: JSON.stringify(reply),
    }),
    stall: ({ device }: Order) => void stalled.add(device),
    /** What was under way had no effect: numbers are read anew. */
    forget: () => devices.clear(),
  };
}

export type Devices = ReturnType<typeof createDevices>;
