import type { Binary, BSONRegExp, ObjectId, Timestamp } from 'bson';

/**
 * MongoDB's comparison order, written as plainly as it is stated in its manual and with no regard to speed: the judge
 * of `compareValues` and of the key encoding, sharing nothing with either.
 */
const typeOrder = [
  'MinKey',
  'null',
  'number',
  'string',
  'object',
  'array',
  'Binary',
  'ObjectId',
  'boolean',
  'date',
  'Timestamp',
  'BSONRegExp',
  'MaxKey',
];

export function compareByManual(a: unknown, b: unknown): number {
  const type = typeOf(a);
  const difference = typeOrder.indexOf(type) - typeOrder.indexOf(typeOf(b));
  if (difference !== 0) return Math.sign(difference);
  switch (type) {
    case 'number':
      return compareRationals(String(a), String(b));
    case 'string':
      return Buffer.compare(Buffer.from(a as string), Buffer.from(b as string));
    case 'boolean':
    case 'date':
      return Math.sign(Number(a) - Number(b));
    case 'object':
      return compareLists(Object.entries(a as object), Object.entries(b as object), (left, right) => {
        const [[nameA, valueA], [nameB, valueB]] = [left, right] as [[string, unknown], [string, unknown]];
        const types = typeOrder.indexOf(typeOf(valueA)) - typeOrder.indexOf(typeOf(valueB));
        return (
          types || Buffer.compare(Buffer.from(nameA), Buffer.from(nameB)) || compareByManual(valueA, valueB)
        );
      });
    case 'array':
      return compareLists(a as unknown[], b as unknown[], compareByManual);
    case 'Binary': {
      const [x, y] = [a as Binary, b as Binary];
      return (
        Math.sign(x.length() - y.length()) ||
        Math.sign(x.sub_type - y.sub_type) ||
        Buffer.compare(x.value(), y.value())
      );
    }
    case 'ObjectId':
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case 'Timestamp':
      return Math.sign((a as Timestamp).compare(b as Timestamp));
    case 'BSONRegExp': {
      const [x, y] = [a as BSONRegExp, b as BSONRegExp];
      return Buffer.compare(
        Buffer.from(`${x.pattern}\0${x.options}`),
        Buffer.from(`${y.pattern}\0${y.options}`),
      );
    }
    default:
      return 0;
  }
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  const type = (value as { _bsontype?: string })._bsontype;
  if (type !== undefined) return ['Int32', 'Double', 'Long', 'Decimal128'].includes(type) ? 'number' : type;
  return typeof value;
}

function compareLists(
  a: readonly unknown[],
  b: readonly unknown[],
  compare: (x: unknown, y: unknown) => number,
): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const order = compare(a[at], b[at]);
    if (order !== 0) return Math.sign(order);
  }
  return Math.sign(a.length - b.length);
}

/** Numbers by their exact values: every finite double and decimal is an integer over a power of two or of ten. */
function compareRationals(a: string, b: string): number {
  const [x, y] = [rational(a), rational(b)];
  if (typeof x === 'number' || typeof y === 'number') return Math.sign(rank(x) - rank(y));
  const left = x.top * y.bottom;
  const right = y.top * x.bottom;
  return left < right ? -1 : left > right ? 1 : 0;
}

type Rational = { top: bigint; bottom: bigint } | number;

const rank = (value: Rational) =>
  typeof value !== 'number' ? 0 : Number.isNaN(value) ? -2 : Math.sign(value);

function rational(text: string): Rational {
  if (/NaN/.test(text)) return NaN;
  if (/Infinity/.test(text)) return text.startsWith('-') ? -1 : 1;
  const [, sign, whole = '', fraction = '', power = '0'] = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(
    text,
  )!;
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  const exponent = Number(power) - fraction.length;
  return exponent >= 0
    ? { top: digits * 10n ** BigInt(exponent), bottom: 1n }
    : { top: digits, bottom: 10n ** BigInt(-exponent) };
}
