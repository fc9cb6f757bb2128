// Owns the plot of how much better off VIPs are than under FIFO: a dot and its 95 % interval for each setting.
import type { Figures, Interval } from '#shared/domain/simulation/figures.ts';
import { BETTER, better, type Setting } from './bars.ts';

const ROW = 22;
const TOP = 56;
const LABELS = 150;
const PANEL = { width: 300, gap: 40, from: -20, to: 50, step: 10 } as const;
const PAPER = '#ffffff';
const INK = '#1c1f24';
const QUIET = '#6b7280';
const LINE = '#e2e5ea';
const MET = '#1a7f4b';
const MISSED = '#b45309';

const PANELS: readonly { readonly title: string; readonly of: (figures: Figures) => number }[] = [
  { title: 'VIP abandonment', of: ({ vip }) => vip.abandonment },
  { title: 'p95 wait of VIPs', of: ({ vip }) => vip.waitP95 },
];

const within = (percent: number): number => Math.min(PANEL.to, Math.max(PANEL.from, percent));

export function plotOf(settings: readonly Setting[]): string {
  const bottom = TOP + settings.length * ROW;
  const width = LABELS + PANELS.length * (PANEL.width + PANEL.gap);
  const text = (x: number, y: number, words: string, more = ''): string =>
    `<text x="${x.toFixed(1)}" y="${y}" fill="${QUIET}" ${more}>${words}</text>`;
  const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, more = ''): string =>
    `<line x1="${x1.toFixed(1)}" y1="${y1}" x2="${x2.toFixed(1)}" y2="${y2}" stroke="${stroke}" ${more}/>`;

  const labels = settings.map(({ scenario, staff, priority }, at) =>
    text(LABELS - 16, TOP + at * ROW + 15, `${scenario}, ${staff}, ${priority}`, 'text-anchor="end"'),
  );
  const panels = PANELS.map(({ title, of }, at) => {
    const left = LABELS + at * (PANEL.width + PANEL.gap);
    const x = (percent: number): number =>
      left + ((within(percent) - PANEL.from) / (PANEL.to - PANEL.from)) * PANEL.width;
    const parts = [
      `<text x="${left}" y="22" fill="${INK}" font-weight="600">${title}, % better than FIFO</text>`,
    ];
    for (let tick: number = PANEL.from; tick <= PANEL.to; tick += PANEL.step)
      parts.push(
        line(x(tick), TOP - 6, x(tick), bottom, tick === BETTER ? INK : LINE),
        text(x(tick), TOP - 12, String(tick).replace('-', '−'), 'text-anchor="middle"'),
      );
    settings.forEach((setting, row) => {
      const { mean, low, high }: Interval = better(setting, 'matching-fair', of);
      const y = TOP + row * ROW + 11;
      const isMet = (low ?? 0) >= BETTER;
      const ink = isMet ? MET : MISSED;
      parts.push(
        line(x(low ?? mean), y, x(high ?? mean), y, ink, 'stroke-width="2"'),
        `<circle cx="${x(mean).toFixed(1)}" cy="${y}" r="4" fill="${isMet ? ink : PAPER}" stroke="${ink}" stroke-width="2"/>`,
      );
    });
    return parts.join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 16}" font-family="Inter, system-ui, sans-serif" font-size="12">
<title>matching-fair beside FIFO: means and 95 % intervals by scenario, staff and VIP; the dark line is ${BETTER} %, filled is met, hollow is not</title>
<rect width="100%" height="100%" fill="${PAPER}"/>
${labels.join('\n')}
${panels.join('\n')}
</svg>
`;
}
