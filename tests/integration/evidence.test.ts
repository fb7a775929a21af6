import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EvidenceAnswer } from '@duwen/shared/api';
import type { Finding } from '@duwen/shared/evidence';
import { seedYangpu } from '../../scripts/seed/seed-yangpu';
import { startTestServer, type TestServer } from './server.test-support';

let server: TestServer;
let evidence: EvidenceAnswer;
let milliseconds: number;

beforeAll(async () => {
  server = await startTestServer();
  const id = await seedYangpu({ responses: 29_606, seed: 2019 });
  const inspector = await server.signedIn('inspector');
  // The matrix is read once for all that is asked of the round.
  await inspector.get(`/api/campaigns/${id}/overview`).expect(200);
  const begun = performance.now();
  evidence = (await inspector.get(`/api/campaigns/${id}/evidence`).expect(200)).body as EvidenceAnswer;
  milliseconds = performance.now() - begun;
}, 120_000);
afterAll(() => server.close());

const findings = (): Finding[] =>
  evidence.sections.flatMap(({ indicators }) => indicators.flatMap((indicator) => indicator.findings));
const finding = (item: string, kind: Finding['kind']): Finding | undefined =>
  findings().find((each) => each.item === item && each.kind === kind);
const placesOf = (item: string, kind: Finding['kind']): string[] =>
  (finding(item, kind)?.groups ?? [])
    .map(({ label }) => label.zh)
    .filter((label) => !label.startsWith('其余'));

describe('the evidence of the demo round', () => {
  test('counts every response, and comes soon enough to wait for', () => {
    expect(evidence.responses).toBe(29_606);
    expect(milliseconds).toBeLessThan(10_000);
  });

  test('finds the street that is short of places and room, whoever is asked there', () => {
    expect(placesOf('RES1', 'street')).toEqual(['新江湾城街道的家长']);
    expect(placesOf('RES3', 'street').sort()).toEqual(['新江湾城街道的家长', '新江湾城街道的教师']);
    for (const item of ['RES1', 'RES3']) expect(finding(item, 'street')?.direction).toBe('supports');
  });

  test('finds the stage with few leading teachers and that with too much homework', () => {
    expect(placesOf('LEA1', 'stage').sort()).toEqual(['初中学段的家长', '初中学段的教师']);
    expect(placesOf('REF3', 'stage')).toEqual(['初中学段的家长']);
  });

  test('finds no other street or stage', () => {
    const found = findings().filter(({ kind }) => kind === 'street' || kind === 'stage');
    expect(new Set(found.map(({ item }) => item))).toEqual(new Set(['RES1', 'RES3', 'LEA1', 'REF3']));
  });

  test('finds the school whose teachers’ care is rated far above the rest', () => {
    expect(placesOf('TEA4', 'school')).toContain('栀庭初级中学的家长');
    expect(finding('TEA4', 'school')?.statement.zh).toMatch(
      /栀庭初级中学的家长占 100\.0%.*，比其余学校的 .* 高 .* 个百分点，超出学校之间的一般差异/,
    );
  });

  test('names few schools, and never many for one item', () => {
    const schools = findings().filter(({ kind }) => kind === 'school');
    expect(schools.length).toBeLessThanOrEqual(6);
    for (const { groups } of schools) expect(groups.length).toBeLessThanOrEqual(4);
  });

  test('finds principals far above teachers on rotation, the exact shares withheld', () => {
    const section = evidence.sections.find(({ contradictions }) =>
      contradictions.some(({ item, kind }) => item === 'TEA3' && kind === 'groups'),
    );
    const told = section?.contradictions.find(({ item, kind }) => item === 'TEA3' && kind === 'groups');
    expect(told?.statement.zh).toMatch(/校长和教师的看法差距很大：.*校长不低于 .*，教师在 .* 与 .* 之间/);
  });

  test('does not call a gap negligible that it names as a contradiction', () => {
    for (const { contradictions } of evidence.sections)
      for (const { item, kind } of contradictions)
        if (kind === 'groups')
          expect([item, finding(item, 'groups')?.statement.zh]).toEqual([
            item,
            expect.not.stringContaining('幅度微小'),
          ]);
  });

  test('holds a handful of principals against nobody', () => {
    expect(finding('VPI1', 'groups')?.statement.zh).toContain('校长有效回答不足 20 份，不与其他对象比较。');
  });

  test('prints no number of 1 to 4 people, and no unfinished sentence', () => {
    for (const { groups, statement } of findings()) {
      for (const { favourable, counts } of groups) {
        const numbers = [favourable?.count, favourable && favourable.n - favourable.count, ...counts];
        expect(numbers.filter((number) => number != null && number > 0 && number < 5)).toEqual([]);
      }
      for (const text of [statement.zh, statement.en]) expect(text).not.toMatch(/\{\{|undefined|NaN|null/);
    }
  });
});
