// Owns one queue as a tile, where there are few: the same figures as a lane, larger, each with its name.
import { memo } from 'react';
import { classes } from '../../ui/classes.ts';
import hatched from '../../ui/hatch.module.css';
import { t } from '../../ui/words.ts';
import {
  Age,
  Bars,
  Expected,
  Figure,
  Goal,
  Longest,
  looksSame,
  Recent,
  type Shown,
  Today,
  toneOf,
  waiting,
} from './parts.tsx';
import styles from './Tile.module.css';

/** From so many waiting on, three digits need more room than there is at full size. */
const MANY = 100;

interface TileProps {
  readonly shown: Shown;
  readonly most: number;
}

export const Tile = memo(
  function Tile({ shown, most }: TileProps) {
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
          <Figure name={t('wall.waiting')} className={styles.waiting}>
            <span className={classes((queue?.waiting ?? 0) >= MANY && styles.many)}>{waiting(shown)}</span>
          </Figure>
          <Figure name={t('wall.longest')} className={styles.longest}>
            <Longest shown={shown} />
          </Figure>
          <Figure name={t('wall.recent')} className={styles.recent}>
            <Recent shown={shown} />
          </Figure>
          <Figure name={t('wall.today')} className={styles.today}>
            <Today shown={shown} />
          </Figure>
          <Figure name={t('wall.expectedWait')} className={styles.expected}>
            <Expected shown={shown} />
          </Figure>
          <Figure
            name={
              <>
                {t('wall.arrivals')} <span className={styles.handoffs}>{t('wall.handoffs')}</span>
              </>
            }
            className={styles.bars}
          >
            <Bars shown={shown} most={most} />
          </Figure>
        </dl>
      </li>
    );
  },
  (a, b) => a.most === b.most && looksSame(a.shown, b.shown),
);
