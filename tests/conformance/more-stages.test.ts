import { describe, expect, test } from '@jest/globals';
import { failureOf, storeUnderTest } from './store.test-support';

const store = storeUnderTest();
const run = (...stages: object[]) => store.things().aggregate(stages).toArray();

describe('$graphLookup', () => {
  const seed = () =>
    store.things().insertMany([
      { _id: 1, name: 'Dev' },
      { _id: 2, name: 'Eliot', reportsTo: 'Dev' },
      { _id: 3, name: 'Ron', reportsTo: 'Eliot' },
      { _id: 4, name: 'Andrew', reportsTo: 'Eliot' },
      { _id: 5, name: 'Asya', reportsTo: 'Ron' },
      { _id: 6, name: 'Loop', reportsTo: ['Loop', 'Dev'] },
    ] as never);
  const above = {
    from: 'things',
    startWith: '$reportsTo',
    connectFromField: 'reportsTo',
    connectToField: 'name',
    as: 'above',
  };
  const names = async (id: number, options: object) => {
    const [found] = await run({ $match: { _id: id } }, { $graphLookup: { ...above, ...options } });
    return (found!['above'] as { name: string; depth?: number }[]).map(({ name, depth }) => [name, depth]);
  };

  test('follows a chain to its end, and says how far', async () => {
    await seed();
    expect(await names(5, { depthField: 'depth' })).toEqual([
      ['Ron', 0],
      ['Eliot', 1],
      ['Dev', 2],
    ]);
  });

  test('stops at a depth, at what does not match, and in circles', async () => {
    await seed();
    expect(await names(5, { maxDepth: 1 })).toHaveLength(2);
    expect(await names(5, { restrictSearchWithMatch: { name: { $ne: 'Eliot' } } })).toHaveLength(1);
    expect((await names(6, {})).map(([name]) => name).sort()).toEqual(['Dev', 'Loop']);
    expect(await names(1, {})).toEqual([]);
  });

  test.each([
    [{ ...above, as: 5 }, 40103],
    [{ ...above, nonsense: 1 }, 40104],
    [{ from: 'things' }, 40105],
    [{ ...above, maxDepth: -1 }, 40101],
  ])('%j is refused', async (spec, code) => {
    expect((await failureOf(run({ $graphLookup: spec }))).code).toBe(code);
  });
});

describe('$bucketAuto', () => {
  const seed = (values: unknown[]) =>
    store.things().insertMany(values.map((n, _id) => ({ _id, n })) as never);
  const buckets = async (count: number, output?: object) =>
    run({ $bucketAuto: { groupBy: '$n', buckets: count, ...(output ? { output } : {}) } });

  test('parts values into buckets of about one size', async () => {
    await seed([5, 1, 4, 2, 3, 6, 7, 8, 9, 10]);
    expect(await buckets(3)).toEqual([
      { _id: { min: 1, max: 4 }, count: 3 },
      { _id: { min: 4, max: 7 }, count: 3 },
      { _id: { min: 7, max: 10 }, count: 4 },
    ]);
  });

  test('never parts equal values, and makes no empty buckets', async () => {
    await seed([1, 1, 1, 2]);
    expect(await buckets(3, { ids: { $push: '$_id' } })).toEqual([
      { _id: { min: 1, max: 2 }, ids: [0, 1, 2] },
      { _id: { min: 2, max: 2 }, ids: [3] },
    ]);
    expect(await buckets(1)).toEqual([{ _id: { min: 1, max: 2 }, count: 4 }]);
  });

  test.each([
    [{ groupBy: '$n' }, 40246],
    [{ groupBy: '$n', buckets: 0 }, 40243],
    [{ groupBy: '$n', buckets: 2, granularity: 'R5' }, 238],
  ])('%j is refused', async (spec, code) => {
    expect((await failureOf(run({ $bucketAuto: spec }))).code).toBe(code);
  });
});
