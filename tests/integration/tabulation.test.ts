import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { tableQuery, type BreakdownAnswer, type TableAnswer } from '@duwen/shared/api';
import type { CampaignItem, Item } from '@duwen/shared/codebook';
import { joinItems, joinTable, planTable, type TableRequest } from '@duwen/shared/tabulation';
import { campaignMatrix, type CampaignMatrix } from '@duwen/server/matrix/campaign-matrix';
import { matrixSource } from '@duwen/server/matrix/matrix-source';
import { Responses } from '@duwen/server/store/responses';
import { handedCampaign } from '@duwen/server/tabulation-workers/handed-campaign';
import { countBattery, countCells } from '@duwen/server/tabulation-workers/tabulation-workers';
import { seedYangpu } from '../../scripts/seed/seed-yangpu';
import { startTestServer, type Browser, type TestServer } from './server.test-support';

const RESPONSES = 3000;

let server: TestServer;
let inspector: Browser;
let id: string;
let matrix: CampaignMatrix;
/** Where each item's answer stands in the documents of the one group that the tables are of. */
let places: ReadonlyMap<string, string>;
let group: string;
let rated: CampaignItem[];

const base: TableRequest = {
  rows: [],
  columns: [],
  measure: 'count',
  of: null,
  base: 'answered',
  weighted: false,
  filter: {},
  quality: 'all',
};

beforeAll(async () => {
  server = await startTestServer();
  inspector = await server.signedIn('inspector');
  id = await seedYangpu({ responses: RESPONSES, seed: 5 });
  matrix = await campaignMatrix(id);
  const { versions } = await matrixSource(id);
  const [version, codebook] = [...versions].find(([name]) => name.startsWith('parent'))!;
  group = version.replace(/\.\d+$/, '');
  const place = ({ question, row }: Item): string => (row === null ? question : `${question}.${row}`);
  places = new Map(codebook.items.map((item) => [item.code, `answers.${place(item)}`]));
  rated = matrix.codebook.items.filter(
    ({ code, kind, options }) =>
      kind === 'single' && places.has(code) && options.some(({ favourable }) => favourable),
  );
}, 180_000);
afterAll(() => server?.close());

type Counted = Map<string, number>;

