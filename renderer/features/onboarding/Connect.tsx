// Owns looking at a team's router while its address and token are typed, and saying how to start with it. A running console
// keeps its router: two at once would mix two people's work.
import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Output } from '#shared/contract/calls.ts';
import { useActions } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { SMALL } from '../../ui/icons.tsx';
import { explain, t } from '../../ui/words.ts';
import { CheckLine } from './CheckLine.tsx';
import styles from './FirstStart.module.css';

type Found = Output<'link.check'>;
type Look =
  | { readonly state: 'none' | 'looking' }
  | { readonly state: 'found'; readonly found: Found }
  | { readonly state: 'failed'; readonly error: unknown };

/** From the last key to the look, ms. */
const PAUSE_MS = 400;

function useLook(router: string, token: string, again: number): Look {
  const { checkRouter } = useActions();
  const [look, setLook] = useState<Look>({ state: 'none' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` asks once more for the same.
  useEffect(() => {
    if (router === '') {
      setLook({ state: 'none' });
      return undefined;
    }
    let over = false;
    setLook({ state: 'looking' });
    const timer = setTimeout(() => {
      checkRouter({ router, token }).then(
        (found) => over || setLook({ state: 'found', found }),
        (error: unknown) => over || setLook({ state: 'failed', error }),
      );
    }, PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [router, token, again, checkRouter]);
  return look;
}

export function Connect() {
  const { announce } = useActions();
  const [router, setRouter] = useState('');
  const [token, setToken] = useState('');
  const [again, setAgain] = useState(0);
  const look = useLook(router.trim(), token.trim(), again);
  const person = look.state === 'found' ? look.found.person : undefined;
  const command =
    person === undefined
      ? null
      : `npm start -- --router ${router.trim()} --person ${person.id} --token-file token.txt`;
  return (
    <section className={styles.column} aria-label={t('first.connect')}>
      <h3 className={styles.heading}>
        {t('first.connect')} <span className={styles.aside}>{t('first.connectWhat')}</span>
      </h3>
      <label className={styles.field}>
        <span className={styles.name}>{t('settings.router')}</span>
        <input
          type="url"
          className={styles.input}
          value={router}
          maxLength={2_000}
          spellCheck={false}
          placeholder={t('first.example')}
          onChange={(event) => setRouter(event.target.value)}
        />
      </label>
      <label className={styles.field}>
        <span className={styles.name}>{t('first.token')}</span>
        <input
          type="password"
          className={styles.input}
          value={token}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => setToken(event.target.value)}
        />
      </label>
      <div aria-live="polite">
        {look.state === 'none' && <p className={styles.aside}>{t('first.connectHint')}</p>}
        {look.state === 'looking' && <p className={styles.aside}>{t('first.looking')}</p>}
        {look.state === 'failed' && <p className={styles.bad}>{explain(look.error)}</p>}
        {look.state === 'found' && <Answers found={look.found} token={token.trim() !== ''} />}
      </div>
      {command !== null && (
        <>
          <p className={styles.aside}>{t('first.commandWhat')}</p>
          <code className={styles.command}>{command}</code>
        </>
      )}
      {look.state !== 'none' && (
        <div className={styles.buttons}>
          {command !== null && (
            <Button
              icon={<Copy {...SMALL} />}
              onClick={() => {
                navigator.clipboard.writeText(command).then(
                  () => announce(t('conflict.copied'), 'polite'),
                  (error: unknown) => announce(explain(error), 'assertive'),
                );
              }}
            >
              {t('first.copyCommand')}
            </Button>
          )}
          <Button look="quiet" disabled={look.state === 'looking'} onClick={() => setAgain(again + 1)}>
            {t('settings.checkAgain')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Answers({ found, token }: { readonly found: Found; readonly token: boolean }) {
  const { reason, secure, answeredMs, offsetMs, person } = found;
  return (
    <ul className={styles.checks}>
      {answeredMs !== undefined && (
        <CheckLine outcome="well" title={t('first.routerAnswers')}>
          {t('first.ms', { ms: answeredMs })}
        </CheckLine>
      )}
      {secure !== undefined && (
        <CheckLine outcome={secure ? 'well' : 'mind'} title={t(secure ? 'first.secure' : 'first.insecure')}>
          {secure ? '' : t('first.insecureWhat')}
        </CheckLine>
      )}
      {offsetMs !== undefined && (
        <CheckLine outcome={Math.abs(offsetMs) > 5_000 ? 'mind' : 'well'} title={t('first.clock')}>
          {t('first.apart', { seconds: Math.abs(offsetMs) / 1_000 })}
        </CheckLine>
      )}
      {person !== undefined && (
        <CheckLine outcome="well" title={t('first.tokenOf', { name: person.name })}>
          {t('first.roles', { roles: person.roles.join(', '), queues: person.queues.length })}
        </CheckLine>
      )}
      {reason !== undefined && <CheckLine outcome="bad" title={t.find(reason) ?? t('error.internal')} />}
      {reason === undefined && person === undefined && !token && (
        <CheckLine outcome="mind" title={t('first.noToken')} />
      )}
    </ul>
  );
}
