// Owns one figure of the policy: a slider with a tick where live is, and the number itself to be typed; live beside draft when
// they differ. What is typed and is out of bounds stays typed and changes nothing.
import { type ReactNode, useState } from 'react';
import { classes } from '../../ui/classes.ts';
import { t } from '../../ui/words.ts';
import { type FigureSpec, nameOf } from './figures.ts';
import styles from './Sliders.module.css';
import { figureWords, hundredths, numberOf } from './sentences.ts';

interface SliderProps {
  readonly spec: FigureSpec;
  /** Null: the policy leaves it out, or it is off. */
  readonly live: number | null;
  readonly draft: number;
  /** At the end of its line. */
  readonly aside?: ReactNode;
  readonly onChange: (to: number) => void;
}

const STEP = 0.01;
/** No hundredths and their rounding: 0.07 is written as 0.07. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

export function Slider({ spec, live, draft, aside, onChange }: SliderProps) {
  const { path, words, least, most, kind } = spec;
  const name = nameOf(path);
  const changed = live !== draft;
  const shown = (value: number): string => (kind === 'whole' ? String(value) : hundredths(value));
  const at = (value: number): string => `${((value - least) / (most - least)) * 100}%`;
  return (
    <div className={classes(styles.figure, changed && styles.changed)}>
      <div className={styles.row}>
        <span className={styles.name}>{t(words)}</span>
        {changed && (
          <span className={styles.was}>
            {t('figure.to', { from: live === null ? t('figure.none') : shown(live) })}
          </span>
        )}
        <NumberField
          name={name}
          value={shown(draft)}
          spec={spec}
          onChange={(to) => onChange(kind === 'whole' ? Math.round(to) : rounded(to))}
        />
        {aside}
      </div>
      {kind === 'share' && (
        <div className={styles.track}>
          <span className={styles.fill} style={{ inlineSize: at(draft) }} />
          {changed && live !== null && (
            <span className={styles.tick} style={{ insetInlineStart: at(live) }} />
          )}
          <input
            type="range"
            className={styles.range}
            aria-label={name}
            aria-valuetext={
              changed && live !== null
                ? t('figure.was', { from: shown(live), to: shown(draft) })
                : shown(draft)
            }
            min={least}
            max={most}
            step={STEP}
            value={draft}
            onChange={(event) => onChange(rounded(Number(event.target.value)))}
          />
        </div>
      )}
    </div>
  );
}

interface NumberFieldProps {
  readonly name: string;
  readonly value: string;
  readonly spec: FigureSpec;
  readonly onChange: (to: number) => void;
}

function NumberField({ name, value, spec: { least, most, kind }, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const given = typed === null ? null : numberOf(typed);
  const fits = (to: number | null): to is number =>
    to !== null && to >= least && to <= most && (kind === 'share' || Number.isInteger(to));
  const wrong = typed !== null && !fits(given);
  return (
    <span className={styles.number}>
      <input
        type="text"
        inputMode="decimal"
        className={classes(styles.input, kind === 'whole' && styles.whole)}
        aria-label={t('figure.value', { name })}
        aria-invalid={wrong}
        value={typed ?? value}
        onChange={(event) => {
          setTyped(event.target.value);
          const to = numberOf(event.target.value);
          if (fits(to)) onChange(to);
        }}
        onFocus={(event) => event.target.select()}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') setTyped(null);
        }}
      />
      {wrong && (
        <span role="alert" className={styles.wrong}>
          {t('figure.range', { least: figureWords(least), most: figureWords(most) })}
        </span>
      )}
    </span>
  );
}
