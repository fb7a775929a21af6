import type { Options } from 'mingo/types';
import { StoreError } from '../errors.js';
import { isObject, typeName, type Document } from '../bson/values.js';
import { evalExpr, expressions } from './mingo.js';

type Expression = (document: unknown, operand: unknown, options: Options) => unknown;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    try {
      const fields = {
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      } as const;
      format = new Intl.DateTimeFormat('en-US', {
        ...fields,
        timeZone: zone,
        hourCycle: 'h23',
        era: 'short',
      });
    } catch {
      throw new StoreError(40485, `unrecognized time zone identifier: "${zone}"`);
    }
    formats.set(zone, format);
  }
  return format;
}

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
export function zoneOffset(zone: string, at: number): number {
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000;
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  const whole = Date.UTC(
    year,
    Number(parts['month']) - 1,
    Number(parts['day']),
    Number(parts['hour']),
    Number(parts['minute']),
    Number(parts['second']),
  );
  return whole - Math.floor(at / 1000) * 1000;
}

/** The moment at which a zone's clocks show a wall-clock time (given as if it were UTC). */
function momentOf(zone: string, wallClock: number): number {
  const guess = wallClock - zoneOffset(zone, wallClock);
  return wallClock - zoneOffset(zone, guess);
}

/** Date and zone of an expression that takes a date, or `{date, timezone}`. */
function dateAndZone(
  document: unknown,
  operand: unknown,
  options: Options,
): { date: number; zone: string } | null {
  const single = Array.isArray(operand) && operand.length === 1 ? (operand[0] as unknown) : operand;
  const value = evalExpr(document as never, single as never, options) as unknown;
  const { date, timezone }: Document = isObject(value) && 'date' in value ? value : { date: value };
  if (date === undefined || date === null || timezone === null) return null;
  if (!(date instanceof Date))
    throw new StoreError(16006, `can't convert from BSON type ${typeName(date)} to Date`);
  return { date: date.getTime(), zone: typeof timezone === 'string' ? timezone : 'UTC' };
}

const dayMilliseconds = 86_400_000;

/** mingo truncates by UTC days whatever the zone, and numbers weeks from 1. */
export const dateCorrections: Record<string, Expression> = {
  $dateTrunc: (document, operand, options) => {
    const { timezone, ...spec } = evalExpr(document as never, operand as never, options) as Document;
    const truncate = (at: unknown) =>
      (expressions().$dateTrunc as unknown as Expression)(
        document,
        { $literal: { ...spec, date: at } },
        options,
      );
    if (timezone === null) return null;
    if (typeof timezone !== 'string' || !(spec['date'] instanceof Date)) return truncate(spec['date']);
    const at = spec['date'].getTime();
    const wallClock = truncate(new Date(at + zoneOffset(timezone, at))) as Date | null;
    return wallClock && new Date(momentOf(timezone, wallClock.getTime()));
  },
  $week: (document, operand, options) => {
    const given = dateAndZone(document, operand, options);
    if (!given) return null;
    const local = new Date(given.date + zoneOffset(given.zone, given.date));
    const dayOfYear = Math.floor(
      (local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / dayMilliseconds,
    );
    return Math.floor((dayOfYear + 7 - local.getUTCDay()) / 7);
  },
  $dateAdd: (document, operand, options) => movedBy(1, document, operand, options),
  $dateSubtract: (document, operand, options) => movedBy(-1, document, operand, options),
  $dateToParts: (document, operand, options) => {
    const parts = (expressions().$dateToParts as unknown as Expression)(document, operand, options);
    if (!isObject(parts)) return parts;
    const { hour, minute, second, millisecond, ...days } = parts;
    return { ...days, hour, minute, second, millisecond };
  },
};

/** `$dateAdd` and `$dateSubtract`: where a month is too short mingo goes on into the next one. */
function movedBy(sign: 1 | -1, document: unknown, operand: unknown, options: Options): unknown {
  const spec = evalExpr(document as never, operand as never, options) as Document;
  const { startDate, unit, amount, timezone } = spec;
  const inUtc = timezone === undefined || timezone === 'UTC' || timezone === 'GMT';
  const inMonths = typeof unit === 'string' && unit in monthsOfUnits;
  if (inUtc && inMonths && startDate instanceof Date && Number.isInteger(amount))
    return addTime(startDate, unit, sign * (amount as number));
  const { $dateAdd, $dateSubtract } = expressions();
  const ofMingo = (sign > 0 ? $dateAdd : $dateSubtract) as unknown as Expression;
  return ofMingo(document, { $literal: spec }, options);
}

const fixedUnits: Readonly<Record<string, number>> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const monthsOfUnits: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

export const isTimeUnit = (unit: string) => unit in fixedUnits || unit in monthsOfUnits;

/** A date some units later, in UTC. A month that is too short gives its last day. */
export function addTime(date: Date, unit: string, amount: number): Date {
  const fixed = fixedUnits[unit];
  if (fixed !== undefined) return new Date(date.getTime() + fixed * amount);
  const months = date.getUTCMonth() + amount * monthsOfUnits[unit]!;
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), months + 1, 0)).getUTCDate();
  const result = new Date(date);
  result.setUTCFullYear(date.getUTCFullYear(), months, Math.min(date.getUTCDate(), lastDay));
  return result;
}
