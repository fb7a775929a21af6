import { describe, expect, test } from '@jest/globals';
import { failureOf, storeUnderTest } from './store.test-support';

const store = storeUnderTest();
const insert = (documents: object[]) => store.things().insertMany(documents as never);
const run = (...pipeline: object[]) => store.things().aggregate(pipeline).toArray();
const codeOf = async (...pipeline: object[]) => (await failureOf(run(...pipeline))).code;

describe('$setWindowFields', () => {
  const sales = [
    { _id: 1, state: 'CA', year: 2019, sold: 162 },
    { _id: 2, state: 'WA', year: 2019, sold: 134 },
    { _id: 3, state: 'CA', year: 2021, sold: 145 },
    { _id: 4, state: 'WA', year: 2020, sold: 140 },
    { _id: 5, state: 'CA', year: 2020, sold: 120 },
    { _id: 6, state: 'CA', year: 2020, sold: null },
  ];
  const windowed = (output: object) =>
    run({ $setWindowFields: { partitionBy: '$state', sortBy: { year: 1 }, output: { v: output } } });
  const values = async (output: object) => (await windowed(output)).map(({ _id, v }) => [_id, v]);

  test('windows of documents: running, moving and whole', async () => {
    await insert(sales);
    const running = { $sum: '$sold', window: { documents: ['unbounded', 'current'] } };
    expect(await values(running)).toEqual([
      [1, 162],
      [5, 282],
      [6, 282],
      [3, 427],
      [2, 134],
      [4, 274],
    ]);
    expect(await values({ $push: '$sold', window: { documents: [-1, 1] } })).toEqual([
      [1, [162, 120]],
      [5, [162, 120, null]],
      [6, [120, null, 145]],
      [3, [null, 145]],
      [2, [134, 140]],
      [4, [134, 140]],
    ]);
    const whole = { $setWindowFields: { partitionBy: '$state', output: { v: { $max: '$sold' } } } };
    expect((await run(whole)).map(({ _id, v }) => [_id, v])).toEqual([
      [1, 162],
      [3, 162],
      [5, 162],
      [6, 162],
      [2, 140],
      [4, 140],
    ]);
    expect((await values({ $sum: 1, window: { documents: [5, 9] } })).map(([, v]) => v)).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
  });

  test('windows of values, numbers and dates', async () => {
    await insert(sales);
    expect(await values({ $sum: 1, window: { range: [-1, 'current'] } })).toEqual([
      [1, 1],
      [5, 3],
      [6, 3],
      [3, 3],
      [2, 1],
      [4, 2],
    ]);
    await store.things().deleteMany({});
    await insert(
      [0, 10, 25, 60].map((minute) => ({ _id: minute, at: new Date(Date.UTC(2026, 0, 1, 0, minute)) })),
    );
    const inHour = await run({
      $setWindowFields: {
        sortBy: { at: 1 },
        output: { n: { $sum: 1, window: { range: [-15, 0], unit: 'minute' } } },
      },
    });
    expect(inHour.map(({ n }) => n)).toEqual([1, 2, 2, 1]);
  });

  test('ranks, numbers and neighbours', async () => {
    await insert(sales);
    expect((await values({ $rank: {} })).map(([, v]) => v)).toEqual([1, 2, 2, 4, 1, 2]);
    expect((await values({ $denseRank: {} })).map(([, v]) => v)).toEqual([1, 2, 2, 3, 1, 2]);
    expect((await values({ $documentNumber: {} })).map(([, v]) => v)).toEqual([1, 2, 3, 4, 1, 2]);
    const next = { $shift: { output: '$year', by: 1, default: 'none' } };
    expect((await values(next)).map(([, v]) => v)).toEqual([2020, 2020, 2021, 'none', 2020, 'none']);
  });

  test('gaps: the last value, and the line between two', async () => {
    await insert([10, null, null, 40, null].map((v, n) => ({ _id: n, n: n === 3 ? 4 : n === 4 ? 9 : n, v })));
    const fill = (operator: string) =>
      run({ $setWindowFields: { sortBy: { n: 1 }, output: { 'to.f': { [operator]: '$v' } } } });
    expect((await fill('$locf')).map(({ to }) => to.f)).toEqual([10, 10, 10, 40, 40]);
    expect((await fill('$linearFill')).map(({ to }) => to.f)).toEqual([10, 17.5, 25, 40, null]);
  });

  test('what is wrong is refused before anything runs', async () => {
    expect(await codeOf({ $setWindowFields: { sortBy: { a: 1 } } })).toBe(40414);
    expect(await codeOf({ $setWindowFields: { output: { v: { $nonsense: 1 } } } })).toBe(9);
    expect(await codeOf({ $setWindowFields: { output: { v: { $function: {} } } } })).toBe(9);
    expect(await codeOf({ $setWindowFields: { output: { v: { $derivative: { input: '$a' } } } } })).toBe(238);
    expect(
      await codeOf({ $setWindowFields: { output: { v: { $sum: 1, window: { documents: [0, 1] } } } } }),
    ).toBe(5339901);
    expect(await codeOf({ $setWindowFields: { output: { v: { $rank: {} } } } })).toBe(5371602);
    await insert([{ a: 'text' }]);
    const range = { $sum: 1, window: { range: [-1, 1] } };
    expect(await codeOf({ $setWindowFields: { sortBy: { a: 1 }, output: { v: range } } })).toBe(5429413);
  });
});

