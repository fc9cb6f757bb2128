// Owns the notices of a host that has none of its own: a few cards at the corner, said politely, each closed by hand or by
// the core when they are no longer news.
import { X } from 'lucide-react';
import { useActions, usePage } from '../state/page.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { SMALL } from '../ui/icons.tsx';
import { t } from '../ui/words.ts';
import styles from './Notices.module.css';

export function Notices() {
  const all = usePage((state) => state.notices);
  const place = usePage((state) => state.place);
  // In the inbox the offer's own card says it, larger and with its clock.
  const notices = place === 'inbox' ? all.filter(({ open }) => open.offer === undefined) : all;
  const { closeNotice, show } = useActions();
  return (
    <section className={styles.notices} aria-label={t('notice.region')} aria-live="polite">
      {notices.map(({ tag, title, body, open }) => {
        const leads = open.conversation !== undefined || open.offer !== undefined;
        return (
          <article key={tag} className={styles.notice}>
            <div className={styles.words}>
              <h3 className={styles.title}>{title}</h3>
              <p className={classes(styles.body, !leads && styles.whole)}>{body}</p>
            </div>
            {leads && (
              <Button
                onClick={() => {
                  show(open);
                  closeNotice(tag);
                }}
              >
                {t('notice.open')}
              </Button>
            )}
            <IconButton label={t('notice.close')} onClick={() => closeNotice(tag)}>
              <X {...SMALL} />
            </IconButton>
          </article>
        );
      })}
    </section>
  );
}
