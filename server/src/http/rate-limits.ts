import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { ErrorCode } from '@duwen/shared/i18n';
import { problem } from './problem.js';

const MINUTE = 60_000;

/** How many requests are let through, per window, by each app server. */
export interface RateLimits {
  /** Failed sign-ins in 15 minutes, by user name and address together. */
  readonly signInPair: number;
  /** Failed sign-ins in 15 minutes from one address. */
  readonly signInAddress: number;
  /** Failed sign-ins in an hour for one user name, from anywhere. */
  readonly signInUsername: number;
  /** Submissions a minute by one link: above what a district's busiest minute brings. */
  readonly link: number;
  /** Tries a minute of one submission: a phone that repeats itself. */
  readonly submission: number;
  /** Respondents' requests a minute from one address: 3,000 phones of one school that begin in the same minute. */
  readonly address: number;
}

export const RATE_LIMITS: RateLimits = {
  signInPair: 5,
  signInAddress: 50,
  signInUsername: 200,
  link: 20_000,
  submission: 60,
  address: 12_000,
};

/** The requester's address, or its /56 network for IPv6. Kept in memory for one window only, and never logged. */
export const addressOf = (request: Request): string => ipKeyGenerator(request.ip ?? '');

/** Counts requests by `key`, and answers 429 above the limit, with `Retry-After`. */
export function limitRate(options: {
  limit: number;
  minutes: number;
  key: (request: Request) => string;
  code: ErrorCode;
  /** Count only answers of 400 and above. */
  failuresOnly?: boolean;
}): RequestHandler {
  return rateLimit({
    windowMs: options.minutes * MINUTE,
    limit: options.limit,
    keyGenerator: options.key,
    skipSuccessfulRequests: options.failuresOnly ?? false,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    // Whether proxies are trusted is the operator's setting; a stray X-Forwarded-For is then no address and no error.
    validate: { xForwardedForHeader: false, keyGeneratorIpFallback: false },
    handler: () => {
      throw problem(options.code, 429);
    },
  });
}
