// Owns the displays of the wall: which there are, making one, whose address is shown once, and withdrawing one after asking.
import { Monitor, TriangleAlert } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import type { Output } from '#shared/contract/calls.ts';
import type { WallDisplay } from '#shared/protocol/wall.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ICON } from '../../ui/icons.tsx';
import { momentOf } from '../../ui/time.ts';
import { explain, t } from '../../ui/words.ts';
import styles from './Displays.module.css';

export function Displays({ onClose }: { readonly onClose: () => void }) {
  const displays = usePage((state) => tablesOf(state).displays);
  const [made, setMade] = useState<Output<'display.add'> | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <Dialog
      title={t('wall.displays')}
      onClose={onClose}
      footer={
        <>
          <span className={styles.what}>{t('wall.displaysWhat')}</span>
          <Button onClick={onClose}>{t('wall.displayDone')}</Button>
        </>
      }
    >
      {displays.size === 0 ? (
        <p className={styles.none}>{t('wall.displaysNone')}</p>
      ) : (
        <ul>
          {[...displays.values()].map((display) => (
            <One
              key={display.id}
              display={display}
              asked={asked === display.id}
              onAsk={(on) => setAsked(on ? display.id : null)}
            />
          ))}
        </ul>
      )}
      {made === null ? <Add onMade={setMade} /> : <Address made={made} />}
    </Dialog>
  );
}

/** The queues a display may be given: their own, then those of others that are theirs to show. */
function useQueues(): readonly { readonly id: string; readonly name: string }[] {
  const me = usePage(meOf);
  return [...(me?.queues ?? []), ...(me?.others ?? [])];
}

interface OneProps {
  readonly display: WallDisplay;
  readonly asked: boolean;
  readonly onAsk: (on: boolean) => void;
}

function One({ display: { id, name, queues, addedAt, addedBy }, asked, onAsk }: OneProps) {
  const { revokeDisplay } = useActions();
  const known = useQueues();
  const [error, setError] = useState<unknown>(null);
  const shown = queues.map((queue) => known.find((each) => each.id === queue)?.name ?? queue).join(', ');
  return (
    <li className={styles.one}>
      <Monitor {...ICON} />
      <span className={styles.words}>
        <strong>{name}</strong>
        <span className={styles.detail}>{shown}</span>
        <span className={styles.detail}>
          {t('wall.displayAdded', { time: momentOf(addedAt, Date.now()), name: addedBy })}
        </span>
      </span>
      {!asked && (
        <Button look="quiet" aria-label={t('wall.displayRevokeOf', { name })} onClick={() => onAsk(true)}>
          {t('wall.displayRevoke')}
        </Button>
      )}
      {asked && (
        <span className={styles.ask} role="alertdialog" aria-label={t('wall.displayAsk', { name })}>
          <span>{t('wall.displayAskWhat')}</span>
          <Button onClick={() => onAsk(false)}>{t('wall.displayKeep')}</Button>
          <Button
            look="danger"
            icon={<TriangleAlert {...ICON} />}
            onClick={() => revokeDisplay(id).catch(setError)}
          >
            {t('wall.displayRevoke')}
          </Button>
        </span>
      )}
      {error !== null && (
        <p className={styles.error} role="alert">
          {explain(error)}
        </p>
      )}
    </li>
  );
}

function Add({ onMade }: { readonly onMade: (made: Output<'display.add'>) => void }) {
  const { addDisplay } = useActions();
  const queues = useQueues();
  const [name, setName] = useState('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const field = useId();
  const chosen = queues.map(({ id }) => id).filter((id) => !left.has(id));
  const ready = name.trim() !== '' && chosen.length > 0 && chosen.length <= LIMITS.wallQueues && !busy;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    setError(null);
    addDisplay(name.trim(), chosen)
      .then(onMade, setError)
      .finally(() => setBusy(false));
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <label className={styles.label} htmlFor={field}>
        {t('wall.displayName')}
      </label>
      <input
        id={field}
        className={styles.input}
        value={name}
        maxLength={LIMITS.label}
        autoComplete="off"
        onChange={({ target }) => setName(target.value)}
      />
      <fieldset className={styles.queues}>
        <legend className={styles.label}>{t('wall.displayQueues')}</legend>
        {queues.map((queue) => (
          <label key={queue.id} className={styles.choice}>
            <input
              type="checkbox"
              checked={!left.has(queue.id)}
              onChange={({ target }) => {
                const next = new Set(left);
                if (target.checked) next.delete(queue.id);
                else next.add(queue.id);
                setLeft(next);
              }}
            />
            {queue.name}
          </label>
        ))}
      </fieldset>
      {error !== null && (
        <p className={styles.error} role="alert">
          {explain(error)}
        </p>
      )}
      <Button look="primary" type="submit" disabled={!ready}>
        {t('wall.displayAdd')}
      </Button>
    </form>
  );
}

interface AddressProps {
  readonly made: Output<'display.add'>;
}

/** Here and never again: nothing keeps the token. */
function Address({ made: { url, local } }: AddressProps) {
  const [copied, setCopied] = useState(false);
  const field = useId();
  return (
    <div className={styles.form}>
      <label className={styles.label} htmlFor={field}>
        {t(local ? 'wall.displayUrlLocal' : 'wall.displayUrl')}
      </label>
      <textarea
        id={field}
        className={styles.address}
        value={url}
        rows={2}
        readOnly
        onFocus={({ target }) => target.select()}
      />
      {local && <p className={styles.local}>{t('wall.displayLocal')}</p>}
      <Button
        look={local ? 'plain' : 'primary'}
        onClick={() =>
          navigator.clipboard.writeText(url).then(
            () => setCopied(true),
            () => undefined,
          )
        }
      >
        {copied ? t('wall.displayCopied') : t('wall.displayCopy')}
      </Button>
    </div>
  );
}
