import type { Submission, UnitChoice } from '@duwen/shared/api';
import type { Step } from './steps';

/** Answers as SurveyJS holds them: by question; a matrix is an object by row. */
export type Answers = Readonly<Record<string, unknown>>;

/** One questionnaire being filled in on this device. It names no one. */
export interface Draft {
  readonly code: string;
  readonly version: string;
  /** Made once when the form is opened; every attempt to submit sends it, so the server stores the answers once. */
  readonly submissionId: string;
  readonly startedAt: string;
  readonly savedAt: string;
  readonly unit: UnitChoice | null;
  readonly answers: Answers;
  readonly step: Step;
  /** It has been sent at least once: the server may have stored it though no answer came back. */
  readonly attempted: boolean;
}

/** What is left on this device after a submission. */
export interface Done {
  readonly code: string;
  readonly receipt: string;
  readonly submittedAt: string;
}

export type DraftChange =
  | { readonly kind: 'unit'; readonly unit: UnitChoice }
  | { readonly kind: 'answers'; readonly answers: Answers }
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'attempted' }
  /** The questionnaire has a new version: the answers that still fit are carried over. */
  | { readonly kind: 'version'; readonly version: string; readonly answers: Answers };

/** A new, empty draft. */
export function newDraft(code: string, version: string, now: Date): Draft {
  const time = now.toISOString();
  return {
    code,
    version,
    submissionId: randomUuid(),
    startedAt: time,
    savedAt: time,
    unit: null,
    answers: {},
    step: { at: 'welcome' },
    attempted: false,
  };
}

/** The draft after a change. The submission id never changes. */
export function changeDraft(draft: Draft, change: DraftChange, now: Date): Draft {
  const savedAt = now.toISOString();
  switch (change.kind) {
    case 'unit':
      return { ...draft, savedAt, unit: change.unit };
    case 'answers':
      return { ...draft, savedAt, answers: change.answers };
    case 'step':
      return { ...draft, savedAt, step: change.step };
    case 'attempted':
      return { ...draft, savedAt, attempted: true };
    case 'version':
      return { ...draft, savedAt, version: change.version, answers: change.answers };
  }
}

/** What is sent. */
export function submissionOf(draft: Draft): Submission {
  return {
    submissionId: draft.submissionId,
    version: draft.version,
    unit: draft.unit?.code ?? null,
    answers: { ...draft.answers },
    startedAt: draft.startedAt,
  };
}

/** How many questions have an answer; each row of a matrix counts. */
export function answeredCount(answers: Answers): number {
  return Object.values(answers).reduce<number>(
    (sum, answer) => sum + (isRows(answer) ? Object.keys(answer).length : 1),
    0,
  );
}

/** Drafts are left on shared devices too: after this long they are removed. */
const DRAFT_LIFETIME_DAYS = 30;

/** Whether a stored draft is too old to be offered. */
export function isExpired(draft: Draft, now: Date): boolean {
  return now.getTime() - Date.parse(draft.savedAt) > DRAFT_LIFETIME_DAYS * 86_400_000;
}

function isRows(answer: unknown): answer is Record<string, unknown> {
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer);
}

/** A version 4 UUID. `crypto.randomUUID` is missing in older webviews and on plain http; `getRandomValues` is not. */
function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
