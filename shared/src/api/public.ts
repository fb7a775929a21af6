import { z } from 'zod';
import type { AnswerProblem } from '../coding/index.js';
import type { RespondentGroup } from '../codebook/index.js';
import type { ErrorCode, LocalizedText } from '../i18n/index.js';

/** RFC 9457 problem details: the body of every answer of 400 and above (`application/problem+json`). */
export interface Problem {
  /** `/problems/` and the error code. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly instance?: string;
  /** What is wrong and where: a JSON pointer, or file, row and column. */
  readonly errors?: readonly ProblemDetail[];
}

export interface ProblemDetail {
  readonly path?: string;
  readonly row?: number;
  readonly column?: string;
  readonly message: LocalizedText;
}

/** GET /api/links/:code — 200 also for links that are not open; 404 `link-unknown` otherwise. */
export interface LinkInfo {
  readonly state: 'open' | 'not-open' | 'closed';
  readonly campaign: {
    readonly name: LocalizedText;
    readonly district: string;
    readonly organiser: LocalizedText;
    readonly synthetic: boolean;
    readonly opensAt: string;
    readonly closesAt: string;
    readonly minimumCell: number;
  };
  readonly group: Pick<RespondentGroup, 'code' | 'title' | 'units'>;
  readonly questionnaire: {
    readonly version: string;
    readonly itemCount: number;
    readonly minutes: number;
    readonly title: LocalizedText;
  } | null;
}

/** GET /api/links/:code/units — the units a member of the group may choose. */
export interface UnitChoice {
  readonly code: string;
  readonly name: LocalizedText;
  readonly street: string | null;
  /** Full pinyin without tones or spaces, and the initials: `tongjixiaoxue`, `tjxx`. */
  readonly pinyin: string;
  readonly initials: string;
  /** Values for the questionnaire's visibility conditions. */
  readonly variables: Readonly<Record<string, string | boolean | null>>;
}

/** GET /api/links/:code/questionnaire */
export interface PublishedQuestionnaire {
  readonly version: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** POST /api/links/:code/responses. The submission id is made once by the client when the form is opened (UUID). */
export const submissionSchema = z.strictObject({
  submissionId: z.uuid(),
  version: z.string().min(1).max(100),
  unit: z.string().max(60).nullable(),
  answers: z.record(z.string().max(100), z.unknown()),
  startedAt: z.iso.datetime({ offset: true }),
});
export type Submission = z.infer<typeof submissionSchema>;

/** 201 the first time, 200 for a repeat of the same submission id: the same answer. */
export interface SubmissionAnswer {
  readonly receipt: string;
}

/** The problem of a refused submission (422 `answers-invalid`) lists what and where. */
export interface AnswersInvalid extends Problem {
  readonly answers: readonly AnswerProblem[];
}
