// Owns how it reads what is at stake and what to do first, each with what it comes from.
import type { Cause, Stake, Step } from '#shared/domain/context/outlook.ts';
import type { Account } from '#shared/schema/account.ts';
import styles from './Package.module.css';
import { Section } from './Section.tsx';
import { TurnLink } from './TurnLink.tsx';
import { isoDay } from './time.ts';
import { t } from './words.ts';

interface OutlookProps {
  readonly title: string;
  readonly lines: readonly ((Stake & { readonly of: 'stake' }) | (Step & { readonly of: 'step' }))[];
  readonly account: Account | undefined;
  readonly now: number;
  readonly onTurn: (turn: number) => void;
}

function reasonOf(because: Cause, { renewal, openDeals, owner }: Account, now: number): string | undefined {
  if (because.from === 'identity') return t('outlook.unverified');
  if (because.from === 'turn')
    return because.text === undefined
      ? undefined
      : t('context.quoted', { text: because.text.replaceAll('**', '') });
  if (because.field === 'renewal')
    return renewal === undefined ? undefined : t('outlook.renews', { day: isoDay(renewal, now) });
  if (because.field === 'openDeals') return t('outlook.deals', { count: openDeals ?? 0 });
  return owner === undefined ? undefined : t('outlook.owner', { name: owner });
}

export function Outlook({ title, lines, account = {}, now, onTurn }: OutlookProps) {
  if (lines.length === 0) return null;
  return (
    <Section title={title}>
      <ul>
        {lines.map(({ of, kind, because }) => {
          const reason = reasonOf(because, account, now);
          return (
            <li key={kind} className={styles.row}>
              <span className={styles.words}>
                {t(of === 'stake' ? `stake.${kind as Stake['kind']}` : `step.${kind as Step['kind']}`)}
                {reason !== undefined && (
                  <span dir="auto" className={styles.reason}>
                    {reason}
                  </span>
                )}
              </span>
              <TurnLink turn={because.from === 'turn' ? because.turn : undefined} onTurn={onTurn} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
