import { setImmediate } from 'node:timers/promises';
import { mayBeAttributed } from '@duwen/shared/tabulation';
import { mask } from '../evidence/mask.js';
import { readAnswers, type ReadAnswer } from '../evidence/read-answers.js';
import { countedResponses, type CampaignMatrix } from '../matrix/campaign-matrix.js';
import { Responses } from '../store/responses.js';
import { sharedSecret } from '../store/secrets.js';
import { answerKey } from './answer-key.js';

/** An answer as the browser is given it. */
export interface OpenText {
  readonly key: string;
  readonly group: string;
  /** Masked; what is searched, too: a search must not find what is masked. */
  readonly text: string;
}

/** The answers to an open item, in an order that tells nothing of their time. */
export interface OpenTexts {
  /** Of groups with at least the minimum of answers, and not nearly all of one unit. */
  readonly texts: readonly OpenText[];
  readonly byKey: ReadonlyMap<string, OpenText>;
  readonly groups: readonly { readonly code: string; readonly answers: number }[];
  readonly groupsLeftOut: number;
  /** The answers' words, cut when first asked for. */
  words(): Promise<readonly ReadAnswer[]>;
  readonly asOf: string;
}

/** Answers masked in one go; then others get their turn. */
const AT_ONCE = 50;
/** Items whose answers are kept in memory. */
const MOST_ITEMS = 8;
/** Answers may be this old while new ones come in by the second. */
const FRESH_MS = 30_000;

interface Kept {
  /** Differs when other answers than new ones would be in or out. */
  readonly marks: string;
  readonly revision: string;
  readonly readAt: number;
  readonly texts: Promise<OpenTexts>;
}

const kept = new Map<string, Kept>();

/**
 * The answers to an open item that count: neither withdrawn nor left out for their quality.
 *
 * @param matrix the campaign's, as of now
 * @param item an open item of the campaign
 */
export function openTexts(matrix: CampaignMatrix, item: string): Promise<OpenTexts> {
  const { campaign, revision } = matrix;
  const key = `${String(campaign._id)} ${item}`;
  const marks = `${revision.slice(revision.indexOf('.'))} ${campaign.minimumCell}`;
  const known = kept.get(key);
  const isFresh =
    known?.marks === marks && (known.revision === revision || Date.now() - known.readAt < FRESH_MS);
  const entry = isFresh ? known : { marks, revision, readAt: Date.now(), texts: read(matrix, item) };
  kept.delete(key);
  kept.set(key, entry);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_ITEMS) break;
    kept.delete(oldest);
  }
  entry.texts.catch(() => kept.get(key) === entry && kept.delete(key));
  return entry.texts;
}

async function read(matrix: CampaignMatrix, item: string): Promise<OpenTexts> {
  const { campaign, asOf } = matrix;
  const given = await readGiven(matrix, item);
  const byGroup = new Map<string, Given[]>();
  for (const answer of given) {
    const own = byGroup.get(answer.group);
    if (own) own.push(answer);
    else byGroup.set(answer.group, [answer]);
  }
  const groups = campaign.groups
    .map(({ code }) => ({ code, own: byGroup.get(code) ?? [] }))
    .filter(({ own }) => mayBeAttributed(own, given, campaign.minimumCell));
  const told = groups.flatMap(({ own }) => own);
  const masked = new Map<string, string>();
  for (const { text } of told) {
    if (masked.has(text)) continue;
    masked.set(text, mask(text));
    if (masked.size % AT_ONCE === 0) await setImmediate();
  }
  const texts = told
    .map(({ key, group, text }): OpenText => ({ key, group, text: masked.get(text)! }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  let words: Promise<readonly ReadAnswer[]> | null = null;
  return {
    texts,
    byKey: new Map(texts.map((text) => [text.key, text])),
    groups: groups.map(({ code, own }) => ({ code, answers: own.length })),
    groupsLeftOut: byGroup.size - groups.length,
    words: () => (words ??= readAnswers(told.map(({ group, unit, text }) => ({ item, group, unit, text })))),
    asOf,
  };
}

interface Given {
  readonly key: string;
  readonly group: string;
  readonly unit: string | null;
  readonly text: string;
}

async function readGiven({ campaign }: CampaignMatrix, item: string): Promise<Given[]> {
  const secret = await sharedSecret('text-keys');
  const counts = await countedResponses(String(campaign._id));
  const cursor = Responses.collection.find<{
    _id: string;
    group: string;
    unit: string | null;
    answers?: Record<string, unknown>;
  }>(
    { campaign: campaign._id },
    { projection: { group: 1, unit: 1, [`answers.${item}`]: 1 }, batchSize: 10_000 },
  );
  const given: Given[] = [];
  for await (const { _id, group, unit, answers } of cursor) {
    const text = answers?.[item];
    if (typeof text !== 'string' || text.trim() === '') continue;
    if (!counts(_id)) continue;
    given.push({ key: answerKey(secret, campaign._id, item, _id), group, unit, text: text.trim() });
  }
  return given;
}