async function pipeline(match: object, by: Readonly<Record<string, string>>): Promise<Counted> {
  const cells = await Responses.collection
    .aggregate<{ _id: Record<string, unknown>; n: number }>([
      { $match: { campaign: new Types.ObjectId(id), ...match } },
      { $group: { _id: by, n: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(
    cells.map(({ _id, n }) => [
      Object.keys(by)
        .map((key) => String(_id[key]))
        .join('|'),
      n,
    ]),
  );
}

const validValues = ({ options }: CampaignItem): unknown[] =>
  options.filter(({ missing }) => !missing).map(({ value }) => value);

describe('tables on the worker threads', () => {
  it('count every item by unit as the aggregation pipeline does', async () => {
    const items = rated.map(({ code }) => code);
    expect(items.length).toBeGreaterThan(10);
    const request = { items, by: 'unit', filter: { group: [group] }, quality: 'all' } as const;
    const tallies = joinItems(matrix.codebook, request, await countBattery(handedCampaign(matrix), request));
    for (const { item, rows } of tallies.items) {
      const place = places.get(item.code)!;
      const theirs = await pipeline(
        { group, [place]: { $exists: true } },
        { unit: '$unit', value: `$${place}` },
      );
      const ours: Counted = new Map();
      rows.forEach(({ counts }, row) =>
        counts.forEach((count, option) => {
          if (count > 0)
            ours.set(`${tallies.categories[row]!.key}|${String(item.options[option]!.value)}`, count);
        }),
      );
      expect(ours).toEqual(theirs);
    }
  }, 60_000);

  it('count a filtered crosstab of two items by unit as the aggregation pipeline does', async () => {
    const [first, second, third] = rated as [CampaignItem, CampaignItem, CampaignItem];
    const chosen = third.options.slice(0, 2).map(({ value }) => value);
    const request: TableRequest = {
      ...base,
      rows: [{ item: first.code }],
      columns: [{ item: second.code }],
      filter: { group: [group] },
      where: { variable: { item: third.code }, in: chosen.map(String) },
    };
    const { columns, codebook } = matrix;
    const parts = await countCells(handedCampaign(matrix), request);
    const tallies = joinTable(planTable(columns, codebook, request), parts);
    const [row, column, condition] = [first, second, third].map(({ code }) => places.get(code)!);
    const theirs = await pipeline(
      {
        group,
        [row!]: { $in: validValues(first) },
        [column!]: { $in: validValues(second) },
        [condition!]: { $in: chosen },
      },
      { row: `$${row}`, column: `$${column}`, unit: '$unit' },
    );
    const ours: Counted = new Map();
    tallies.clusterPersons.forEach((count, cell) => {
      const head = tallies.rows[tallies.cells.row[cell]!];
      const other = tallies.columns[tallies.cells.column[cell]!];
      const unit = columns.strata.unit.categories[tallies.cells.unit[cell]! - 1];
      if (head && other) ours.set(`${head[0]!.key}|${other[0]!.key}|${unit?.key ?? 'null'}`, count);
    });
    expect(theirs.size).toBeGreaterThan(50);
    expect(ours).toEqual(theirs);
    expect(tallies.responses).toBe([...theirs.values()].reduce((sum, n) => sum + n, 0));
  });
});

const ask = (request: TableRequest) =>
  inspector.get(`/api/campaigns/${id}/table?${new URLSearchParams(tableQuery(request)).toString()}`);

describe('GET /table', () => {
  it('answers any variables by any others, small counts withheld', async () => {
    const of = rated[0]!.code;
    const request: TableRequest = {
      ...base,
      rows: [{ stratum: 'stage' }, { stratum: 'street' }],
      columns: [{ item: rated[1]!.code }],
      measure: 'favourable',
      of,
      filter: { group: [group] },
    };
    const table = (await ask(request).expect(200)).body as TableAnswer;
    expect(table.request).toEqual({ ...request, where: null });
    expect(table.campaign).toMatchObject({ id, synthetic: true });
    expect(table.cells).toHaveLength(table.rows.length + 1);
    expect(table.cells[0]).toHaveLength(table.columns.length + 1);
    const counts = table.cells.flat().map(({ count }) => count);
    expect(counts.some((count) => count === null)).toBe(true);
    for (const count of counts) expect(count === null || count === 0 || count >= 5).toBe(true);
  });

  it('names what it cannot make a table of, all of it at once', async () => {
    const open = matrix.codebook.items.find(({ kind }) => kind === 'text')!.code;
    const { body } = await ask({
      ...base,
      rows: [{ item: 'NOPE' }, { item: open }],
      filter: { unit: ['S999'] },
      where: {
        or: [
          { variable: { item: rated[0]!.code }, in: ['5', 'x'] },
          { not: { variable: { item: 'GONE' }, in: ['5'] } },
        ],
      },
    }).expect(400);
    const { errors } = body as { errors: { path: string; message: { zh: string; en: string } }[] };
    expect(errors.map(({ path, message }) => [path, message.en])).toEqual([
      ['/rows', 'There is no item NOPE.'],
      ['/rows', `Item ${open} is open or numeric: it cannot stand in rows or columns.`],
      ['/filter.unit', 'There is no category S999 in unit.'],
      ['/where', `There is no category x in item:${rated[0]!.code}.`],
      ['/where', 'There is no item GONE.'],
    ]);
    for (const { message } of errors) expect(message.zh).toMatch(/[一-鿿]/);
    const unmeasured = await ask({ ...base, measure: 'mean', of: open }).expect(400);
    expect(unmeasured.body).toMatchObject({ code: 'bad-request', errors: [{ path: '/of' }] });
    await inspector.get(`/api/campaigns/${id}/table?rows=unit,unit`).expect(400);
    await inspector.get(`/api/campaigns/${id}/table?where=${encodeURIComponent('{"$ne":1}')}`).expect(400);
  });

  it('is for signed-in users only', async () => {
    await (await server.visitor()).get(`/api/campaigns/${id}/table?rows=unit`).expect(401);
  });

  it('goes on answering others when clients go away', async () => {
    const cookies = inspector.agent.jar.getCookies({
      domain: '127.0.0.1',
      path: '/',
      secure: false,
      script: false,
    } as never);
    const items = matrix.codebook.items.map(({ code }) => code).join(',');
    const url = `${server.url}/api/campaigns/${id}/breakdown?items=${items}&by=unit`;
    const leaving = Array.from({ length: 6 }, async (_, nr) => {
      const abort = new AbortController();
      setTimeout(() => abort.abort(), 5 * nr);
      await fetch(url, { headers: { cookie: cookies.toValueString() }, signal: abort.signal })
        .then(
          (response) => response.arrayBuffer(),
          () => undefined,
        )
        .catch(() => undefined);
    });
    await Promise.all(leaving);
    const { body } = await inspector
      .get(`/api/campaigns/${id}/breakdown?items=${rated[0]!.code}&by=group`)
      .expect(200);
    expect((body as BreakdownAnswer).responses).toBe(RESPONSES);
    expect(server.log.filter((line) => line.includes('request failed'))).toEqual([]);
  }, 60_000);
});
