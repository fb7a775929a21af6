import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Types } from 'mongoose';
import { flagBit } from '@duwen/shared/coding';
import { CampaignMatrices, type CampaignMatrix } from '@duwen/server/matrix/campaign-matrix';
import { configureMatrices } from '@duwen/server/matrix/matrix-settings';
import { Campaigns } from '@duwen/server/store/campaigns';
import { connectStore, type StoreConnection } from '@duwen/server/store/connection';
import { MatrixChunkParts, MatrixChunks } from '@duwen/server/store/matrix-chunks';
import { Questionnaires } from '@duwen/server/store/questionnaires';
import { Responses, type ResponseDocument } from '@duwen/server/store/responses';
import { Units } from '@duwen/server/store/units';
import { Withdrawals } from '@duwen/server/store/withdrawals';
import { undoWithdrawal, withdraw } from '@duwen/server/withdrawals/withdrawals';

const DUPLICATE = flagBit('duplicate');
const CHUNK_ROWS = 40;
const DAY_MS = 86_400_000;
const items = ['A1', 'A2', 'A3', 'A4', 'A5'];

let store: StoreConnection;
let folder: string;
let campaign: Types.ObjectId;
let warnings: string[];
let serial = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duwen-matrix-'));
  store = await connectStore(process.env['TEST_MONGODB_URI'] ?? null, folder, (line) => console.error(line));
});
afterAll(async () => {
  await store?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  warnings = [];
  configureMatrices({
    chunkRows: CHUNK_ROWS,
    extendedBy: 8,
    lookEveryMs: 0,
    countEveryMs: 0,
    warn: (line) => void warnings.push(line),
  });
  campaign = await makeCampaign();
});
afterEach(() =>
  configureMatrices({ chunkRows: 65_536, extendedBy: 8192, lookEveryMs: 60_000, countEveryMs: 300_000 }),
);

const questionnaire = (codes: readonly string[]): string =>
  JSON.stringify({
    title: '问卷',
    pages: [
      {
        name: 'p',
        elements: [
          ...codes.map((name) => ({
            type: 'radiogroup',
            name,
            title: name,
            choices: [5, 4, 3, 2, 1].map((value) => ({ value, text: `选项${value}` })),
          })),
          { type: 'text', inputType: 'number', name: 'H', title: '时间', min: 0, max: 600 },
        ],
      },
    ],
  });

async function publish(version: string, codes: readonly string[]): Promise<void> {
  const [group, number] = version.split('.') as [string, string];
  await Questionnaires.create({
    campaign,
    group,
    version,
    number: Number(number),
    status: 'published',
    json: questionnaire(codes),
    publishedAt: new Date(),
  });
}

async function makeCampaign(): Promise<Types.ObjectId> {
  campaign = new Types.ObjectId();
  await Campaigns.create({
    _id: campaign,
    name: { zh: '示例' },
    district: '示例区',
    organiser: { zh: '督导室' },
    opensAt: new Date(),
    closesAt: new Date(),
    minimumCell: 5,
    groups: ['parent', 'teacher'].map((code) => ({ code, title: { zh: code }, units: null, frame: null })),
  });
  await Units.insertMany(
    ['S1', 'S2', 'S3'].map((code, position) => ({
      campaign,
      code,
      name: { zh: code },
      kind: 'school',
      stages: ['primary'],
      educationGroup: code === 'S3' ? null : '一集团',
      street: `街道${code}`,
      frame: {},
      pinyin: code,
      initials: code,
      position,
    })),
  );
  await publish('parent.1', items.slice(0, 4));
  await publish('teacher.1', items.slice(1));
  return campaign;
}

interface Shape {
  /** Days ago of storing; null: just now. */
  readonly ago: number | null;
  readonly group: 'parent' | 'teacher';
  readonly unit: string | null;
  readonly codes: readonly number[];
  readonly hours: number;
  readonly minute: number;
  readonly flags: number;
}

