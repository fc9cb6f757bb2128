// Owns one queue as a lane: a line over the whole width, its figures under the words of the head.
import { memo } from 'react';
import { classes } from '../../ui/classes.ts';
import hatched from '../../ui/hatch.module.css';
import { t } from '../../ui/words.ts';
import styles from './Lane.module.css';
import {
  Age,
  Bars,
  BarsName,
  Expected,
  Figure,
  Goal,
  looksSame,
  MainFigures,
  type QueueProps,
  toneOf,
} from './parts.tsx';

export function LaneHead() {
  return (
    <div className={styles.head} aria-hidden>
      <span className={styles.name}>{t('wall.queue')}</span>
      <span>{t('wall.waiting')}</span>
      <span>{t('wall.longest')}</span>
      <span>{t('wall.recent')}</span>
      <span>{t('wall.today')}</span>
      <span>
        <BarsName />
      </span>
      <span>{t('wall.expected')}</span>
      <span className={styles.age}>{t('wall.age')}</span>
    </div>
  );
}

export const Lane = memo(function Lane({ shown, most }: QueueProps) {
  const tone = toneOf(shown);
  return (
    <li
      className={classes(
        styles.lane,
        styles[tone],
        shown.stale && styles.stale,
        shown.stale && hatched.hatch,
      )}
    >
      <div className={styles.name}>
        <h2>{shown.queue?.name ?? shown.id}</h2>
        <p>
          <Goal shown={shown} />
        </p>
      </div>
      <dl className={styles.figures}>
        <MainFigures shown={shown} styles={styles} />
        <Figure name={<BarsName />} className={styles.bars}>
          <Bars shown={shown} most={most} />
        </Figure>
        <Figure name={t('wall.expectedWait')} className={styles.expected}>
          <Expected shown={shown} />
        </Figure>
        <Figure name={t('wall.age')} className={styles.age}>
          <Age shown={shown} />
        </Figure>
      </dl>
    </li>
  );
}, looksSame);
