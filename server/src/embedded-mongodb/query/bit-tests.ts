import { badValue } from '../errors.js';
import { binaryParts, rankOf, Rank } from '../bson/order.js';
import { isNumeric, toNumber } from '../bson/values.js';

/** A value's bits as an unlimited two's-complement integer, or null if it has none. */
function bitsOf(value: unknown): bigint | null {
  if (isNumeric(value)) {
    const number = toNumber(value);
    if (typeof value === 'object' && String((value as { _bsontype?: string })._bsontype) === 'Long') {
      return BigInt(String(value));
    }
    return Number.isInteger(number) && Math.abs(number) < 2 ** 63 ? BigInt(number) : null;
  }
  if (rankOf(value) !== Rank.binary) return null;
  return binaryParts(value).bytes.reduceRight((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
}

function maskOf(operator: string, operand: unknown): bigint {
  if (Array.isArray(operand)) {
    return (operand as unknown[]).reduce<bigint>((mask, position) => {
      const bit = toNumber(position);
      if (!Number.isInteger(bit) || bit < 0)
        throw badValue(`${operator} takes an Array of non-negative bit positions`);
      return mask | (1n << BigInt(bit));
    }, 0n);
  }
  const mask = bitsOf(operand);
  if (mask === null || mask < 0n) {
    throw badValue(`${operator} takes an Array, a number, or a BinData but received: ${String(operand)}`);
  }
  return mask;
}

/** The test of `$bitsAllSet`, `$bitsAllClear`, `$bitsAnySet` or `$bitsAnyClear`. */
export function compileBits(operator: string, operand: unknown): (value: unknown) => boolean {
  const mask = maskOf(operator, operand);
  return (value) => {
    const bits = bitsOf(value);
    if (bits === null) return false;
    switch (operator) {
      case '$bitsAllSet':
        return (bits & mask) === mask;
      case '$bitsAllClear':
        return (bits & mask) === 0n;
      case '$bitsAnySet':
        return (bits & mask) !== 0n;
      default:
        return (bits & mask) !== mask;
    }
  };
}
