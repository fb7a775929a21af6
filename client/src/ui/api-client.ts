import type { ErrorCode } from '@duwen/shared/i18n';
import type { Problem } from '@duwen/shared/api';

/** How a call failed without an answer of the server's. */
export type TransportFailure = 'network' | 'timeout';

/** The server answered 400 or above. `problem` is its problem+json, or one made from the status when the body is none. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly problem: Problem,
    /** Seconds of a `Retry-After` header, where there is one. */
    readonly retryAfter: number | null,
  ) {
    super(problem.detail ?? problem.title);
  }
  get code(): ErrorCode {
    return this.problem.code;
  }
  get status(): number {
    return this.problem.status;
  }
}

/** No answer came: there is no connection, or it took too long. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  constructor(readonly failure: TransportFailure) {
    super(failure);
  }
}

interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON, or as it is when it is a Blob (a roster's file). */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

let csrfToken: string | null = null;

/** Keeps the token of `GET /api/session`; every change sends it as `x-csrf-token`. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/**
 * Calls the API of the same origin.
 *
 * @param path `/api/…`
 * @returns the JSON of the answer; undefined for 204
 * @throws ApiProblem for an answer of 400 or above; TransportError without an answer; AbortError when `signal` aborted
 */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  const { response, text } = await exchange(path, options);
  if (!response.ok) throw problemOf(response, text);
  if (response.status === 204) return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    // Something between answered in the server's place (a captive portal's page).
    throw new TransportError('network');
  }
}

/** One request and its whole answer within the time limit. */
async function exchange(path: string, options: CallOptions): Promise<{ response: Response; text: string }> {
  const { method = 'GET', body, signal, timeoutMs = 20_000 } = options;
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  const raw = body instanceof Blob;
  if (body !== undefined) headers['content-type'] = raw ? body.type : 'application/json';
  if (method !== 'GET' && csrfToken !== null) headers['x-csrf-token'] = csrfToken;

  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  const onAbort = (): void => controller.abort();
  signal?.addEventListener('abort', onAbort);
  try {
    const response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      signal: controller.signal,
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
    return { response, text: await response.text() };
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new TransportError(timedOut ? 'timeout' : 'network');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** The refusal in an answer of 400 or above. */
export /** The problem of an answer of 400 and above, whose body is `text`. */
function problemOf(response: Response, text: string): ApiProblem {
  const header = response.headers.get('retry-after');
  const seconds = header === null ? Number.NaN : Number(header);
  const retryAfter = Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
  try {
    const body: unknown = JSON.parse(text);
    if (isProblem(body)) return new ApiProblem(body, retryAfter);
  } catch {
    // Not JSON: a proxy's own error page.
  }
  return new ApiProblem(unnamedProblem(response.status), retryAfter);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'status' in body;
}

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'sign-in-required',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  429: 'too-many-requests',
  502: 'store-unavailable',
  503: 'store-unavailable',
  504: 'store-unavailable',
};

function unnamedProblem(status: number): Problem {
  const code = CODE_OF_STATUS[status] ?? (status >= 500 ? 'internal' : 'bad-request');
  return { type: `/problems/${code}`, title: code, status, code };
}
