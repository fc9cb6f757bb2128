// Owns the section about the look: theme, height of rows, size of text, motion, language.
import { useState } from 'react';
import type { Settings } from '#shared/contract/settings.ts';
import { LANGUAGES, languageOf } from '#shared/i18n/languages.ts';
import { Segment } from '../../../ui/Segment.tsx';
import { t } from '../../../ui/words.ts';
import { Row, type Save, Section } from '../Rows.tsx';
import styles from './Look.module.css';

const THEMES = ['system', 'light', 'dark', 'contrast'] as const;
const DENSITIES = ['compact', 'normal', 'roomy'] as const;
const MOTIONS = ['system', 'none'] as const;

export function Look({ settings, save }: { readonly settings: Settings; readonly save: Save }) {
  const spoken = languageOf(settings.language);
  return (
    <Section id="look" title={t('settings.look')}>
      <Row title={t('settings.theme')}>
        <Segment
          label={t('settings.theme')}
          value={settings.theme}
          options={THEMES.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
          onChange={(theme) => save({ theme })}
        />
      </Row>
      <Row title={t('settings.density')}>
        <Segment
          label={t('settings.density')}
          value={settings.density}
          options={DENSITIES.map((value) => ({ value, label: t(`settings.density.${value}`) }))}
          onChange={(density) => save({ density })}
        />
      </Row>
      <TextSize size={settings.textSize} onChange={(textSize) => save({ textSize })} />
      <Row title={t('settings.motion')} what={t('settings.motionWhat')}>
        <Segment
          label={t('settings.motion')}
          value={settings.motion}
          options={MOTIONS.map((value) => ({ value, label: t(`settings.motion.${value}`) }))}
          onChange={(motion) => save({ motion })}
        />
      </Row>
      <Row title={t('settings.language')}>
        <Segment
          label={t('settings.language')}
          value={spoken.id}
          options={LANGUAGES.filter((language) => language.made === undefined || language === spoken).map(
            ({ id, name }) => ({ value: id, label: name }),
          )}
          onChange={(language) => save({ language })}
        />
      </Row>
    </Section>
  );
}

/** Follows the thumb, but is saved only where it is let go. */
function TextSize({ size, onChange }: { readonly size: number; readonly onChange: (size: number) => void }) {
  const [held, setHeld] = useState<number | null>(null);
  const shown = held ?? size;
  const settle = (): void => {
    if (held !== null && held !== size) onChange(held);
    setHeld(null);
  };
  return (
    <Row title={t('settings.textSize')}>
      <span className={styles.size}>
        <output className={styles.percent}>{t('settings.percent', { value: shown })}</output>
        <input
          type="range"
          className={styles.range}
          aria-label={t('settings.textSize')}
          aria-valuetext={t('settings.percent', { value: shown })}
          min={90}
          max={200}
          step={10}
          value={shown}
          onChange={(event) => setHeld(Number(event.target.value))}
          onPointerUp={settle}
          onKeyUp={settle}
          onBlur={settle}
        />
      </span>
    </Row>
  );
}
