import {
  adjustBenjaminiHochberg,
  adjustHolm,
  agrestiCoullInterval,
  betweenUnitVariance,
  chiSquared,
  clopperPearsonInterval,
  clusteredDifference,
  cohensKappa,
  compareProportions,
  describeCounts,
  describeSums,
  favourableShares,
  fisherExact,
  funnelLimits,
  funnelTest,
  keyTerms,
  meanInterval,
  netPromoterScore,
  overdispersion,
  priorityMatrix,
  proportionTrend,
  seededRandom,
  topBoxes,
  wilsonInterval,
  type Outcome,
} from '@duwen/shared/statistics';
import { every, SCHOOLS, type Contest } from './contest.js';

const GROUPS = 7;
const OPTIONS = [1, 2, 3, 4, 5];

/** Counts of five options in every group of every school, of so many respondents in all. */
function tallies(rows: number): number[][] {
  const random = seededRandom(1);
  const each = Math.max(2, Math.floor((2 * rows) / (GROUPS * SCHOOLS * OPTIONS.length)));
  return Array.from({ length: GROUPS * SCHOOLS }, () => OPTIONS.map(() => random(each)));
}

/** Procedures over counts: 7 groups × 150 schools of them, each beside the sums that any figure needs. */
export function contestsOfTallies(rows: number): Contest[] {
  const cells = tallies(rows);
  const units = cells.map((counts) => ({
    count: counts[3]! + counts[4]!,
    n: counts.reduce((sum, count) => sum + count, 0),
  }));
  const pairs = units.slice(1).map((unit, k) => [units[k]!, unit] as const);
  const sums = () => cells.map((counts) => counts.reduce((sum, count, k) => sum + count * OPTIONS[k]!, 0));
  const contest = (subject: string, ours: () => Outcome<unknown>): Contest => ({
    subject,
    ours,
    yardstick: `${cells.length} sums, plain loop`,
    theirs: sums,
  });
  const perUnit = (subject: string, of: (unit: (typeof units)[number]) => Outcome<unknown>): Contest =>
    contest(`7 × 150 ${subject}`, () => every(units.map(of)));
  const perCell = (subject: string, of: (counts: number[]) => Outcome<unknown>): Contest =>
    contest(`7 × 150 ${subject}`, () => every(cells.map(of)));
  const perPair = (subject: string, of: (pair: (typeof pairs)[number]) => Outcome<unknown>): Contest =>
    contest(`7 × 150 ${subject}`, () => every(pairs.map(of)));
  const pValues = units.map((_, k) => ((k * 619) % 1050) / 1050);
  return [
    perUnit('Wilson', ({ count, n }) => wilsonInterval(count, n)),
    perUnit('Clopper–Pearson', ({ count, n }) => clopperPearsonInterval(count, n)),
    perUnit('Agresti–Coull', ({ count, n }) => agrestiCoullInterval(count, n)),
    perUnit('favourable, both bases', ({ count, n }) => favourableShares(count, n, 9)),
    perCell('top two boxes', (counts) => topBoxes(OPTIONS, counts, 2)),
    perCell('means and SDs', (counts) => describeCounts(OPTIONS, counts)),
    perUnit('means and SDs of sums', ({ n }) => describeSums(n, 4 * n, 17 * n)),
    perUnit('t intervals', ({ n }) => meanInterval(4, 1, n)),
    perCell('NPS', ([a, b, c]) => netPromoterScore(a! + 1, b!, c!)),
    perUnit('funnel limits', ({ n }) => funnelLimits(n, 0.4)),
    perUnit('funnel tests', (unit) => funnelTest(unit, 0.4, 0.01)),
    perPair('Newcombe differences', ([one, other]) => compareProportions(one, other)),
    perPair('clustered differences', ([one, other]) =>
      clusteredDifference({ ...one, units: 12 }, { ...other, units: 9 }, 0.01),
    ),
    perPair('Fisher', ([one, other]) => fisherExact([one, other].map(({ count, n }) => [count, n - count]))),
    contest('χ² of 1050 × 5', () => chiSquared(cells)),
    contest('trend over 1050', () =>
      proportionTrend(
        units.map(({ count }) => count),
        units.map(({ n }) => n),
      ),
    ),
    contest('over-dispersion of 1050', () => overdispersion(units, 0.4)),
    contest('usual spread of 1050', () => betweenUnitVariance(units)),
    contest('Holm over 1050', () => adjustHolm(pValues)),
    contest('Benjamini–Hochberg over 1050', () => adjustBenjaminiHochberg(pValues)),
    contest('κ of 5 × 5', () => cohensKappa(cells.slice(0, 5))),
    contest('priority matrix of 1050', () =>
      priorityMatrix(
        units.map(({ count, n }, k) => ({ code: String(k), importance: n, satisfaction: count })),
      ),
    ),
    contest('key terms of 1050 words', () => {
      const counted = (shift: number) => new Map(units.map(({ n }, k) => [`w${k}`, n + ((k + shift) % 7)]));
      return keyTerms(counted(0), counted(3));
    }),
  ];
}
