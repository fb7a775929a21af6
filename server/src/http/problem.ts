import type { Request } from 'express';
import { errors, localize, type ErrorCode } from '@duwen/shared/i18n';
import type { Problem, ProblemDetail } from '@duwen/shared/api';

/** What a problem may say beside its code and status. */
export interface ProblemExtras {
  readonly detail?: string;
  readonly errors?: readonly ProblemDetail[];
  /** Members of the problem's own, as `answers` of `answers-invalid`. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An answer of 400 or above, thrown anywhere below a route; the error handler turns it into `application/problem+json`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly extras: ProblemExtras;

  constructor(code: ErrorCode, status: number, extras: ProblemExtras = {}) {
    super(`${status} ${code}`, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.code = code;
    this.status = status;
    this.extras = extras;
  }
}

/**
 * A problem to throw: `throw problem('link-closed', 403)`.
 *
 * @param code a code of the catalogue; its text is the title
 * @param status the HTTP status, 400 to 599
 */
export function problem(code: ErrorCode, status: number, extras: ProblemExtras = {}): ProblemError {
  return new ProblemError(code, status, extras);
}

/** The RFC 9457 body of a problem, titled in the language that the request prefers (Chinese unless it asks for English). */
export function problemBody(error: ProblemError, request: Request): Problem & Record<string, unknown> {
  const locale = request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh';
  const { detail, errors: details, members } = error.extras;
  return {
    ...members,
    type: `/problems/${error.code}`,
    title: localize(errors[error.code], locale),
    status: error.status,
    code: error.code,
    ...(detail === undefined ? {} : { detail }),
    ...(details === undefined ? {} : { errors: details }),
  };
}
