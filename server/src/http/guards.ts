import type { NextFunction, Request, Response } from 'express';
import type { z } from 'zod';
import type { ProblemDetail, Role } from '@duwen/shared/api';
import { problem } from './problem.js';

/** Who has signed in, as the routes see it. */
export interface SignedInUser {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
}

/** Notes who is signed in for the rest of this request; the session's middleware calls it. */
export function setUser(response: Response, user: SignedInUser): void {
  response.locals['user'] = user;
}

/** Who is signed in, or null. */
export function userOf(response: Response): SignedInUser | null {
  return (response.locals['user'] as SignedInUser | undefined) ?? null;
}

/**
 * Who is signed in, behind `requireSignIn`.
 * @throws 401 `sign-in-required`
 */
export function signedInUser(response: Response): SignedInUser {
  const user = userOf(response);
  if (!user) throw problem('sign-in-required', 401);
  return user;
}

/** Lets only signed-in users pass: 401 `sign-in-required` otherwise. */
export function requireSignIn(_request: Request, response: Response, next: NextFunction): void {
  if (!userOf(response)) throw problem('sign-in-required', 401);
  next();
}

/** Lets only users of `role` pass: 401 when nobody is signed in, 403 `forbidden` for another role. */
export function requireRole(role: Role) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    const user = userOf(response);
    if (!user) throw problem('sign-in-required', 401);
    if (user.role !== role) throw problem('forbidden', 403);
    next();
  };
}

/**
 * Checks what came in against its schema.
 *
 * @returns the parsed value
 * @throws 400 `bad-request` with a JSON pointer and a message for each thing that is wrong
 */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw problem('bad-request', 400, { errors: result.error.issues.map(issueDetail) });
}

/** A zod issue as a problem's detail. */
export function issueDetail(issue: z.core.$ZodIssue): ProblemDetail {
  return {
    path: issue.path.map((part) => `/${pointerToken(String(part))}`).join(''),
    message: { zh: issueText(issue), en: issue.message },
  };
}

/** One step of a JSON pointer (RFC 6901). */
const pointerToken = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');

/** What is wrong, in Chinese; zod says it in English. */
function issueText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少此项。' : `类型不对，应为 ${issue.expected}。`;
    case 'unrecognized_keys':
      return `有不认识的项：${issue.keys.join('、')}。`;
    case 'too_small':
      return `过小或过短，最少为 ${issue.minimum}。`;
    case 'too_big':
      return `过大或过长，最多为 ${issue.maximum}。`;
    case 'invalid_value':
      return `不是允许的值（${issue.values.map(String).join('、')}）。`;
    case 'invalid_format':
      return `格式不对，应为 ${issue.format}。`;
    default:
      return '内容有误。';
  }
}
