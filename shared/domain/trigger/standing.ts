// Owns what an account means on a given day: how near its renewal is, how much of it a policy can weigh.
// Refuses: weighing it (combine.ts) and a clock; the day is the caller's.
import type { Account } from '../../schema/account.ts';
import type { Standing } from './combine.ts';

const DAY_MS = 86_400_000;
/** 1970-01-01, counted as `dayNumber` counts. */
const EPOCH = 719_468;

const down = (value: number, by: number): number => (value - (value % by)) / by;

/** Days since 0000-03-01 in the Gregorian calendar. */
function dayNumber(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const shifted = month > 2 ? month - 3 : month + 9;
  const years = month > 2 ? year : year - 1;
  return (
    years * 365 + down(years, 4) - down(years, 100) + down(years, 400) + down(shifted * 153 + 2, 5) + day - 1
  );
}

/** An account as the bot sends it, with what a recorded conversation may say more. */
type Known = Account & { readonly activity?: { readonly sessions: number } | undefined };

function standingOn(account: Known | undefined, day: number | undefined): Standing | undefined {
  if (account === undefined) return undefined;
  const { tier, value, openDeals, renewal, activity } = account;
  const renewalInDays = renewal === undefined || day === undefined ? undefined : dayNumber(renewal) - day;
  return { tier, value, openDeals, renewalInDays, sessions: activity?.sessions };
}

/** `today` is YYYY-MM-DD; without it a renewal does not count. */
export const standingOf = (account: Known | undefined, today: string | undefined): Standing | undefined =>
  standingOn(account, today === undefined ? undefined : dayNumber(today));

/** On the UTC day of `at`, ms since 1970. */
export const standingAt = (account: Known | undefined, at: number): Standing | undefined =>
  standingOn(account, EPOCH + down(at, DAY_MS));
