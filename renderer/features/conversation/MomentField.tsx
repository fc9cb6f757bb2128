// Owns choosing a moment: one of the coming days and a time, written as everywhere in the console. A browser's own field
// writes them as its language does. Refuses: whether the moment will do (Hold.tsx, ShiftEnd.tsx).
import { useState } from 'react';
import { dayOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './MomentField.module.css';
import { atTime, comingDays, dayStart, timeText } from './moments.ts';

interface MomentFieldProps {
  readonly label: string;
  /** What it begins with. */
  readonly first: number;
  readonly now: number;
  /** Null while what stands there is no time. */
  readonly onChange: (at: number | null) => void;
}

export function MomentField({ label, first, now, onChange }: MomentFieldProps) {
  const [day, setDay] = useState(() => dayStart(first));
  const [time, setTime] = useState(() => timeText(first));
  return (
    <fieldset className={styles.field} aria-label={label}>
      <select
        className={styles.day}
        aria-label={t('moment.day')}
        value={day}
        onChange={(event) => {
          const chosen = Number(event.target.value);
          setDay(chosen);
          onChange(atTime(chosen, time));
        }}
      >
        {comingDays(now).map((each, n) => (
          <option key={each} value={each}>
            {n === 0 ? t('moment.today') : n === 1 ? t('moment.tomorrow') : dayOf(each, now)}
          </option>
        ))}
      </select>
      <input
        type="text"
        inputMode="numeric"
        className={styles.time}
        aria-label={t('moment.time')}
        value={time}
        maxLength={5}
        aria-invalid={atTime(day, time) === null}
        onChange={(event) => {
          setTime(event.target.value);
          onChange(atTime(day, event.target.value));
        }}
      />
    </fieldset>
  );
}
