// Owns one queue as a tile, where there are few: the same figures as a lane, larger, each with its name.
import { memo } from 'react';
import { classes } from '../../ui/classes.ts';
import hatched from '../../ui/hatch.module.css';
import { t } from '../../ui/words.ts';
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
import styles from './Tile.module.css';

export const Tile = memo(function Tile({ shown, most }: QueueProps) {
  const { queue, stale, id } = shown;
  return (
    <li
      className={classes(styles.tile, styles[toneOf(shown)], stale && styles.stale, stale && hatched.hatch)}
    >
      <div className={styles.head}>
        <h2>{queue?.name ?? id}</h2>
        <Age shown={shown} />
      </div>
      <p className={styles.goal}>
        <Goal shown={shown} />
      </p>
      <dl className={styles.figures}>
        <MainFigures shown={shown} styles={styles} />
        <Figure name={t('wall.expectedWait')} className={styles.expected}>
          <Expected shown={shown} />
        </Figure>
        <Figure name={<BarsName />} className={styles.bars}>
          <Bars shown={shown} most={most} />
        </Figure>
      </dl>
    </li>
  );
}, looksSame);
