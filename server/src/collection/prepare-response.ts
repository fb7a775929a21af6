import { createHash } from 'node:crypto';
import type { Types } from 'mongoose';
import type { Submission } from '@duwen/shared/api';
import {
  belongsTo,
  unitVariables,
  type Codebook,
  type RespondentGroup,
  type Stage,
  type Unit,
} from '@duwen/shared/codebook';
import { qualityFlags, type AnswerProblem, type CodedRow, type Coder } from '@duwen/shared/coding';
import type { ResponseDocument } from '../store/responses.js';

/** What a submission is checked against. */
export interface SubmissionContext {
  readonly campaign: Types.ObjectId;
  readonly group: RespondentGroup;
  /** The unit that the submission names, where the roster has it. */
  readonly unit: Unit | null;
  readonly version: { readonly version: string; readonly codebook: Codebook; readonly coder: Coder };
  readonly submittedAt: Date;
}

/** All of a response but the time at which it is written. */
export type PreparedResponse = Omit<ResponseDocument, 'storedAt'>;

export type Preparation =
  | { readonly ok: true; readonly response: PreparedResponse }
  | { readonly ok: false; readonly code: 'unit-unknown' }
  | { readonly ok: false; readonly code: 'answers-invalid'; readonly answers: readonly AnswerProblem[] };

/** A form left open for longer says nothing of the time it took. */
const LONGEST_SECONDS = 12 * 60 * 60;

/**
 * Checks and codes one submission. Pure: the same submission in the same context is the same response.
 */
export function prepareResponse(submission: Submission, context: SubmissionContext): Preparation {
  const { group, unit, version, submittedAt } = context;
  if (!unitFits(submission.unit, unit, group)) return { ok: false, code: 'unit-unknown' };
  const coded = version.coder.code(submission.answers, unitVariables(unit));
  if (coded.problems.length > 0) return { ok: false, code: 'answers-invalid', answers: coded.problems };
  const startedAt = new Date(submission.startedAt);
  const seconds = secondsBetween(startedAt, submittedAt);
  return {
    ok: true,
    response: {
      _id: responseId(submission.submissionId),
      campaign: context.campaign,
      group: group.code,
      unit: unit?.code ?? null,
      stage: coded.stage ?? onlyStage(unit, group),
      version: version.version,
      answers: submission.answers,
      row: rowBytes(coded.row),
      flags: qualityFlags(version.codebook, coded.row, seconds),
      seconds,
      startedAt: floorTo(seconds === null ? submittedAt : startedAt, 60_000),
      submittedAt: floorTo(submittedAt, 1_000),
    },
  };
}

function unitFits(named: string | null, unit: Unit | null, group: RespondentGroup): boolean {
  if (!group.units) return named === null;
  return named !== null && unit?.code === named && belongsTo(unit, group);
}

/** Where no item asks the stage, the unit may tell it: the one that it shares with its group. */
function onlyStage(unit: Unit | null, group: RespondentGroup): Stage | null {
  if (!unit) return null;
  const asked = group.units?.stages ?? [];
  const shared = unit.stages.filter((stage) => asked.length === 0 || asked.includes(stage));
  return shared.length === 1 ? shared[0]! : null;
}

/** null where the phone's clock and the server's cannot both be right. */
function secondsBetween(start: Date, end: Date): number | null {
  const seconds = Math.floor((end.getTime() - start.getTime()) / 1000);
  return seconds >= 0 && seconds <= LONGEST_SECONDS ? seconds : null;
}

const floorTo = (time: Date, unit: number): Date => new Date(Math.floor(time.getTime() / unit) * unit);

function rowBytes(row: CodedRow): Buffer {
  const bytes = Buffer.alloc(row.length * 2);
  row.forEach((code, index) => bytes.writeUInt16LE(code, index * 2));
  return bytes;
}

const digestOf = (purpose: string, submissionId: string): Buffer =>
  createHash('sha256').update(`${purpose} ${submissionId.toLowerCase()}`).digest();

/** The id under which a submission is stored: of its random id, and not to be turned back into it. */
export const responseId = (submissionId: string): string =>
  digestOf('response', submissionId).subarray(0, 16).toString('base64url');

const RECEIPT_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/**
 * Eight characters in two groups, `K7MQ-2XHD`: of the submission's random id alone, so that a repeat gets the same. Neither
 * it nor the submission's id is stored, so that whoever is shown a receipt cannot find the answers that it was given for.
 */
export function receiptOf(submissionId: string): string {
  const digest = digestOf('receipt', submissionId);
  const characters = [...digest.subarray(0, 8)].map(
    (byte) => RECEIPT_ALPHABET[byte % RECEIPT_ALPHABET.length],
  );
  return `${characters.slice(0, 4).join('')}-${characters.slice(4).join('')}`;
}
