// Owns how the account of a customer reads: its facts, where they are from and how old, and why there are no newer ones.
// Refuses: asking for them.
import { TriangleAlert } from 'lucide-react';
import type { Account, AccountField, Lookup } from '#shared/schema/account.ts';
import type { Customer } from '#shared/schema/conversation.ts';
import { linkOf, usePage } from '../state/page.ts';
import styles from './asked.module.css';
import { classes } from './classes.ts';
import hatch from './hatch.module.css';
import { SMALL } from './icons.tsx';
import pack from './Package.module.css';
import { Section } from './Section.tsx';
import { age, isoDay, whenOf } from './time.ts';
import { money, t } from './words.ts';

/** Fields in their order, as they read; what money is in goes with it. */
function rowsOf(account: Account, now: number): readonly (readonly [AccountField, string | undefined])[] {
  const { tier, plan, value, currency, renewal, since, openDeals, owner } = account;
  return [
    ['value', value === undefined ? undefined : t('account.valueOf', { value: money(value, currency) })],
    ['plan', plan],
    ['tier', tier === undefined ? undefined : t(`tier.${tier}`)],
    ['renewal', renewal === undefined ? undefined : isoDay(renewal, now)],
    ['since', since === undefined ? undefined : isoDay(since, now)],
    ['openDeals', openDeals === undefined ? undefined : String(openDeals)],
    ['owner', owner],
  ];
}

interface Row {
  readonly name: string;
  readonly words: string;
  readonly fromBot?: boolean;
}

function shownOf({ account = {}, language, verified, lookup }: Customer, now: number): readonly Row[] {
  const fromSource = lookup !== undefined && lookup.asOf !== undefined;
  const rows = rowsOf(account, now).flatMap(([field, words]): Row[] =>
    words === undefined
      ? []
      : [
          {
            name: t(`account.${field as Exclude<AccountField, 'currency'>}`),
            words,
            fromBot: fromSource && !lookup.fields.includes(field),
          },
        ],
  );
  return [
    ...rows,
    ...(lookup?.facts ?? []).map(({ label, value }) => ({ name: label, words: value })),
    ...(language === undefined ? [] : [{ name: t('account.language'), words: language }]),
    ...(verified ? [] : [{ name: t('account.identity'), words: t('account.unverified') }]),
  ];
}

const HOUR = 3_600_000;
/** How old what the source said is, in hours by when that was; nothing while it said nothing. */
function agedOf({ source, asOf }: Lookup, now: number): string {
  if (asOf === undefined) return source;
  return now - asOf < HOUR
    ? t('account.asOf', { source, age: age(now - asOf) })
    : t('account.asOfTime', { source, time: whenOf(asOf, now) });
}

/** Why there is nothing, or nothing newer. */
function reasonOf({ state, source, reason, asOf, at }: Lookup, now: number): string | null {
  if (state === 'known') return null;
  if (state === 'asking') return t('account.asking', { source });
  if (state === 'unknown') return t('account.unknown', { source });
  if (state === 'unverified') return t('account.notAsked', { source });
  const why = t('account.failed', {
    source,
    time: whenOf(at, now),
    why: t(`lookup.${reason ?? 'unreachable'}`),
  });
  return `${why} ${asOf === undefined ? t('account.nothing') : t('account.older', { time: whenOf(asOf, now) })}`;
}

export function AccountPart({ customer, now }: { readonly customer: Customer; readonly now: number }) {
  // When it was asked is the router's time.
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const { lookup } = customer;
  const rows = shownOf(customer, now);
  const here = now + offset;
  const why = lookup === undefined ? null : reasonOf(lookup, here);
  if (rows.length === 0 && why === null) return null;
  return (
    <Section
      title={t('context.account')}
      aside={lookup === undefined ? t('context.accountFrom') : agedOf(lookup, here)}
    >
      {why !== null && (
        <p
          className={classes(
            styles.why,
            lookup?.state === 'failed' && lookup.asOf !== undefined && hatch.hatch,
          )}
        >
          {lookup?.state === 'failed' && <TriangleAlert {...SMALL} />} {why}
        </p>
      )}
      <dl>
        {rows.map(({ name, words, fromBot = false }) => (
          <div key={`${name} ${words}`} className={pack.row}>
            <dt className={pack.label}>{name}</dt>
            <dd className={pack.words}>
              <bdi>{words}</bdi>
            </dd>
            {fromBot && <dd className={styles.from}>{t('context.accountFrom')}</dd>}
          </div>
        ))}
      </dl>
    </Section>
  );
}
