import { expect, test } from '@jest/globals';
import type { SectionEvidence } from '@duwen/shared/evidence';
import { byPart } from './evidence-data';

const section = (code: string, part: string): SectionEvidence => ({
  code,
  title: { zh: code },
  kind: 'achievement',
  claim: { zh: '' },
  part: { code: part, title: { zh: `第${part}部分` } },
  indicators: [],
  contradictions: [],
  themes: [],
  summary: { zh: '' },
  verdict: 'none',
});

test('sections stand under their parts in the report’s order', () => {
  const parts = byPart([section('1.1', '1'), section('1.2', '1'), section('2.1', '2')]);
  expect(parts.map(({ part, sections }) => [part.code, ...sections.map(({ code }) => code)])).toEqual([
    ['1', '1.1', '1.2'],
    ['2', '2.1'],
  ]);
});
