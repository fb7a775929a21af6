import { submissionSchema, type Submission, type SubmissionAnswer } from '@duwen/shared/api';
import type { ErrorCode } from '@duwen/shared/i18n';
import { linkState, type LinkTarget } from '../campaigns/link-lookup.js';
import { findUnit } from '../campaigns/unit-lookup.js';
import { parse } from '../http/guards.js';
import { problem, type ProblemError } from '../http/problem.js';
import { publishedVersion } from '../questionnaires/versions.js';
import { prepareResponse, receiptOf, responseId, type PreparedResponse } from './prepare-response.js';
import { isStored, storeResponse } from './store-response.js';

/**
 * Takes one submission: checked, coded, stored once.
 *
 * @param body the request's, unchecked
 * @returns the receipt; `repeated` when this submission was stored before, whatever has happened to the link since
 * @throws 400, 403 `link-not-open` and `link-closed`, 409 `version-unknown`, 422 `unit-unknown` and `answers-invalid`;
 *   409 `already-exists` for an id that another link has taken
 */
export async function submit(
  target: LinkTarget,
  body: unknown,
  now: Date,
): Promise<{ answer: SubmissionAnswer; repeated: boolean }> {
  const submission = parse(submissionSchema, body);
  const answer = { receipt: receiptOf(submission.submissionId) };
  const prepared = await prepare(target, submission, now);
  if ('refusal' in prepared) {
    // Only who is refused pays for this look: a repeat that comes late still gets its receipt.
    if (await isStoredIn(target, submission)) return { answer, repeated: true };
    throw prepared.refusal;
  }
  if ((await storeResponse(prepared.response)) === 'now') return { answer, repeated: false };
  if (!(await isStoredIn(target, submission))) throw problem('already-exists', 409);
  return { answer, repeated: true };
}

const isStoredIn = ({ campaign, group }: LinkTarget, { submissionId }: Submission): Promise<boolean> =>
  isStored(campaign._id, group.code, responseId(submissionId));

const REFUSED_STATES = { 'not-open': 'link-not-open', closed: 'link-closed' } as const;

async function prepare(
  { campaign, group }: LinkTarget,
  submission: Submission,
  now: Date,
): Promise<{ response: PreparedResponse } | { refusal: ProblemError }> {
  const refuse = (code: ErrorCode, status: number, members?: Record<string, unknown>) => ({
    refusal: problem(code, status, members ? { members } : {}),
  });
  const state = linkState(campaign, now);
  if (state !== 'open') return refuse(REFUSED_STATES[state], 403);
  const version = await publishedVersion(campaign._id, submission.version);
  // A version of another group has other questions.
  if (!version || !version.version.startsWith(`${group.code}.`)) return refuse('version-unknown', 409);
  const unit = submission.unit === null ? null : await findUnit(campaign._id, submission.unit);
  const preparation = prepareResponse(submission, {
    campaign: campaign._id,
    group,
    unit,
    version,
    submittedAt: now,
  });
  if (preparation.ok) return { response: preparation.response };
  return preparation.code === 'answers-invalid'
    ? refuse('answers-invalid', 422, { answers: preparation.answers })
    : refuse('unit-unknown', 422);
}