describe('$fill', () => {
  test('constants, the last value and the line, by partition', async () => {
    await insert([
      { _id: 1, g: 'a', n: 1, x: 4 },
      { _id: 2, g: 'a', n: 2, x: null, y: 'k' },
      { _id: 3, g: 'a', n: 3, x: 8 },
      { _id: 4, g: 'b', n: 1 },
    ]);
    const filled = await run({
      $fill: {
        partitionByFields: ['g'],
        sortBy: { n: 1 },
        output: { x: { method: 'linear' }, y: { value: { $concat: ['$g', '!'] } } },
      },
    });
    expect(filled).toEqual([
      { _id: 1, g: 'a', n: 1, x: 4, y: 'a!' },
      { _id: 2, g: 'a', n: 2, x: 6, y: 'k' },
      { _id: 3, g: 'a', n: 3, x: 8, y: 'a!' },
      { _id: 4, g: 'b', n: 1, x: null, y: 'b!' },
    ]);
    expect(await codeOf({ $fill: { output: { x: { method: 'locf' } } } })).toBe(9);
    expect(await codeOf({ $fill: { output: { x: { method: 'other' } } } })).toBe(9);
  });
});

describe('$densify', () => {
  const made = async (range: object, more: object = {}) =>
    (await run({ $densify: { field: 'n', range, ...more } }, { $project: { _id: 0 } })) as object[];

  test('numbers: full, by partition, and between bounds', async () => {
    await insert([{ n: 1, g: 'a' }, { n: 5, g: 'a' }, { n: 3, g: 'b' }, { g: 'c' }]);
    expect(await made({ step: 2, bounds: 'full' })).toEqual([
      { g: 'c' },
      { n: 1, g: 'a' },
      { n: 3, g: 'b' },
      { n: 5, g: 'a' },
    ]);
    const byGroup = { partitionByFields: ['g'] };
    expect(await made({ step: 2, bounds: 'full' }, byGroup)).toEqual([
      { g: 'c' },
      { n: 1, g: 'a' },
      { g: 'a', n: 3 },
      { n: 5, g: 'a' },
      { g: 'b', n: 1 },
      { n: 3, g: 'b' },
      { g: 'b', n: 5 },
    ]);
    expect(await made({ step: 1.5, bounds: 'partition' }, byGroup)).toEqual([
      { g: 'c' },
      { n: 1, g: 'a' },
      { g: 'a', n: 2.5 },
      { g: 'a', n: 4 },
      { n: 5, g: 'a' },
      { n: 3, g: 'b' },
    ]);
    expect((await made({ step: 3, bounds: [0, 9] })).slice(1)).toEqual([
      { n: 0 },
      { n: 1, g: 'a' },
      { n: 3, g: 'b' },
      { n: 5, g: 'a' },
      { n: 6 },
    ]);
  });

  test('months, which are of different lengths', async () => {
    await insert([{ n: new Date('2026-01-31T00:00:00Z') }, { n: new Date('2026-04-30T00:00:00Z') }]);
    const months = await made({ step: 1, unit: 'month', bounds: 'full' });
    expect(months).toEqual(
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'].map((day) => ({
        n: new Date(`${day}T00:00:00Z`),
      })),
    );
  });

  test('what is wrong is refused', async () => {
    expect(await codeOf({ $densify: { field: 'n', range: { step: 0, bounds: 'full' } } })).toBe(5733401);
    expect(await codeOf({ $densify: { field: 'n', range: { step: 1, bounds: [2, 1] } } })).toBe(5733402);
    await insert([{ n: 'text' }]);
    expect(await codeOf({ $densify: { field: 'n', range: { step: 1, bounds: 'full' } } })).toBe(5733201);
    const many = { $densify: { field: 'm', range: { step: 1, bounds: [0, 1e9] } } };
    expect(await codeOf(many)).toBe(5897900);
  });
});

describe('$redact', () => {
  test('keeps, prunes and goes down, into arrays too', async () => {
    await insert([
      {
        _id: 1,
        level: 1,
        list: [{ level: 5, a: 1 }, { level: 1, b: 2 }, 'text', null, [{ level: 9 }]],
        sub: { level: 4, secret: 1 },
        open: { level: 2, deep: { level: 4 }, more: 1 },
      },
      { _id: 2, level: 7 },
    ]);
    const down = { $redact: { $cond: [{ $lte: ['$level', 3] }, '$$DESCEND', '$$PRUNE'] } };
    expect(await run(down)).toEqual([
      { _id: 1, level: 1, list: [{ level: 1, b: 2 }, 'text', null, []], open: { level: 2, more: 1 } },
    ]);
    const keep = {
      $redact: {
        $switch: { branches: [{ case: { $eq: ['$level', 7] }, then: '$$KEEP' }], default: '$$PRUNE' },
      },
    };
    expect(await run(keep)).toEqual([{ _id: 2, level: 7 }]);
    expect(await codeOf({ $redact: 'none' })).toBe(17053);
  });
});
