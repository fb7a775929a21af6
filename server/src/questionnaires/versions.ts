import { LRUCache } from 'lru-cache';
import type { Types } from 'mongoose';
import { compileQuestionnaire, type Codebook } from '@duwen/shared/codebook';
import { createCoder, type Coder } from '@duwen/shared/coding';
import { Questionnaires, type QuestionnaireDocument } from '../store/questionnaires.js';

/** A questionnaire version, ready to check and code answers. */
export interface CompiledVersion {
  readonly version: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly codebook: Codebook;
  readonly coder: Coder;
  /** How long it takes, to tell respondents at the start. */
  readonly minutes: number;
}

/** Versions never change once published, so they are compiled once; a few hundred cover a province's rounds. */
const compiled = new LRUCache<string, CompiledVersion>({ max: 300 });

/**
 * A published version of a campaign's questionnaire.
 *
 * @returns null when there is no such published version
 */
export async function publishedVersion(
  campaign: Types.ObjectId,
  version: string,
): Promise<CompiledVersion | null> {
  const key = `${String(campaign)} ${version}`;
  const known = compiled.get(key);
  if (known) return known;
  const document = await Questionnaires.findOne({ campaign, version, status: 'published' }).lean();
  if (!document) return null;
  const made = compileVersion(document);
  compiled.set(key, made);
  return made;
}

/** Compiles a stored version, draft or published: what is stored has been checked. */
export function compileVersion({
  version,
  json,
}: Pick<QuestionnaireDocument, 'version' | 'json'>): CompiledVersion {
  const parsed = JSON.parse(json) as Record<string, unknown>;
  const { codebook, problems } = compileQuestionnaire(parsed);
  if (!codebook) throw new Error(`The stored version ${version} no longer compiles: ${problems[0]?.path}`);
  return { version, json: parsed, codebook, coder: createCoder(codebook), minutes: minutesFor(codebook) };
}

/** Seconds that an item takes to read and answer, by its kind; open text is often passed over. */
const SECONDS = { single: 7, multiple: 12, numeric: 8, text: 20 } as const;

const minutesFor = (codebook: Codebook): number =>
  Math.max(1, Math.round(codebook.items.reduce((sum, item) => sum + SECONDS[item.kind], 0) / 60));
