// Owns the router's figures for Prometheus: counts and durations, never a name or a word of anyone.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CloseName } from '#shared/protocol/close.ts';

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const consoles = new Gauge({ name: 'baton_consoles', help: 'Consoles that are connected', registers });
  const displays = new Gauge({ name: 'baton_displays', help: 'Wall displays that are connected', registers });
  const commands = new Counter({
    name: 'baton_commands_total',
    help: 'Commands of consoles that were answered',
    labelNames: ['kind', 'ok'],
    registers,
  });
  const closes = new Counter({
    name: 'baton_closes_total',
    help: 'Connections the router closed, by why',
    labelNames: ['why'],
    registers,
  });
  const refusals = new Counter({
    name: 'baton_auth_refused_total',
    help: 'Consoles that were not let in',
    labelNames: ['why'],
    registers,
  });
  // Counted for every frame to every console, so plainly, and handed over when somebody asks.
  const sent = { batches: 0, bytes: 0 };
  const sums = [
    new Counter({ name: 'baton_batches_total', help: 'Batches of events sent', registers }),
    new Counter({ name: 'baton_batch_bytes_total', help: 'Bytes of batches sent', registers }),
  ] as const;
  const resets = new Counter({
    name: 'baton_resets_total',
    help: 'Streams begun anew from a snapshot',
    registers,
  });
  const stored = new Histogram({
    name: 'baton_step_seconds',
    help: 'From deciding a step to its being durable',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });

  return {
    connected: (count: number) => consoles.set(count),
    displays: (count: number) => displays.set(count),
    answered: (kind: string, ok: boolean) => commands.inc({ kind, ok: String(ok) }),
    closed: (why: CloseName) => closes.inc({ why }),
    refused: (why: 'unknown' | 'removed' | 'device' | 'display') => refusals.inc({ why }),
    sent: (size: number) => {
      sent.batches += 1;
      sent.bytes += size;
    },
    reset: () => resets.inc(),
    stored: (ms: number) => stored.observe(ms / 1_000),
    contentType: registry.contentType,
    text(): Promise<string> {
      sums[0].inc(sent.batches);
      sums[1].inc(sent.bytes);
      sent.batches = 0;
      sent.bytes = 0;
      return registry.metrics();
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
