import express, { type RequestHandler } from 'express';
import { problem } from './problem.js';

/** Deeper than any questionnaire, framework or answer; what walks a body may then call itself for every level. */
const DEEPEST = 64;

/**
 * Reads a JSON body.
 *
 * @param limit the largest that is read, `2mb`; above it 413 `too-large`
 * @returns middleware that answers 400 `not-json`, or `bad-request` for lists and objects nested without end
 */
export function jsonBody(limit: string): RequestHandler[] {
  return [
    express.json({ limit }),
    (request, _response, next) => {
      if (deeperThan(DEEPEST, request.body)) throw problem('bad-request', 400);
      next();
    },
  ];
}

/** Whether a parsed JSON value is nested deeper than `limit`: level by level, never by recursion. */
function deeperThan(limit: number, value: unknown): boolean {
  let level: object[] = isNested(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((node) => (Buffer.isBuffer(node) ? [] : Object.values(node).filter(isNested)));
  }
  return false;
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
