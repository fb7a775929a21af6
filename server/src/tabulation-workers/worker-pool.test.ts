import { afterEach, describe, expect, it } from '@jest/globals';
import { breakDown, makeTable, type Breakdown, type ItemBreakdown } from '@duwen/shared/breakdown';
import {
  joinItems,
  joinTable,
  planTable,
  tabulate,
  tabulateTable,
  type BreakdownRequest,
  type TableRequest,
} from '@duwen/shared/tabulation';
import { Cancelled, doPart } from './do-part.js';
import { sampleCampaign } from './sample-campaign.test-support.js';
import { WorkerLost } from './worker-lost.js';
import { WorkerPool } from './worker-pool.js';

const pools: WorkerPool[] = [];
const poolOf = (...given: ConstructorParameters<typeof WorkerPool>): WorkerPool => {
  const pool = new WorkerPool(...given);
  pools.push(pool);
  return pool;
};
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

const battery: BreakdownRequest = {
  items: ['Q0', 'Q1', 'Q2', 'M0', 'N0'],
  by: 'unit',
  filter: {},
  quality: 'all',
};
const table: TableRequest = {
  rows: [{ item: 'Q0' }],
  columns: [{ item: 'M0' }],
  measure: 'mean',
  of: 'Q1',
  base: 'asked',
  weighted: false,
  filter: { group: ['g0', 'g1'] },
  where: { not: { variable: { item: 'Q2' }, in: ['5'] } },
  quality: 'unflagged',
};

