// Owns the sheet of all keys, made from the bindings themselves: found by the name of an action or by pressing its keys.
import { Search } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { BINDINGS, type KeyGroup, type Keymap, type KeyName } from '../keys/bindings.ts';
import { isMac, useKeymap, useKeyNames } from '../keys/keys.tsx';
import { isTyped, overlap, type Stroke, strokeOf } from '../keys/strokes.ts';
import { type PageState, tablesOf, useActions, usePage } from '../state/page.ts';
import { isOpenOffer } from '../state/queue.ts';
import { Button } from '../ui/Button.tsx';
import { Cap, Caps, StrokeCaps } from '../ui/Caps.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { find } from '../ui/find.ts';
import { SMALL } from '../ui/icons.tsx';
import { t } from '../ui/words.ts';
import styles from './CheatSheet.module.css';

const COLUMNS: readonly (readonly KeyGroup[])[] = [
  ['everywhere', 'queue', 'history'],
  ['offer', 'conversation'],
  ['handOn', 'wrap', 'context', 'triggers', 'whatif'],
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
  triggers: 'keys.whileTyping',
  whatif: 'keys.whileTyping',
} as const;

const hasOpenOffer = (state: PageState): boolean => [...tablesOf(state).offers.values()].some(isOpenOffer);

/** What is looked for: a stroke that was pressed, or words. */
type Wanted = Stroke | string;
const lets = (wanted: Wanted, words: string, strokes: Keymap[KeyName]): boolean =>
  typeof wanted === 'string' ? find(wanted, [words]) !== null : overlap([wanted], strokes);

function Group({ group, wanted }: { readonly group: KeyGroup; readonly wanted: Wanted }) {
  const keymap = useKeymap();
  const how = HOW[group];
  const names = useKeyNames().filter(
    (name) => BINDINGS[name].group === group && lets(wanted, t(BINDINGS[name].words), keymap[name]),
  );
  const ways = group === 'wrap' && wanted === '';
  if (names.length === 0 && !ways) return null;
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>
        {t(`keys.${group}`)} {how !== null && <span className={styles.how}>{t(how)}</span>}
      </h3>
      <dl>
        {ways && (
          <div className={styles.row}>
            <dt>{t('key.disposition')}</dt>
            <dd>
              <Cap>1</Cap> … <Cap>9</Cap>
            </dd>
          </div>
        )}
        {names.map((name) => (
          <div key={name} className={styles.row}>
            <dt>{t(BINDINGS[name].words)}</dt>
            <dd>
              {keymap[name].length === 0 ? (
                <span className={styles.how}>{t('settings.keyNone')}</span>
              ) : (
                <Caps name={name} apart />
              )}
            </dd>
          </div>
        ))}
        {ways && (
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
  const { showSettings } = useActions();
  const keymap = useKeymap();
  // An offer that runs is taken from here by its key, too.
  const isOffered = usePage(hasOpenOffer);
  const [wanted, setWanted] = useState<Wanted>('');
  function onKeyDown(event: KeyboardEvent): void {
    const stroke = strokeOf(event.nativeEvent, isMac);
    const lone = ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key);
    if (stroke === null || lone || isTyped(stroke)) return;
    if (isOffered && overlap([stroke], keymap.accept)) return;
    event.preventDefault();
    event.stopPropagation();
    setWanted(stroke);
  }
  return (
    <Dialog
      wide
      title={t('keys.title')}
      detail={t('keys.physical')}
      tools={
        <>
          <label className={styles.field}>
            <Search {...SMALL} />
            {typeof wanted !== 'string' && <StrokeCaps strokes={[wanted]} apart />}
            <input
              type="search"
              className={styles.input}
              value={typeof wanted === 'string' ? wanted : ''}
              maxLength={80}
              aria-label={t('keys.find')}
              placeholder={typeof wanted === 'string' ? t('keys.find') : ''}
              onChange={(event) => setWanted(event.target.value)}
              onKeyDown={onKeyDown}
            />
          </label>
          <Button onClick={() => showSettings('keys')}>{t('keys.change')}</Button>
        </>
      }
      onClose={onClose}
      footer={
        <>
          <span>{t('keys.hints')}</span>
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
              <Group key={group} group={group} wanted={wanted} />
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
