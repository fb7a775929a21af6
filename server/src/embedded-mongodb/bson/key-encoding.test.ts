import { describe, expect, test } from '@jest/globals';
import { Decimal128, Double, Int32, Long } from 'bson';
import fc from 'fast-check';
import { numbers, strings, values } from './arbitrary-values.test-support.js';
import { encodeKey, KeyWriter } from './key-encoding.js';
import { compareByManual } from './order-oracle.test-support.js';
import { compareValues } from './order.js';
import { exactDouble } from './decimal.js';

/** Doubles print in shortest form; the oracle needs their exact values. */
function exact(value: unknown): unknown {
  if (value instanceof Double && Number.isFinite(value.value)) {
    const { coefficient, exponent } = exactDouble(value.value);
    return { _bsontype: 'Double', toString: () => `${coefficient}E${exponent}` };
  }
  if (Array.isArray(value)) return value.map(exact);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, exact(inner)]));
  }
  return value;
}

const oracle = (a: unknown, b: unknown) => compareByManual(exact(a), exact(b));

describe('the key encoding', () => {
  test('orders any two values as MongoDB does', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(Math.sign(Buffer.compare(encodeKey(a), encodeKey(b)))).toBe(oracle(a, b));
        expect(Math.sign(compareValues(a, b))).toBe(oracle(a, b));
      }),
      { numRuns: 3000 },
    );
  });

  test('orders numbers of all types by their exact values', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(Math.sign(Buffer.compare(encodeKey(a), encodeKey(b)))).toBe(oracle(a, b));
        expect(Math.sign(compareValues(a, b))).toBe(oracle(a, b));
      }),
      { numRuns: 3000 },
    );
  });

  test('orders compound keys field by field, descending fields reversed', () => {
    const writer = new KeyWriter();
    const encode = (row: readonly unknown[], descending: readonly boolean[]) => {
      writer.clear();
      row.forEach((value, at) => writer.value(value, descending[at]));
      return writer.take();
    };
    const row = fc.tuple(strings, values);
    fc.assert(
      fc.property(row, row, fc.tuple(fc.boolean(), fc.boolean()), (a, b, descending) => {
        const expected = a
          .map((value, at) => oracle(value, b[at]) * (descending[at] ? -1 : 1))
          .find((order) => order !== 0);
        expect(Math.sign(Buffer.compare(encode(a, descending), encode(b, descending)))).toBe(expected ?? 0);
      }),
      { numRuns: 2000 },
    );
  });

  test('gives equal numbers of different types one key', () => {
    const five = encodeKey(new Int32(5));
    for (const other of [new Double(5), Long.fromNumber(5), Decimal128.fromString('5.00'), 5]) {
      expect(encodeKey(other)).toEqual(five);
    }
    expect(encodeKey(new Double(-0))).toEqual(encodeKey(new Int32(0)));
  });

  test('tells apart longs that one double stands for', () => {
    const keys = [0n, 1n, 2n, 3n].map((step) => encodeKey(Long.fromBigInt(2n ** 53n + step)).toString('hex'));
    expect(new Set(keys).size).toBe(4);
    expect([...keys].sort()).toEqual(keys);
  });
});
