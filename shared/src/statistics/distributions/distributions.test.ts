import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { betaQuantile } from './beta.js';
import { binomialLowerTail, binomialQuantile } from './binomial.js';
import { chiSquaredUpperTail } from './chi-squared.js';
import { fQuantile, fUpperTail } from './fisher-f.js';
import { normalLowerTail, normalQuantile, normalTwoSided } from './normal.js';
import { logGamma } from './stirling.js';
import { tCritical, tTwoSided } from './student-t.js';

const functions: Record<string, (...args: number[]) => number> = {
  betaQuantile,
  binomialLowerTail,
  binomialQuantile,
  chiSquaredUpperTail,
  fQuantile,
  fUpperTail,
  logGamma,
  normalLowerTail,
  normalQuantile,
  normalTwoSided,
  tCritical,
  tTwoSided,
};

const file = new URL('../../../../tests/fixtures/statistics-own/distributions.json', import.meta.url);
const rows = JSON.parse(readFileSync(file, 'utf8')) as { fn: string; args: number[]; value: number }[];

describe('distributions', () => {
  test.each(Object.keys(functions))('%s agrees with R to 1e-11, relative, in both tails', (name) => {
    const own = rows.filter((row) => row.fn === name);
    expect(own.length).toBeGreaterThan(5);
    const errors = own.map(({ args, value }) => ({
      args,
      value,
      error: Math.abs(functions[name]!(...args) - value) / Math.max(Math.abs(value), 1e-300),
    }));
    expect(errors.filter(({ error }) => !(error < 1e-11))).toEqual([]);
  });
});
