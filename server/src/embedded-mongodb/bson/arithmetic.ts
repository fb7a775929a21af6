import { Decimal128, Double, Int32, Long } from 'bson';
import { StoreError } from '../errors.js';
import { exactNumber } from './order.js';
import { bsonType, toNumber } from './values.js';

type Operation = 'add' | 'multiply';

/** The wider of two numbers' types: int32 < int64 < double < decimal. */
const widths = ['Int32', 'Long', 'Double', 'Decimal128'];
const width = (value: unknown) => widths.indexOf(typeName(value));

function typeName(value: unknown): string {
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 'Int32' : 'Double';
  return bsonType(value) ?? 'Double';
}

/**
 * Adds or multiplies as MongoDB's updates do: the result has the wider type; int32 grows to int64 when it must, and an
 * int64 that overflows is an error.
 */
export function calculate(operation: Operation, a: unknown, b: unknown): unknown {
  switch (widths[Math.max(width(a), width(b))]) {
    case 'Int32':
    case 'Long':
      return integers(operation, a, b);
    case 'Decimal128':
      return decimals(operation, a, b);
    default: {
      const [left, right] = [toNumber(a), toNumber(b)];
      return new Double(operation === 'add' ? left + right : left * right);
    }
  }
}

function integers(operation: Operation, a: unknown, b: unknown): unknown {
  const [left, right] = [exactInteger(a), exactInteger(b)];
  const result = operation === 'add' ? left + right : left * right;
  if (BigInt.asIntN(64, result) !== result) {
    throw new StoreError(
      2,
      `Failed to apply $${operation === 'add' ? 'inc' : 'mul'} operations to current value (${left}) for document`,
    );
  }
  const isInt = typeName(a) === 'Int32' && typeName(b) === 'Int32' && BigInt.asIntN(32, result) === result;
  return isInt ? new Int32(Number(result)) : Long.fromBigInt(result);
}

const exactInteger = (value: unknown) =>
  bsonType(value) === 'Long' ? (value as Long).toBigInt() : BigInt(toNumber(value));

/** Exact where 34 digits hold the result; beyond that rounded half to even. */
function decimals(operation: Operation, a: unknown, b: unknown): Decimal128 {
  const [left, right] = [toNumber(a), toNumber(b)];
  if (!Number.isFinite(left) || !Number.isFinite(right)) {
    return Decimal128.fromString(String(operation === 'add' ? left + right : left * right));
  }
  const [x, y] = [decimalOf(a), decimalOf(b)];
  if (operation === 'multiply') return toDecimal(x.coefficient * y.coefficient, x.exponent + y.exponent);
  const exponent = Math.min(x.exponent, y.exponent);
  const scaled = (one: typeof x) => one.coefficient * 10n ** BigInt(one.exponent - exponent);
  return toDecimal(scaled(x) + scaled(y), exponent);
}

/** A double enters decimal arithmetic with its shortest decimal form, as MongoDB rounds it to 15 digits. */
function decimalOf(value: unknown) {
  return typeName(value) === 'Double'
    ? exactNumber(Decimal128.fromString(String(Number(toNumber(value).toPrecision(15)))))
    : exactNumber(value);
}

function toDecimal(coefficient: bigint, exponent: number): Decimal128 {
  let [digits, power] = [coefficient < 0n ? -coefficient : coefficient, exponent];
  const excess = String(digits).length - 34;
  if (excess > 0) {
    const unit = 10n ** BigInt(excess);
    const [kept, rest] = [digits / unit, digits % unit];
    const roundsUp = rest * 2n > unit || (rest * 2n === unit && kept % 2n === 1n);
    digits = roundsUp ? kept + 1n : kept;
    power += excess;
  }
  return Decimal128.fromString(`${coefficient < 0n ? '-' : ''}${digits}E${power}`);
}
