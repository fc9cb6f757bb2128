// Owns the sheet of all keys, made from the bindings themselves.
import { BINDINGS, KEY_NAMES, type KeyGroup } from '../keys/bindings.ts';
import { Button } from '../ui/Button.tsx';
import { Cap, Caps } from '../ui/Caps.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { t } from '../ui/words.ts';
import styles from './CheatSheet.module.css';

const COLUMNS: readonly (readonly KeyGroup[])[] = [
  ['everywhere', 'queue', 'history'],
  ['offer', 'conversation'],
  ['handOn', 'wrap', 'context'],
];
const HOW = {
  everywhere: null,
  offer: 'keys.whileTyping',
  conversation: 'keys.whileTyping',
  queue: 'keys.focusList',
  handOn: 'keys.whileTyping',
  wrap: 'keys.bare',
  context: null,
  history: null,
} as const;

function Group({ group }: { readonly group: KeyGroup }) {
  const how = HOW[group];
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>
        {t(`keys.${group}`)} {how !== null && <span className={styles.how}>{t(how)}</span>}
      </h3>
      <dl>
        {group === 'wrap' && (
          <div className={styles.row}>
            <dt>{t('key.disposition')}</dt>
            <dd>
              <Cap>1</Cap> … <Cap>9</Cap>
            </dd>
          </div>
        )}
        {KEY_NAMES.filter((name) => BINDINGS[name].group === group).map((name) => (
          <div key={name} className={styles.row}>
            <dt>{t(BINDINGS[name].words)}</dt>
            <dd>
              <Caps name={name} apart />
            </dd>
          </div>
        ))}
        {group === 'wrap' && (
          <div className={styles.row}>
            <dt>{t('key.later')}</dt>
            <dd>
              <Cap>Esc</Cap>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

export function CheatSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog
      wide
      title={t('keys.title')}
      detail={t('keys.physical')}
      onClose={onClose}
      footer={
        <>
          <span className={styles.space} />
          <Button look="quiet" onClick={onClose}>
            {t('keys.close')}
          </Button>
          <Cap>Esc</Cap>
        </>
      }
    >
      <div className={styles.columns}>
        {COLUMNS.map((groups) => (
          <div key={groups.join()}>
            {groups.map((group) => (
              <Group key={group} group={group} />
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
