import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ErrorCode } from '@duwen/shared/i18n';
import { ApiProblem, TransportError } from '../ui/api-client';
import { judgeFailure } from './retry-policy';

const answered = (status: number, code: ErrorCode, retryAfter: number | null = null): ApiProblem =>
  new ApiProblem({ type: `/problems/${code}`, title: code, status, code }, retryAfter);

describe('judgeFailure', () => {
  test('no connection: 2 s, then twice as long each time, at most a minute', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 50].map(
      (attempt) => judgeFailure(new TransportError('network'), attempt, 0.999_999).delay,
    );
    expect(delays).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  test('is spread by up to half', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, random) => {
          const { delay } = judgeFailure(new TransportError('timeout'), n, random);
          const full = Math.min(60_000, 2000 * 2 ** (n - 1));
          expect(delay).toBeGreaterThanOrEqual(full / 2);
          expect(delay).toBeLessThanOrEqual(full);
        },
      ),
    );
  });

  test.each([500, 502, 503, 429])('the server says %i: again, not before it asks', (status) => {
    expect(judgeFailure(answered(status, 'internal', 30), 1, 0)).toEqual({
      trouble: 'server',
      delay: 30_000,
    });
    expect(judgeFailure(answered(status, 'internal'), 1, 0)).toEqual({ trouble: 'server', delay: 1000 });
  });

  test.each([400, 403, 413])('the server says %i: sending the same again would not help', (status) => {
    expect(judgeFailure(answered(status, 'bad-request'), 1, 0)).toEqual({ trouble: 'refused', delay: null });
  });

  test('a fault of our own is not retried by itself', () => {
    expect(judgeFailure(new TypeError('x'), 1, 0)).toEqual({ trouble: 'refused', delay: null });
  });
});
