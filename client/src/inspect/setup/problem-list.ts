import type { ProblemDetail } from '@duwen/shared/api';
import { ApiProblem } from '../../ui/api-client';

/** What was wrong with an upload: the file, and every error in it. */
export interface UploadProblem {
  readonly file: string;
  readonly details: readonly ProblemDetail[];
  /** Set where the refusal names no place in the file. */
  readonly error: unknown;
}

/** Reads an upload's failure; a refusal without details is told as a whole. */
export function uploadProblem(file: string, error: unknown): UploadProblem {
  const details = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  return { file, details, error: details.length > 0 ? null : error };
}

/** Which places the details name: the columns that a table of them needs. */
export function placesOf(details: readonly ProblemDetail[]): {
  row: boolean;
  column: boolean;
  path: boolean;
} {
  return {
    row: details.some(({ row }) => row !== undefined),
    column: details.some(({ column }) => column !== undefined),
    path: details.some(({ path }) => path !== undefined && path !== ''),
  };
}

/** A JSON file's value, or where it stops being JSON, in the browser's words. */
export function parseJson(text: string): { ok: true; value: unknown } | { ok: false; why: string } {
  try {
    // Editors on Windows put a byte order mark before UTF-8.
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
