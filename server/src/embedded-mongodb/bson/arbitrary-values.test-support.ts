import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import fc from 'fast-check';

/** Random BSON values, with the neighbours and borders at which orders go wrong. */
const awkwardNumbers = [
  0,
  -0,
  1,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  2 ** 53 + 2,
  2 ** 63,
  -(2 ** 63),
  1e308,
  5e-324,
  NaN,
  Infinity,
  -Infinity,
];
const awkwardLongs = [
  0n,
  1n,
  -1n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 53n - 1n,
  -(2n ** 53n) - 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  2n ** 62n + 1n,
];
const awkwardDecimals = [
  '0',
  '-0',
  '1',
  '1.0',
  '0.1',
  '-0.1',
  '9007199254740993',
  '1E400',
  '-1E400',
  '1E-400',
  'NaN',
  'Infinity',
  '-Infinity',
  '9.999999999999999999999999999999999',
  '1.7976931348623157E308',
  '1.7976931348623158E308',
];

export const numbers = fc.oneof(
  fc.integer().map((value) => new Int32(value)),
  fc.constantFrom(...awkwardNumbers).map((value) => new Double(value)),
  fc.double().map((value) => new Double(value)),
  fc.constantFrom(...awkwardLongs).map((value) => Long.fromBigInt(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.constantFrom(...awkwardDecimals).map((text) => Decimal128.fromString(text)),
  fc
    .tuple(fc.integer(), fc.integer({ min: -30, max: 30 }))
    .map(([digits, power]) => Decimal128.fromString(`${digits}E${power}`)),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 })
    .map((value) => Decimal128.fromString(String(value).toUpperCase())),
);

export const strings = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('', '\0', '\u0001', '\0\0', 'a', 'a\0', 'a\u0001', 'ab', '\uffff', '\u{1f600}', '校', '督'),
);

const scalars = fc.oneof(
  { weight: 4, arbitrary: numbers },
  { weight: 3, arbitrary: strings },
  fc.constantFrom(null, true, false, new MinKey(), new MaxKey()),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((id) => new ObjectId(id)),
  fc
    .tuple(fc.uint8Array({ maxLength: 4 }), fc.constantFrom(0, 4))
    .map(([bytes, type]) => new Binary(bytes, type)),
  fc.tuple(fc.nat(), fc.nat()).map(([t, i]) => new Timestamp({ t, i })),
  fc.constantFrom(new BSONRegExp('a', 'i'), new BSONRegExp('a', ''), new BSONRegExp('b', '')),
);

export const { value: values } = fc.letrec<{
  value: unknown;
  object: Record<string, unknown>;
  array: unknown[];
}>((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, { weight: 8, arbitrary: scalars }, tie('object'), tie('array')),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'ab', 'a\u0001'), tie('value'), { maxKeys: 3 }),
  array: fc.array(tie('value'), { maxLength: 3 }),
}));
