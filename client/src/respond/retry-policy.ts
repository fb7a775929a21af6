import { ApiProblem, TransportError } from '../ui/api-client';

/** Why a submission has not come through yet, as the respondent is told. */
export type Trouble = 'network' | 'server' | 'refused';

/** What to do after a failed attempt: wait and send the same submission again, or stop. */
export interface Verdict {
  readonly trouble: Trouble;
  /** Milliseconds until the next attempt; null: only the respondent's own retry. */
  readonly delay: number | null;
}

const FIRST_DELAY = 2_000;
const LONGEST_DELAY = 60_000;

/**
 * The verdict on the `attempt`-th failure in a row (from 1). Delays double from 2 s to 60 s, and are spread by up to half, so that
 * a school whose network comes back does not knock all at once. The server's `Retry-After` is a lower limit.
 *
 * @param random a number in [0, 1)
 */
export function judgeFailure(error: unknown, attempt: number, random: number): Verdict {
  if (error instanceof TransportError) return { trouble: 'network', delay: backOff(attempt, random) };
  if (error instanceof ApiProblem && (error.status >= 500 || error.status === 429 || error.status === 408)) {
    const asked = (error.retryAfter ?? 0) * 1000;
    return { trouble: 'server', delay: Math.max(asked, backOff(attempt, random)) };
  }
  return { trouble: 'refused', delay: null };
}

function backOff(attempt: number, random: number): number {
  const full = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1));
  return Math.round(full * (0.5 + random / 2));
}
