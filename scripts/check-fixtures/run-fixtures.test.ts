import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { compare } from './compare.js';
import { procedures } from './procedures.js';
import { runFixtures } from './run-fixtures.js';

const folder = (name: string) => fileURLToPath(new URL(`../../tests/fixtures/${name}`, import.meta.url));

describe('the reference answers', () => {
  test.each(['statistics', 'statistics-own'])('%s: every case agrees within its tolerance', (name) => {
    const reports = runFixtures(folder(name));
    expect(reports.length).toBeGreaterThan(0);
    expect(
      reports.flatMap(({ procedure, failures }) => failures.map((why) => `${procedure} ${why}`)),
    ).toEqual([]);
  });

  test('every procedure that we map has a reference answer', () => {
    const folders = ['statistics', 'statistics-own'].map(folder);
    const tested = folders.flatMap((each) => runFixtures(each)).map(({ procedure }) => procedure);
    expect(new Set(tested)).toEqual(new Set(Object.keys(procedures)));
  });

  test('an unknown procedure and a wrong answer count as failed', () => {
    const own = mkdtempSync(path.join(tmpdir(), 'fixtures-'));
    try {
      const write = (procedure: string, expected: unknown) =>
        writeFileSync(
          path.join(own, `${procedure}.json`),
          JSON.stringify({
            procedure,
            tolerance: 1e-9,
            cases: [{ name: 'one', input: { x: 1, n: 2 }, expected }],
          }),
        );
      write('astrology', { proportion: 0.5 });
      write('wilson', { proportion: 0.6 });
      writeFileSync(path.join(own, 'broken.json'), '{');
      writeFileSync(path.join(own, 'other.json'), '[1, 2]');
      const reports = runFixtures(own);
      expect(reports.map(({ procedure, passed, failed }) => [procedure, passed, failed])).toEqual([
        ['astrology', 0, 1],
        ['broken.json', 0, 1],
        ['wilson', 0, 1],
      ]);
    } finally {
      rmSync(own, { recursive: true });
    }
  });
});

describe('compare', () => {
  test('knows relative tolerance, missing numbers and shapes', () => {
    const differs = (expected: unknown, actual: unknown) =>
      compare(expected, actual, 1e-6).differences.length;
    expect(differs({ a: 2e9 }, { a: 2e9 + 1 })).toBe(0);
    expect(differs({ a: 0.5 }, { a: 0.50001 })).toBe(1);
    expect(differs({ a: null, b: 'NA' }, { a: null })).toBe(0);
    expect(differs({ a: null }, { a: 1 })).toBe(1);
    expect(differs({ a: 1 }, { reason: 'noData' })).toBe(1);
    expect(differs([1, [2, 3]], [1, [2, 4]])).toBe(1);
    expect(differs([1, 2], [1])).toBe(1);
    expect(differs({ a: Number.NaN }, { a: 1 })).toBe(1);
    expect(differs({ a: 'No' }, { a: 'No' })).toBe(0);
  });
});
