import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hours, hours as hoursSchema } from '#shared/schema/config.ts';
import { closesAt, dayAround, isOpen, opensAt } from './hours.ts';

const MINUTE = 60_000;
const at = (text: string) => Date.parse(text);
const lisbon: Hours = {
  timeZone: 'Europe/Lisbon',
  weekly: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
    tue: [['09:00', '18:00']],
    sun: [['01:30', '02:30']],
  },
  holidays: ['2026-12-01'],
};

describe('hours', () => {
  test('no hours is always open', () => {
    expect(isOpen(undefined, 0)).toBe(true);
    expect(opensAt(undefined, 5)).toBe(5);
  });

  test('the start is in, the end is not, a pause is closed', () => {
    expect(isOpen(lisbon, at('2026-11-23T09:00:00Z'))).toBe(true);
    expect(isOpen(lisbon, at('2026-11-23T08:59:59Z'))).toBe(false);
    expect(isOpen(lisbon, at('2026-11-23T12:00:00Z'))).toBe(false);
    expect(opensAt(lisbon, at('2026-11-23T12:00:00Z'))).toBe(at('2026-11-23T13:00:00Z'));
  });

  test('a holiday is skipped, by the local date', () => {
    // Tuesday 1 December is closed; the next opening is Sunday night.
    expect(isOpen(lisbon, at('2026-12-01T10:00:00Z'))).toBe(false);
    expect(opensAt(lisbon, at('2026-11-30T18:00:00Z'))).toBe(at('2026-12-06T01:30:00Z'));
  });

  test('summer time: the same local hour is another instant', () => {
    expect(isOpen(lisbon, at('2026-07-07T08:00:00Z'))).toBe(true);
    expect(isOpen(lisbon, at('2026-11-24T08:00:00Z'))).toBe(false);
  });

  test('in the hour that is skipped in spring it opens when the clock has jumped', () => {
    // 29 March 2026, 01:00 becomes 02:00 in Lisbon.
    expect(opensAt(lisbon, at('2026-03-28T12:00:00Z'))).toBe(at('2026-03-29T01:00:00Z'));
  });

  test('in the hour that comes twice in autumn it is open twice', () => {
    // 25 October 2026, 02:00 becomes 01:00 in Lisbon: 00:30Z is the first 01:30, 01:30Z the second.
    expect(isOpen(lisbon, at('2026-10-25T00:30:00Z'))).toBe(true);
    expect(isOpen(lisbon, at('2026-10-25T01:10:00Z'))).toBe(false);
    expect(opensAt(lisbon, at('2026-10-25T01:10:00Z'))).toBe(at('2026-10-25T01:30:00Z'));
  });

  test('24:00 is the end of the day, and a queue without spans never opens', () => {
    const night: Hours = {
      timeZone: 'America/New_York',
      weekly: { fri: [['22:00', '24:00']] },
      holidays: [],
    };
    expect(isOpen(night, at('2026-11-28T04:59:00Z'))).toBe(true);
    expect(isOpen(night, at('2026-11-28T05:00:00Z'))).toBe(false);
    expect(opensAt({ ...night, weekly: {} }, at('2026-11-28T05:00:00Z'))).toBeNull();
  });
});

const clock = fc
  .integer({ min: 0, max: 47 })
  .map((half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);
const span = fc.tuple(clock, clock).filter(([from, to]) => from < to);
const spans = fc.array(span, { maxLength: 2 });
const anyHours = fc
  .record({
    timeZone: fc.constantFrom(
      'Europe/Lisbon',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Africa/Casablanca',
      'Pacific/Apia',
      'UTC',
    ),
    weekly: fc.record({ mon: spans, wed: spans, sat: spans, sun: spans }, { requiredKeys: [] }),
    holidays: fc.constantFrom([], ['2026-03-29', '2026-11-01']),
  })
  .map((each) => hoursSchema.parse(each));
/** Around changes of the clock and anywhere else in the year. */
const moments = fc
  .tuple(
    fc.constantFrom(
      '2026-03-08T00:00:00Z',
      '2026-03-29T00:00:00Z',
      '2026-04-04T00:00:00Z',
      '2026-10-03T00:00:00Z',
      '2026-10-25T00:00:00Z',
      '2026-11-01T00:00:00Z',
      '2026-06-15T00:00:00Z',
    ),
    fc.integer({ min: -3_000, max: 3_000 }),
  )
  .map(([day, minutes]) => at(day) + minutes * MINUTE);

test('when it opens it is open, and before that it is closed, in every zone and through changes of the clock', () => {
  fc.assert(
    fc.property(anyHours, moments, (hours, moment) => {
      const opens = opensAt(hours, moment);
      if (opens === null) return;
      expect(opens).toBeGreaterThanOrEqual(moment);
      expect(isOpen(hours, opens)).toBe(true);
      for (
        let before = moment;
        before < opens && before < moment + 3 * 24 * 60 * MINUTE;
        before += 10 * MINUTE
      ) {
        expect(isOpen(hours, before)).toBe(false);
      }
      if (opens > moment) expect(isOpen(hours, opens - 1)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

describe('the end of opening and the local day', () => {
  const at = (iso: string) => Date.parse(iso);
  const lisbon = (weekly: Hours['weekly']): Hours => ({
    timeZone: 'Europe/Lisbon',
    weekly,
    holidays: ['2026-11-25'],
  });

  test('an open queue closes at the end of its last span in a row', () => {
    const hours = lisbon({
      tue: [
        ['09:00', '12:00'],
        ['12:00', '18:00'],
      ],
    });
    expect(closesAt(hours, at('2026-11-24T10:00Z'))).toBe(at('2026-11-24T18:00Z'));
    expect(closesAt(hours, at('2026-11-24T18:00Z'))).toBeNull();
    expect(closesAt(undefined, at('2026-11-24T10:00Z'))).toBeNull();
  });

  test('a span over midnight closes on the next day', () => {
    const hours = lisbon({ mon: [['20:00', '24:00']], tue: [['00:00', '02:00']] });
    expect(closesAt(hours, at('2026-11-24T00:30Z'))).toBe(at('2026-11-24T02:00Z'));
  });

  test('a day is as long as its clock says', () => {
    expect(dayAround('Europe/Lisbon', at('2026-11-24T12:00Z'))).toEqual([
      at('2026-11-24T00:00Z'),
      at('2026-11-25T00:00Z'),
    ]);
    // 25 hours, when summer time ends.
    expect(dayAround('Europe/Berlin', at('2026-10-25T12:00Z'))).toEqual([
      at('2026-10-24T22:00Z'),
      at('2026-10-25T23:00Z'),
    ]);
    // In Santiago the clock jumps from midnight to one: that is where the day begins.
    const [from, to] = dayAround('America/Santiago', at('2026-09-06T12:00Z'));
    expect([new Date(from).toISOString(), to - from]).toEqual(['2026-09-06T04:00:00.000Z', 23 * 3_600_000]);
  });
});
