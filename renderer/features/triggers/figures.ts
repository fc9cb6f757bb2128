// Owns which figures of a policy have a slider, under which heading, between which bounds, and what each is called.
// Refuses: their values, and whether a policy is valid.
import { CATEGORIES, policySchema } from '#shared/domain/trigger/policy.ts';
import type { MessageKey } from '#shared/i18n/words.ts';
import type { Category } from '#shared/schema/primitives.ts';
import { t } from '../../ui/words.ts';

export interface FigureSpec {
  readonly path: string;
  readonly words: MessageKey;
  readonly least: number;
  readonly most: number;
  /** Whole numbers are typed; shares of 1 have a slider, in hundredths as policies are written. */
  readonly kind: 'share' | 'whole';
}

const share = (path: string, words: MessageKey, least = 0, most = 1): FigureSpec => ({
  ...{ path, words, least, most },
  kind: 'share',
});
const whole = (path: string, words: MessageKey, least: number, most: number): FigureSpec => ({
  ...{ path, words, least, most },
  kind: 'whole',
});

/** Money over twelve months: what a form can hold. */
const MOST_VALUE = 1_000_000_000;

export const COMBINED: readonly FigureSpec[] = [
  share('combined.threshold', 'figure.threshold', 0.01),
  share('decay', 'figure.decay'),
  share('release', 'figure.release', 0, 0.5),
  share('floor', 'figure.floor', 0, 0.45),
];

const ACCOUNT: readonly FigureSpec[] = [
  share('value.tiers.free', 'figure.free'),
  share('value.tiers.standard', 'figure.standard'),
  share('value.tiers.premium', 'figure.premium'),
  share('value.tiers.enterprise', 'figure.enterprise'),
  share('value.worth', 'signal.worth'),
  whole('value.fullValue', 'figure.fullValue', 1, MOST_VALUE),
  share('value.openDeals', 'signal.openDeals'),
  share('value.renewal', 'signal.renewal'),
  whole('value.renewalDays', 'figure.renewalDays', 0, 3_650),
  share('value.activity', 'signal.activity'),
  whole('value.fullSessions', 'figure.fullSessions', 1, 10_000),
];

const { complexity, emotion, timing } = policySchema.shape;
const SIGNALS: Readonly<Record<Exclude<Category, 'value'>, readonly string[]>> = {
  complexity: Object.keys(complexity.shape.signals.shape),
  emotion: Object.keys(emotion.shape.signals.shape),
  timing: Object.keys(timing.shape.signals.shape),
};

export const weightOf = (category: Category): FigureSpec => share(`${category}.weight`, 'figure.weight');
export const thresholdOf = (category: Category): FigureSpec =>
  share(`${category}.threshold`, 'figure.alone', 0.01);
/** What stands under "n signals". */
export const fineOf = (category: Category): readonly FigureSpec[] =>
  category === 'value'
    ? ACCOUNT
    : SIGNALS[category].map((signal) =>
        share(`${category}.signals.${signal}`, `signal.${signal}` as MessageKey),
      );

export const GUARDS = [
  { path: 'guards.solved', words: 'figure.solved' },
  { path: 'guards.refusal', words: 'figure.refusal' },
] as const;

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
export const categoryName = (category: Category): string => capital(t(`category.${category}`));

const NAMES = new Map<string, () => string>([
  ...[...COMBINED, ...GUARDS].map(({ path, words }) => [path, () => t(words)] as const),
  ['name', () => t('figure.name')],
  ['note', () => t('figure.note')],
  ...CATEGORIES.flatMap((category) =>
    [weightOf(category), thresholdOf(category), ...fineOf(category)].map(
      ({ path, words }) =>
        [path, () => t('figure.of', { section: categoryName(category), figure: t(words) })] as const,
    ),
  ),
]);

/** What a figure is called where its heading is not beside it; a path that has no name is its own. */
export const nameOf = (path: string): string => NAMES.get(path)?.() ?? path;
