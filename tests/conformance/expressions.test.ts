import { beforeEach, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { failureOf, storeUnderTest } from './store.test-support';

const { Long, Decimal128 } = mongoose.mongo;
const store = storeUnderTest();

beforeEach(async () => {
  await store.things().insertOne({
    d: new Date('2019-11-04T16:30:00.123Z'),
    s: '督政abc',
    n: 2.5,
    neg: -7,
    arr: [3, 1, 2],
    objs: [
      { k: 'a', v: 1 },
      { k: 'b', v: 2 },
    ],
    z: null,
    l: Long.fromString('9007199254740993'),
    dec: Decimal128.fromString('1.1'),
    e: '',
    o: { a: 1 },
  });
});

const compute = async (expression: unknown) => {
  const [result] = await store
    .things()
    .aggregate([{ $project: { _id: 0, r: expression } }])
    .toArray();
  return result!['r'] as unknown;
};

/** Expressions with the answers that MongoDB gives; dates as their JSON. */
test.each<[unknown, unknown]>([
  [{ $dateToString: { date: '$d', format: '%Y-%m-%d', timezone: 'Asia/Shanghai' } }, '2019-11-05'],
  [
    { $dateToString: { date: '$d', format: '%Y-%m-%d %H:%M:%S.%L', timezone: '+08:00' } },
    '2019-11-05 00:30:00.123',
  ],
  [{ $dateToString: { date: '$d' } }, '2019-11-04T16:30:00.123Z'],
  [{ $dateTrunc: { date: '$d', unit: 'day', timezone: 'Asia/Shanghai' } }, '2019-11-04T16:00:00.000Z'],
  [{ $dateTrunc: { date: '$d', unit: 'hour' } }, '2019-11-04T16:00:00.000Z'],
  [{ $dateTrunc: { date: '$d', unit: 'week' } }, '2019-11-03T00:00:00.000Z'],
  [{ $dateTrunc: { date: '$d', unit: 'month' } }, '2019-11-01T00:00:00.000Z'],
  [{ $hour: { date: '$d', timezone: 'Asia/Shanghai' } }, 0],
  [{ $dayOfMonth: '$d' }, 4],
  [{ $month: '$d' }, 11],
  [{ $year: '$d' }, 2019],
  [{ $dayOfWeek: '$d' }, 2],
  [{ $isoWeek: '$d' }, 45],
  [{ $week: '$d' }, 44],
  [{ $dayOfYear: '$d' }, 308],
  [{ $dateAdd: { startDate: '$d', unit: 'month', amount: 3 } }, '2020-02-04T16:30:00.123Z'],
  [{ $dateDiff: { startDate: '$d', endDate: new Date('2019-11-06T00:00:00Z'), unit: 'day' } }, 2],
  [{ $subtract: ['$d', 1000] }, '2019-11-04T16:29:59.123Z'],
  [{ $add: ['$d', 1000] }, '2019-11-04T16:30:01.123Z'],
  [{ $subtract: ['$d', new Date('2019-11-04T16:30:00.000Z')] }, 123],
  [{ $round: ['$n', 0] }, 2],
  [{ $round: [3.5, 0] }, 4],
  [{ $round: [2.345, 2] }, 2.34],
  [{ $round: [-2.5] }, -2],
  [{ $trunc: [-2.7, 0] }, -2],
  [{ $mod: ['$neg', 3] }, -1],
  [{ $divide: ['$n', 2] }, 1.25],
  [{ $add: ['$n', null] }, null],
  [{ $add: ['$n', '$missing'] }, null],
  [{ $multiply: ['$n', 2] }, 5],
  [{ $abs: '$neg' }, 7],
  [{ $ceil: '$n' }, 3],
  [{ $floor: '$neg' }, -7],
  [{ $pow: [2, 10] }, 1024],
  [{ $size: '$arr' }, 3],
  [{ $ifNull: ['$z', '$missing', 5] }, 5],
  [{ $concat: ['$s', '$z'] }, null],
  [{ $strLenCP: '$s' }, 5],
  [{ $strLenBytes: '$s' }, 9],
  [{ $substrCP: ['$s', 1, 3] }, '政ab'],
  [{ $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
  [{ $toUpper: '$s' }, '督政ABC'],
  [{ $toUpper: '$z' }, ''],
  [{ $trim: { input: '  a ' } }, 'a'],
  [{ $indexOfCP: ['$s', 'a'] }, 2],
  [{ $regexMatch: { input: '$s', regex: 'ABC', options: 'i' } }, true],
  [{ $regexFind: { input: 'xayb', regex: 'a(y)' } }, { match: 'ay', idx: 1, captures: ['y'] }],
  [{ $replaceAll: { input: 'a.a', find: '.', replacement: '-' } }, 'a-a'],
  [{ $filter: { input: '$arr', as: 'x', cond: { $gt: ['$$x', 1] } } }, [3, 2]],
  [{ $filter: { input: '$arr', cond: { $gt: ['$$this', 1] }, limit: 1 } }, [3]],
  [{ $map: { input: '$arr', in: { $add: ['$$this', 1] } } }, [4, 2, 3]],
  [{ $map: { input: '$arr', as: 'q', in: { $add: ['$$q', '$neg'] } } }, [-4, -6, -5]],
  [{ $reduce: { input: '$arr', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  [{ $arrayElemAt: ['$arr', -1] }, 2],
  [{ $arrayElemAt: ['$arr', 9] }, undefined],
  [{ $first: '$arr' }, 3],
  [{ $last: '$arr' }, 2],
  [{ $slice: ['$arr', -2] }, [1, 2]],
  [{ $slice: ['$arr', 1, 1] }, [1]],
  [{ $reverseArray: '$arr' }, [2, 1, 3]],
  [{ $concatArrays: ['$arr', [9]] }, [3, 1, 2, 9]],
  [{ $concatArrays: ['$arr', '$z'] }, null],
  [{ $in: [1, '$arr'] }, true],
  [{ $indexOfArray: ['$arr', 2] }, 2],
  [{ $range: [0, 6, 2] }, [0, 2, 4]],
  [{ $sortArray: { input: '$arr', sortBy: 1 } }, [1, 2, 3]],
  [
    { $sortArray: { input: '$objs', sortBy: { v: -1 } } },
    [
      { k: 'b', v: 2 },
      { k: 'a', v: 1 },
    ],
  ],
  [
    { $zip: { inputs: ['$arr', ['a', 'b']] } },
    [
      [3, 'a'],
      [1, 'b'],
    ],
  ],
  [{ $isArray: '$arr' }, true],
  [{ $isArray: ['$s'] }, false],
  [{ $arrayToObject: '$objs' }, { a: 1, b: 2 }],
  [{ $objectToArray: '$o' }, [{ k: 'a', v: 1 }]],
  [{ $mergeObjects: ['$o', { b: 2 }, '$z'] }, { a: 1, b: 2 }],
  [{ $setUnion: ['$arr', [1, 9]] }, [1, 2, 3, 9]],
  [{ $setIsSubset: [[1], '$arr'] }, true],
  [{ $setDifference: ['$arr', [1]] }, [3, 2]],
  [{ $setIntersection: ['$arr', [3, 1]] }, [1, 3]],
  [{ $max: '$arr' }, 3],
  [{ $max: ['$n', '$neg', '$z'] }, 2.5],
  [{ $min: ['$n', '$neg'] }, -7],
  [{ $sum: '$arr' }, 6],
  [{ $sum: ['$n', '$neg', 'x'] }, -4.5],
  [{ $avg: '$arr' }, 2],
  [{ $avg: '$objs.v' }, 1.5],
  ['$objs.v', [1, 2]],
  ['$missing.x', undefined],
  [{ $literal: '$x' }, '$x'],
  [
    { a: '$n', b: { c: '$neg' } },
    { a: 2.5, b: { c: -7 } },
  ],
  [
    ['$n', '$missing'],
    [2.5, null],
  ],
  [{ $toInt: '3' }, 3],
  [{ $toInt: 2.9 }, 2],
  [{ $toString: '$n' }, '2.5'],
  [{ $toDouble: '1.5' }, 1.5],
  [{ $toDate: '2019-11-04T00:00:00Z' }, '2019-11-04T00:00:00.000Z'],
  [{ $toBool: '$e' }, true],
  [{ $convert: { input: 'x', to: 'int', onError: -1 } }, -1],
  [{ $convert: { input: '$z', to: 'int', onNull: 0 } }, 0],
  [{ $type: '$missing' }, 'missing'],
  [{ $type: '$arr' }, 'array'],
  [{ $type: '$d' }, 'date'],
  [{ $isNumber: '$n' }, true],
  [{ $cond: { if: '$e', then: 1, else: 2 } }, 1],
  [{ $and: ['$n', '$z'] }, false],
  [{ $or: [] }, false],
  [{ $not: ['$z'] }, true],
  [{ $eq: ['$z', '$missing'] }, false],
  [{ $gt: ['$s', 5] }, true],
  [{ $lt: ['$missing', null] }, true],
  [{ $cmp: ['$arr', [3, 1, 2]] }, 0],
  [{ $let: { vars: { a: '$n' }, in: { $multiply: ['$$a', 2] } } }, 5],
  [{ $getField: 'n' }, 2.5],
  [{ $getField: { field: 'a', input: '$o' } }, 1],
  [{ $setField: { field: 'b', input: '$o', value: 1 } }, { a: 1, b: 1 }],
  [{ $gt: ['$l', 9007199254740992] }, true],
  [{ $dateFromString: { dateString: '2019-11-05', timezone: 'Asia/Shanghai' } }, '2019-11-04T16:00:00.000Z'],
  [
    { $dateFromParts: { year: 2019, month: 11, day: 5, timezone: 'Asia/Shanghai' } },
    '2019-11-04T16:00:00.000Z',
  ],
  [
    { $dateToParts: { date: '$d' } },
    { year: 2019, month: 11, day: 4, hour: 16, minute: 30, second: 0, millisecond: 123 },
  ],
  [{ $substr: ['abc', 0, 2] }, 'ab'],
  [{ $strcasecmp: ['a', 'B'] }, -1],
  [{ $allElementsTrue: [[true, 1]] }, true],
  [{ $anyElementTrue: [[0]] }, false],
  [{ $ln: 1 }, 0],
  [{ $exp: 0 }, 1],
  [{ $log10: 100 }, 2],
  [{ $bitAnd: [6, 3] }, 2],
])('%j', async (expression, expected) => {
  expect(JSON.stringify(await compute(expression))).toBe(JSON.stringify(expected));
});

test.each<[unknown]>([
  [{ $divide: [1, 0] }],
  [{ $add: ['$n', 'x'] }],
  [{ $sqrt: -1 }],
  [{ $size: '$missing' }],
  [{ $concat: ['a', 1] }],
  [{ $toInt: 'abc' }],
  [{ $switch: { branches: [{ case: false, then: 1 }] } }],
  // Refused rather than rounded: mingo has only doubles.
  [{ $add: ['$dec', 1] }],
  [{ $multiply: ['$l', 2] }],
])('%j is an error', async (expression) => {
  expect(typeof (await failureOf(compute(expression))).code).toBe('number');
});

test('sums keep longs and decimals exact', async () => {
  const [sums] = await store
    .things()
    .aggregate([{ $group: { _id: null, l: { $sum: '$l' }, dec: { $sum: '$dec' } } }], { promoteLongs: false })
    .toArray();
  expect([String(sums!['l']), String(sums!['dec'])]).toEqual(['9007199254740993', '1.1']);
});