/** A response as the collecting route stores it. */
function response(shape: Shape): ResponseDocument {
  serial += 1;
  const storedAt = new Date(Math.floor((Date.now() - (shape.ago ?? 0) * DAY_MS) / 1000) * 1000);
  const row = Uint16Array.from([...shape.codes.slice(0, 4), 2 + shape.hours]);
  return {
    _id: createHash('sha256')
      .update(`${serial} ${String(campaign)}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url'),
    campaign,
    group: shape.group,
    unit: shape.unit,
    stage: shape.unit === null ? null : 'primary',
    version: `${shape.group}.1`,
    answers: {},
    row: Buffer.from(row.buffer),
    flags: shape.flags,
    seconds: shape.minute === 7 ? null : 60 + shape.minute,
    startedAt: new Date(0),
    submittedAt: new Date(Date.UTC(2026, 2, 10 + (shape.minute % 4), 15, 40 + shape.minute)),
    storedAt,
  };
}

const anyShape: fc.Arbitrary<Shape> = fc.record({
  ago: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 6 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  group: fc.constantFrom('parent', 'teacher'),
  unit: fc.constantFrom('S1', 'S2', 'S3', null, 'gone'),
  codes: fc.constantFrom([2, 3, 4, 5], [2, 2, 2, 2], [6, 5, 4, 1], [1, 3, 4, 6]),
  hours: fc.constantFrom(0, 7, 300),
  minute: fc.integer({ min: 0, max: 40 }),
  flags: fc.constantFrom(0, 0, 1, 4),
});

const insert = (documents: readonly ResponseDocument[]) =>
  Responses.collection.insertMany(documents as never);
const some = (count: number, ago: number | null, salt = 0): ResponseDocument[] =>
  Array.from({ length: count }, (_, nr) =>
    response({
      ago,
      group: nr % 3 === 0 ? 'teacher' : 'parent',
      unit: ['S1', 'S2', 'S3', null][nr % 4]!,
      codes: [2 + (nr % 5), 2 + ((nr + salt) % 4), 1 + (nr % 3), 6],
      hours: nr,
      minute: nr % 40,
      flags: nr % 9 === 0 ? 1 : 0,
    }),
  );

/** What counts, a line per response, by an obvious reading of the documents. */
async function plainly(): Promise<string[]> {
  const gone = new Set((await Withdrawals.find({ campaign, withdrawn: true }).lean()).map(({ _id }) => _id));
  const documents = (await Responses.find({ campaign }).lean<ResponseDocument[]>()).filter(
    ({ _id }) => !gone.has(_id),
  );
  const alike = (a: ResponseDocument, b: ResponseDocument): boolean =>
    a.version === b.version && a.unit === b.unit && a.stage === b.stage && bytesOf(a).equals(bytesOf(b));
  const before = (a: ResponseDocument, b: ResponseDocument): number =>
    a.submittedAt.getTime() - b.submittedAt.getTime() || secondsOf(a) - secondsOf(b) || a.flags - b.flags;
  const ordered = [...documents].sort(before);
  return ordered
    .map((document, place) => {
      const { group, unit, submittedAt, flags } = document;
      const codes = [...new Uint16Array(Uint8Array.from(bytesOf(document)).buffer)];
      const last = ordered
        .slice(0, place)
        .filter((other) => alike(other, document))
        .at(-1);
      const varied = new Set(codes.filter((code) => code > 1)).size >= 4;
      const repeats = varied && last && submittedAt.getTime() - last.submittedAt.getTime() <= 30 * 60_000;
      const asked = group === 'parent' ? items.slice(0, 4) : items.slice(1);
      const known = unit === 'gone' ? null : unit;
      return JSON.stringify([
        group,
        known,
        unit === null ? null : 'primary',
        known === null || known === 'S3' ? null : '一集团',
        known && `街道${known}`,
        new Date(submittedAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
        ...[...items.map((item) => codes[asked.indexOf(item)] ?? 0), codes[4]],
        flags | (repeats ? DUPLICATE : 0),
        secondsOf(document),
        submittedAt.getTime(),
      ]);
    })
    .sort();
}

const bytesOf = ({ row }: ResponseDocument): Buffer => {
  const { buffer } = row as unknown as { buffer: Uint8Array };
  return Buffer.from(Buffer.isBuffer(row) ? row : buffer);
};
const secondsOf = ({ seconds }: ResponseDocument): number => seconds ?? 65_535;

/** The same of a matrix. */
function ofMatrix({ columns, seconds, submittedAt }: CampaignMatrix): string[] {
  const { strata } = columns;
  const lines: string[] = [];
  for (let row = 0; row < columns.length; row += 1) {
    if (columns.live[row] !== 1) continue;
    const key = (stratum: keyof typeof strata): string | null =>
      strata[stratum].categories[strata[stratum].codes[row]! - 1]?.key ?? null;
    lines.push(
      JSON.stringify([
        ...(['group', 'unit', 'stage', 'educationGroup', 'street', 'day'] as const).map(key),
        ...[...items, 'H'].map((item) => columns.items.get(item)![row]),
        columns.flags[row],
        seconds[row],
        submittedAt[row],
      ]),
    );
  }
  return lines.sort();
}

const ask = (server: CampaignMatrices): Promise<CampaignMatrix> => server.of(String(campaign));

/** Asks until sealing and counting in the background have nothing left to do. */
async function settledMatrix(server: CampaignMatrices): Promise<CampaignMatrix> {
  let matrix = await ask(server);
  for (let quiet = 0, known = ''; quiet < 2;) {
    await delay(30);
    matrix = await ask(server);
    const heads = await MatrixChunks.find({ campaign }, { build: 1 }).sort({ index: 1 }).lean();
    const now = heads.map(({ build }) => build).join() + matrix.generation;
    quiet = now === known ? quiet + 1 : 0;
    known = now;
  }
  return matrix;
}

async function countedBy(server: CampaignMatrices): Promise<(one: { _id: string }) => boolean> {
  const counts = await server.counted(String(campaign));
  return ({ _id }) => counts(_id);
}

const heads = () => MatrixChunks.find({ campaign }).sort({ index: 1 }).lean();

describe('the matrix of a campaign', () => {
  it('is the same from chunks and tail as from the responses, whatever comes when, on every server', async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ insert: fc.array(anyShape, { minLength: 1, maxLength: 60 }) }) },
      { weight: 2, arbitrary: fc.record({ ask: fc.constantFrom('first', 'second', 'new') }) },
      { weight: 2, arbitrary: fc.record({ withdraw: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ undo: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ remove: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ damage: fc.nat() }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        campaign = await makeCampaign();
        const servers = { first: new CampaignMatrices(), second: new CampaignMatrices() };
        for (const one of steps) {
          const ids = (await Responses.find({ campaign }, { _id: 1 }).sort({ _id: 1 }).lean()).map(
            ({ _id }) => _id,
          );
          if ('insert' in one) await insert(one.insert.map(response));
          if ('ask' in one) {
            const server = one.ask === 'new' ? new CampaignMatrices() : servers[one.ask as 'first'];
            expect(ofMatrix(await settledMatrix(server))).toEqual(await plainly());
          }
          if ('withdraw' in one && ids.length > 0)
            await withdraw(
              campaign,
              { responseId: ids[one.withdraw % ids.length], reason: 'asked' },
              'admin',
              new Date(),
            );
          if ('undo' in one) {
            const gone = await Withdrawals.find({ campaign, withdrawn: true }).sort({ _id: 1 }).lean();
            if (gone.length > 0)
              await undoWithdrawal(campaign, gone[one.undo % gone.length]!._id, 'admin', new Date());
          }
          if ('remove' in one && ids.length > 0) {
            await Responses.deleteOne({ _id: ids[one.remove % ids.length]! });
            // Seen by its count, so before another comes in its place.
            for (const server of [servers.first, servers.second, new CampaignMatrices()])
              await settledMatrix(server);
          }
          if ('damage' in one) await damage(one.damage % 7, Math.floor(one.damage / 7));
        }
        const [first, second, third] = [
          await settledMatrix(servers.first),
          await settledMatrix(servers.second),
          await settledMatrix(new CampaignMatrices()),
        ];
        const expected = await plainly();
        for (const matrix of [first, second, third]) expect(ofMatrix(matrix)).toEqual(expected);
        expect(new Set([first, second, third].map(({ revision }) => revision)).size).toBe(1);
      }),
      { numRuns: Number(process.env['MATRIX_RUNS'] ?? 15), endOnFailure: true },
    );
  }, 240_000);

  it('opens from chunks, without reading what they hold', async () => {
    await insert(some(100, 3));
    expect(ofMatrix(await settledMatrix(new CampaignMatrices()))).toEqual(await plainly());
    expect((await heads()).map(({ index, rows }) => [index, rows])).toEqual([
      [0, 40],
      [1, 40],
      [2, 20],
    ]);
    const expected = await plainly();
    // Answers that changed under a chunk are not seen: it is the chunk that is read.
    await Responses.updateMany({ campaign }, { $set: { seconds: 1 } });
    expect(ofMatrix(await ask(new CampaignMatrices()))).toEqual(expected);
    expect(warnings).toEqual([]);
  });

  it('does not seal what may still be on its way', async () => {
    await insert(some(100, null));
    await settledMatrix(new CampaignMatrices());
    expect(await heads()).toEqual([]);
  });

  it('seals the same chunks from two servers at once', async () => {
    await insert(some(180, 2));
    const servers = [new CampaignMatrices(), new CampaignMatrices(), new CampaignMatrices()];
    const matrices = await Promise.all(servers.map(settledMatrix));
    const expected = await plainly();
    for (const matrix of matrices) expect(ofMatrix(matrix)).toEqual(expected);
    const sealed = await heads();
    expect(sealed.map(({ rows }) => rows)).toEqual([40, 40, 40, 40, 20]);
    const parts = await MatrixChunkParts.find({ campaign }, { build: 1 }).lean();
    expect(new Set(parts.map(({ build }) => build))).toEqual(new Set(sealed.map(({ build }) => build)));
  });

  it.each([
    ['a part is damaged', 0, 'checksum'],
    ['a part is missing', 1, 'parts missing'],
    ['a head is missing', 2, 'join'],
    ['it is laid out otherwise', 3, 'laid out'],
    ['its count is wrong', 4, 'responses'],
    ['all parts are missing', 5, 'parts missing'],
  ])('makes a chunk again where %s', async (_what, kind, said) => {
    await insert(some(100, 3));
    await settledMatrix(new CampaignMatrices());
    const before = (await heads()).map(({ build }) => build);
    await damage(kind, 1);
    expect(ofMatrix(await settledMatrix(new CampaignMatrices()))).toEqual(await plainly());
    expect(warnings.join()).toContain(said);
    expect((await heads()).map(({ build }) => build)).toEqual(before);
    warnings.length = 0;
    expect(ofMatrix(await ask(new CampaignMatrices()))).toEqual(await plainly());
    expect(warnings).toEqual([]);
  });

  it('opens anew when a chunk cannot tell whose its rows are', async () => {
    await insert(some(100, 3));
    const server = new CampaignMatrices();
    await settledMatrix(server);
    const fresh = new CampaignMatrices();
    await settledMatrix(fresh);
    await damage(6, 1);
    const ids = (await Responses.find({ campaign }, { _id: 1 }).sort({ storedAt: 1, _id: 1 }).lean()).map(
      ({ _id }) => _id,
    );
    await withdraw(campaign, { responseId: ids[60]!, reason: 'asked' }, 'admin', new Date());
    for (const one of [new CampaignMatrices(), server, fresh])
      expect(ofMatrix(await settledMatrix(one))).toEqual(await plainly());
    expect(warnings.join()).toContain('cannot tell whose');
    expect((await heads()).map(({ rows }) => rows)).toEqual([40, 40, 20]);
  });

  it('removes what a server left that ended amid sealing, and chunks that are no longer read', async () => {
    await insert(some(60, 3));
    await settledMatrix(new CampaignMatrices());
    const [head] = await heads();
    const part = { chunk: head!._id, campaign, build: 'left', bytes: Buffer.alloc(8) };
    const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
    await MatrixChunkParts.create({ ...part, _id: `${head!._id}/left/0`, sealedAt: hours(2) });
    await MatrixChunkParts.create({ ...part, _id: `${head!._id}/left/1`, sealedAt: hours(0) });
    await MatrixChunks.create({ ...head, _id: `${String(campaign)}/0/0`, format: 0 });
    await MatrixChunkParts.create({
      ...part,
      _id: `${String(campaign)}/0/0/old/0`,
      chunk: `${String(campaign)}/0/0`,
      sealedAt: hours(0),
    });
    expect(ofMatrix(await settledMatrix(new CampaignMatrices()))).toEqual(await plainly());
    const left = await MatrixChunkParts.find(
      { campaign, build: { $in: ['left', 'old'] } },
      { _id: 1 },
    ).lean();
    expect(left.map(({ _id }) => _id)).toEqual([`${head!._id}/left/1`]);
    expect((await heads()).map(({ format, rows }) => [format, rows])).toEqual([
      [1, 40],
      [1, 20],
    ]);
  });

  it('finds what was stored long after its time, on a server that has it open too', async () => {
    const open = new CampaignMatrices();
    await insert(some(100, 3));
    await settledMatrix(open);
    await insert(some(3, 5));
    expect((await settledMatrix(open)).columns.length).toBe(103);
    expect(ofMatrix(await settledMatrix(open))).toEqual(await plainly());
    expect((await heads()).map(({ rows }) => rows)).toEqual([43, 40, 20]);
    expect(warnings.join()).toMatch(/holds 100 settled responses, the store 103/);
  });

  it('keeps its chunks when a version is published or the roster changes', async () => {
    await insert(some(90, 3));
    const server = new CampaignMatrices();
    await settledMatrix(server);
    const before = (await heads()).map(({ build }) => build);
    await publish('parent.2', items);
    await Units.updateOne({ campaign, code: 'S3' }, { $set: { educationGroup: '二集团' } });
    await Campaigns.updateOne({ _id: campaign }, { $set: { rosterImport: 'another' } });
    const matrix = await settledMatrix(server);
    const { strata, length } = matrix.columns;
    const group = strata.educationGroup.categories.findIndex(({ key }) => key === '二集团') + 1;
    const ofS3 = strata.unit.codes
      .subarray(0, length)
      .filter((code) => strata.unit.categories[code - 1]?.key === 'S3');
    expect(strata.educationGroup.codes.subarray(0, length).filter((code) => code === group)).toHaveLength(
      ofS3.length,
    );
    expect(ofS3.length).toBeGreaterThan(0);
    expect((await heads()).map(({ build }) => build)).toEqual(before);
    expect(warnings).toEqual([]);
  });

  it('counts no response that was withdrawn, in a chunk or behind it, until that is undone', async () => {
    await insert(some(50, 3));
    const servers = [new CampaignMatrices(), new CampaignMatrices()];
    for (const server of servers) await settledMatrix(server);
    await insert(some(4, null));
    const all = await plainly();
    const ids = (await Responses.find({ campaign }, { _id: 1 }).sort({ storedAt: 1, _id: 1 }).lean()).map(
      ({ _id }) => _id,
    );
    const { revision } = await ask(servers[0]!);
    for (const responseId of [ids[0]!, ids[45]!, ids.at(-1)!])
      await withdraw(campaign, { responseId, reason: '本人要求' }, 'admin', new Date());
    for (const server of [...servers, new CampaignMatrices()]) {
      expect(ofMatrix(await ask(server))).toEqual(await plainly());
      expect((await ask(server)).revision).not.toBe(revision);
    }
    for (const id of [ids[0]!, ids[45]!, ids.at(-1)!])
      await undoWithdrawal(campaign, id, 'admin', new Date());
    for (const server of [...servers, new CampaignMatrices()]) {
      expect(ofMatrix(await ask(server))).toEqual(all);
      expect((await ask(server)).revision).toBe(revision);
    }
  });

  it('tells which responses count, for whoever reads the responses themselves', async () => {
    const twins = some(2, 2).map((one) => ({
      ...one,
      row: Buffer.from(Uint16Array.of(2, 3, 4, 5, 2).buffer),
      unit: 'S1',
    }));
    twins[1]!.version = twins[0]!.version;
    twins[1]!.submittedAt = new Date(twins[0]!.submittedAt.getTime() + 1000);
    await insert([...some(60, 4), ...twins, ...some(3, null)]);
    const server = new CampaignMatrices();
    await settledMatrix(server);
    const ids = (
      await Responses.find({ campaign }, { _id: 1, flags: 1 }).sort({ storedAt: 1, _id: 1 }).lean()
    ).map(({ _id, flags }) => ({ _id, flags }));
    for (const one of [server, new CampaignMatrices()]) expect(ids.every(await countedBy(one))).toBe(true);
    await withdraw(campaign, { responseId: ids.at(-1)!._id, reason: 'asked' }, 'admin', new Date());
    await withdraw(campaign, { responseId: ids[3]!._id, reason: 'asked' }, 'admin', new Date());
    const decide = (flag: string) => ({ flag, excluded: true, reason: 'test', by: 'admin', at: new Date() });
    await Campaigns.updateOne(
      { _id: campaign },
      { $set: { qualityDecisions: [decide('speeding'), decide('duplicate')] } },
    );
    const gone = new Set([ids.at(-1)!._id, ids[3]!._id, twins[1]!._id]);
    for (const one of [server, new CampaignMatrices()])
      expect(ids.filter(await countedBy(one)).map(({ _id }) => _id)).toEqual(
        ids.filter(({ _id, flags }) => !gone.has(_id) && (flags & 1) === 0).map(({ _id }) => _id),
      );
  });

  it('marks no duplicate of a response that was withdrawn', async () => {
    const shape: Shape = {
      ago: 2,
      group: 'parent',
      unit: 'S1',
      codes: [2, 3, 4, 5],
      hours: 1,
      minute: 1,
      flags: 0,
    };
    const [first, second] = [response(shape), response({ ...shape, minute: 1 })];
    second!.submittedAt = new Date(first!.submittedAt.getTime() + 60_000);
    await insert([first!, second!]);
    const server = new CampaignMatrices();
    const flags = async () => [...(await ask(server)).columns.flags.subarray(0, 2)].sort();
    expect(await flags()).toEqual([0, DUPLICATE]);
    await withdraw(campaign, { responseId: first!._id, reason: 'asked' }, 'admin', new Date());
    expect(await flags()).toEqual([0, 0]);
    await undoWithdrawal(campaign, first!._id, 'admin', new Date());
    expect(await flags()).toEqual([0, DUPLICATE]);
  });

  it('lets go of the campaign that was asked longest ago when memory runs short; its buffers live on', async () => {
    const server = new CampaignMatrices();
    const campaigns = [campaign, await makeCampaign(), await makeCampaign()].map(String);
    await insert(some(20, 2));
    const held = await server.of(campaigns[2]!);
    for (const id of campaigns) await server.of(id);
    configureMatrices({ memoryBytes: 1 });
    try {
      await server.of(campaigns[1]!);
      expect(server.campaigns).toEqual([campaigns[1]]);
      expect(ofMatrix(held)).toEqual(await plainly());
      expect(ofMatrix(await server.of(campaigns[2]!))).toEqual(await plainly());
    } finally {
      configureMatrices({ memoryBytes: 2 ** 30 });
    }
  });

  it('shares one reading among those who ask at once, and reads anew for who asks later', async () => {
    await insert(some(30, 1));
    const server = new CampaignMatrices();
    const first = Array.from({ length: 5 }, () => ask(server));
    await insert(some(2, null));
    const later = Array.from({ length: 5 }, () => ask(server));
    for (const { columns } of await Promise.all(first)) expect(columns.length).toBeGreaterThanOrEqual(30);
    for (const { columns } of await Promise.all(later)) expect(columns.length).toBe(32);
  });
});

/** One of the things that may happen to a chunk in a store: to that of `nr`, counted around. */
async function damage(kind: number, nr: number): Promise<void> {
  const all = await heads();
  const head = all[nr % Math.max(1, all.length)];
  if (!head) return;
  const [first, ids] = await MatrixChunkParts.find({ chunk: head._id, build: head.build }).sort({ _id: 1 });
  if (kind === 0 && first) {
    const bytes = Buffer.from(first.bytes);
    bytes[nr % bytes.length]! ^= 255;
    await MatrixChunkParts.updateOne({ _id: first._id }, { $set: { bytes } });
  } else if (kind === 1 && first) await MatrixChunkParts.deleteOne({ _id: first._id });
  else if (kind === 2) await MatrixChunks.deleteOne({ _id: head._id });
  else if (kind === 3) await MatrixChunks.updateOne({ _id: head._id }, { $set: { layout: 'other' } });
  else if (kind === 4) await MatrixChunks.updateOne({ _id: head._id }, { $inc: { rows: 1 } });
  else if (kind === 5) await MatrixChunkParts.deleteMany({ campaign });
  else if (kind === 6 && ids) await MatrixChunkParts.deleteOne({ _id: ids._id });
}
