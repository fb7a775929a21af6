import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import { compileQuestionnaire } from '@duwen/shared/codebook';
import { createCoder } from '@duwen/shared/coding';
import type { PreparedResponse } from '@duwen/server/collection/prepare-response';
import { Campaigns } from '@duwen/server/store/campaigns';
import { Questionnaires } from '@duwen/server/store/questionnaires';
import { Responses } from '@duwen/server/store/responses';
import { Units } from '@duwen/server/store/units';
import { Random } from '#seeds/yangpu-2019/random';

/** How large a generated round is. */
export interface LargeRoundOptions {
  readonly responses: number;
  /** Single-choice items of six options, each asked of every group. */
  readonly items?: number;
  readonly groups?: number;
  readonly units?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

const BATCH = 2000;
/** Batches on their way to the store while the next is made. */
const UNDER_WAY = 2;
const DAY_MS = 86_400_000;
/** The responses came in over this long, the last of them a day ago: none is still on its way. */
const DAYS = 7;

/** Cumulated shares of "very satisfied" … "very dissatisfied", "don't know", in thousandths, for three kinds of school. */
const SHARES = [
  [480, 820, 920, 960, 985, 1000],
  [350, 720, 880, 940, 975, 1000],
  [250, 580, 800, 900, 960, 1000],
] as const;
const VALUES = [5, 4, 3, 2, 1, 9] as const;

/**
 * Writes a round of any size straight into the connected store: campaign, roster, questionnaires, and responses as the
 * collecting route would have stored them, checked for one and made alike for all.
 *
 * @returns the campaign's id
 */
export async function seedLargeRound(options: LargeRoundOptions): Promise<string> {
  const { responses, items = 60, groups = 7, units = 150, onProgress } = options;
  const campaign = await createRound(items, groups, units, responses);
  const codes = itemCodes(items);
  const random = new Random(2019, responses);
  const from = Math.floor(Date.now() / 1000) * 1000 - (DAYS + 1) * DAY_MS;
  const written: Promise<unknown>[] = [];
  for (let done = 0; done < responses; done += BATCH) {
    const documents = [];
    for (let nr = done; nr < Math.min(responses, done + BATCH); nr += 1) {
      const storedAt = new Date(Math.floor((from + (nr / responses) * DAYS * DAY_MS) / 1000) * 1000);
      documents.push({ ...response(campaign, nr, codes, groups, units, random, storedAt), storedAt });
    }
    if (written.length >= UNDER_WAY) await written.shift();
    const insertion = Responses.collection.insertMany(documents as never, { ordered: false });
    // Awaited later; a failure must not count as unhandled until then.
    insertion.catch(() => undefined);
    written.push(insertion);
    onProgress?.(done + documents.length, responses);
  }
  await Promise.all(written);
  return String(campaign);
}

const itemCodes = (items: number): string[] =>
  Array.from({ length: items }, (_, item) => `Q${String(item + 1).padStart(2, '0')}`);

function questionnaire(codes: readonly string[]): Record<string, unknown> {
  const choices = VALUES.map((value) => ({ value, text: value === 9 ? '不了解' : `满意度${value}` }));
  const elements = codes.map((name) => ({
    type: 'radiogroup',
    name,
    title: `题目${name}`,
    scale: 'S',
    choices,
  }));
  return {
    title: '问卷',
    scales: { S: { label: '满意度', type: 'ordinal', favourable: [4, 5], missing: [9] } },
    pages: [{ name: 'p', elements }],
  };
}

async function createRound(
  items: number,
  groups: number,
  units: number,
  responses: number,
): Promise<Types.ObjectId> {
  const campaign = new Types.ObjectId();
  const json = questionnaire(itemCodes(items));
  checkOnce(json, items);
  const codes = Array.from({ length: groups }, (_, group) => `group${group + 1}`);
  const frame = Math.ceil((1.2 * responses) / groups / units);
  await Units.insertMany(
    Array.from({ length: units }, (_, unit) => ({
      campaign,
      code: unitCode(unit),
      name: { zh: `学校${unit + 1}` },
      kind: 'school',
      stages: ['primary'],
      educationGroup: `集团${unit % 12}`,
      street: `街道${unit % 10}`,
      frame: Object.fromEntries(codes.map((code) => [code, frame])),
      pinyin: `xuexiao${unit + 1}`,
      initials: `xx${unit + 1}`,
      position: unit,
    })),
  );
  await Questionnaires.insertMany(
    codes.map((group) => ({
      campaign,
      group,
      version: `${group}.1`,
      number: 1,
      status: 'published',
      json: JSON.stringify(json),
      publishedAt: new Date(),
    })),
  );
  await Campaigns.create({
    _id: campaign,
    name: { zh: '生成的大规模项目', en: 'A large generated round' },
    district: '示例区',
    organiser: { zh: '示例区教育督导室' },
    status: 'open',
    synthetic: true,
    opensAt: new Date(Date.now() - 9 * DAY_MS),
    closesAt: new Date(Date.now() + DAY_MS),
    minimumCell: 5,
    groups: codes.map((code) => ({
      code,
      title: { zh: code, en: code },
      units: { kind: 'school', stages: ['primary'] },
      frame: null,
    })),
  });
  return campaign;
}

const unitCode = (unit: number): string => `S${String(unit + 1).padStart(3, '0')}`;

/** The rows written below are what coding makes of the answers written below. */
function checkOnce(json: Record<string, unknown>, items: number): void {
  const { codebook, problems } = compileQuestionnaire(json);
  if (!codebook) throw new Error(`the generated questionnaire does not compile: ${JSON.stringify(problems)}`);
  const random = new Random(1);
  const { answers, row } = answersOf(itemCodes(items), 0, random);
  const coded = createCoder(codebook).code(answers, {});
  const bytes = Buffer.from(Uint16Array.from(coded.row).buffer);
  if (coded.problems.length > 0 || !bytes.equals(row))
    throw new Error('a generated answer is not coded as expected');
}

function answersOf(codes: readonly string[], kind: number, random: Random) {
  const answers: Record<string, number> = {};
  const row = Buffer.alloc(codes.length * 2);
  const shares = SHARES[kind % SHARES.length]!;
  codes.forEach((code, place) => {
    const drawn = random.uint32() % 1000;
    const option = shares.findIndex((share) => drawn < share);
    answers[code] = VALUES[option]!;
    row[2 * place] = 2 + option;
  });
  return { answers, row };
}

function response(
  campaign: Types.ObjectId,
  nr: number,
  codes: readonly string[],
  groups: number,
  units: number,
  random: Random,
  at: Date,
): PreparedResponse {
  const unit = random.uint32() % units;
  const group = `group${(random.uint32() % groups) + 1}`;
  const { answers, row } = answersOf(codes, unit, random);
  return {
    _id: createHash('sha256')
      .update(`${String(campaign)} ${nr}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url'),
    campaign,
    group,
    unit: unitCode(unit),
    stage: 'primary',
    version: `${group}.1`,
    answers,
    row,
    flags: random.uint32() % 50 === 0 ? 1 : 0,
    seconds: 120 + (random.uint32() % 600),
    startedAt: new Date(Math.floor((at.getTime() - 300_000) / 60_000) * 60_000),
    submittedAt: at,
  };
}