describe('WorkerPool', () => {
  it('counts on its threads what this thread counts', async () => {
    const pool = poolOf(2);
    const campaign = sampleCampaign(20_000);
    const { columns, codebook } = campaign.held;
    const parts = await Promise.all(
      [battery.items.slice(0, 2), battery.items.slice(2)].map((items) =>
        pool.run(campaign, { kind: 'countItems', request: { ...battery, items } }),
      ),
    );
    expect(joinItems(codebook, battery, parts)).toEqual(tabulate(columns, codebook, battery));
    const halves = await Promise.all(
      [0, 10_000].map((from) =>
        pool.run(campaign, { kind: 'countTable', request: table, from, to: from + 10_000 }),
      ),
    );
    expect(joinTable(planTable(columns, codebook, table), halves)).toEqual(
      tabulateTable(columns, codebook, table),
    );
  });

  it('answers with the bytes of JSON, whole or in pieces', async () => {
    const pool = poolOf(1);
    const campaign = sampleCampaign(5_000);
    const { columns, codebook, minimumCell, frame, about } = campaign.held;
    const part = { kind: 'breakdown', request: battery, counted: null, asOf: 'now', as: 'json' } as const;
    const expected = breakDown({ columns, codebook, request: battery, minimumCell, asOf: 'now', frame });
    for (const cuts of [
      [0, 5],
      [0, 2, 5],
      [0, 1, 2, 5],
    ]) {
      // prettier-ignore
      const pieces = await Promise.all(
        cuts.slice(1).map((to, place) => pool.run(campaign, { ...part, part: { from: cuts[place]!, to } })),
      );
      const text = Buffer.concat(pieces as Uint8Array[]).toString('utf8');
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ ...expected, campaign: about })));
    }
  });

  it('answers without and with weights at once what it answers one by one', async () => {
    const pool = poolOf(1);
    const campaign = sampleCampaign(5_000);
    const { columns, codebook, minimumCell, frame } = campaign.held;
    const answer = (weighted: boolean): Breakdown => {
      const request = { ...battery, weighted };
      return breakDown({ columns, codebook, request, minimumCell, asOf: 'now', frame });
    };
    const [plain, weighted] = [answer(false), answer(true)];
    const both = await pool.run(campaign, { kind: 'bothWays', request: battery, asOf: 'now' });
    const pairs = both.items.map(
      (bytes) => JSON.parse(Buffer.from(bytes).toString('utf8')) as ItemBreakdown[],
    );
    expect({ ...both.plain, items: pairs.map(([item]) => item) }).toEqual(plain);
    expect({ ...both.weighted, items: pairs.map(([, item]) => item) }).toEqual({
      ...weighted,
      items: weighted.items.map((item) => ({ ...item, rows: [] })),
    });
    expect(weighted.items[0]!.total.favourable!.share).not.toBe(plain.items[0]!.total.favourable!.share);
  });

  it('makes a table of parts counted apart', async () => {
    const pool = poolOf(1);
    const campaign = sampleCampaign(5_000);
    const { columns, codebook, minimumCell, frame, about } = campaign.held;
    const part = { kind: 'countTable', request: table } as const;
    const counted = [
      await pool.run(campaign, { ...part, from: 0, to: 1_234 }),
      await pool.run(campaign, { ...part, from: 1_234, to: 5_000 }),
    ];
    const made = { kind: 'table', request: table, asOf: 'now', as: 'value' } as const;
    const expected = makeTable({ columns, codebook, request: table, minimumCell, asOf: 'now', frame });
    expect(await pool.run(campaign, { ...made, counted })).toEqual({ ...expected, campaign: about });
    expect(await pool.run(campaign, { ...made, counted: null })).toEqual({ ...expected, campaign: about });
  });

  it('gives a worker the newest edition of a campaign', async () => {
    const pool = poolOf(1);
    const responses = async (campaign: ReturnType<typeof sampleCampaign>): Promise<number> =>
      (await pool.run(campaign, { kind: 'countItems', request: battery })).shared.responses;
    const first = sampleCampaign(100);
    expect(await responses(first)).toBe(100);
    expect(await responses({ ...sampleCampaign(250), id: first.id })).toBe(250);
    pool.forget(first.id);
    expect(await responses(first)).toBe(100);
  });

  it('passes on by name what cannot be tabulated', async () => {
    const pool = poolOf(1);
    const campaign = sampleCampaign(100);
    const wrong = pool.run(campaign, { kind: 'countItems', request: { ...battery, items: ['NOPE'] } });
    await expect(wrong).rejects.toMatchObject({
      name: 'TabulationError',
      code: 'unknown-item',
      value: 'NOPE',
    });
  });

  it('fails a part that cannot be handed to a thread, and that one alone', async () => {
    const pool = poolOf(1);
    const campaign = sampleCampaign(100);
    const odd = { ...battery, filter: { group: [(() => 'g0') as unknown as string] } };
    const parts = [odd, battery].map((request) => pool.run(campaign, { kind: 'countItems', request }));
    const [failed, next] = await Promise.allSettled(parts);
    expect(failed).toMatchObject({ status: 'rejected', reason: { name: 'DataCloneError' } });
    expect(next).toMatchObject({ status: 'fulfilled', value: { shared: { responses: 100 } } });
  });

  it('drops a part that nobody waits for, and goes on with the next', async () => {
    const pool = poolOf(1);
    const campaign = sampleCampaign(200_000);
    const request = { kind: 'countItems', request: battery } as const;
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = pool.run(campaign, request, running.signal);
    const second = pool.run(campaign, request, waiting.signal);
    const third = pool.run(campaign, request);
    waiting.abort(new Error('left the queue'));
    running.abort(new Error('went away'));
    await expect(second).rejects.toThrow('left the queue');
    await expect(first).rejects.toThrow('went away');
    expect((await third).shared.responses).toBe(200_000);
    await expect(pool.run(campaign, request, waiting.signal)).rejects.toThrow('left the queue');
  });

  it('stops a part at the checkpoint at which nobody waits any more', () => {
    const { held } = sampleCampaign(200_000);
    for (const part of [
      { kind: 'countItems', request: battery },
      { kind: 'countTable', request: table, from: 0, to: 200_000 },
    ] as const) {
      let checkpoints = 0;
      doPart(held, part, () => (checkpoints += 1));
      expect(checkpoints).toBeGreaterThan(4);
      let left = 3;
      const stopping = (): void => {
        left -= 1;
        if (left === 0) throw new Cancelled();
      };
      expect(() => doPart(held, part, stopping)).toThrow(Cancelled);
      expect(left).toBe(0);
    }
  });

  it('says so when a worker dies under a request, and works on with another', async () => {
    const pool = poolOf(1, { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 4 });
    const campaign = sampleCampaign(1_000);
    const many = { ...battery, items: Array.from({ length: 400_000 }, () => 'Q0') };
    const lost = pool.run(campaign, { kind: 'countItems', request: many });
    const next = pool.run(campaign, { kind: 'countItems', request: battery });
    await expect(lost).rejects.toBeInstanceOf(WorkerLost);
    expect((await next).shared.responses).toBe(1_000);
  });

  it('fails what is under way when it is closed', async () => {
    const pool = poolOf(1);
    const campaign = sampleCampaign(200_000);
    const parts = [1, 2].map(() => pool.run(campaign, { kind: 'countItems', request: battery }));
    const outcomes = Promise.allSettled(parts);
    await pool.close();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(pool.run(campaign, { kind: 'countItems', request: battery })).rejects.toBeInstanceOf(
      WorkerLost,
    );
  });
});
