import {
  bootstrapInterval,
  correlation,
  describeValues,
  dunn,
  interItemCorrelations,
  intraclassCorrelation,
  kruskalWallis,
  longestString,
  mahalanobisDistances,
  mannWhitney,
  median,
  nearDuplicates,
  pairedChange,
  polychoricCorrelation,
  relativeImportance,
  reliability,
  shrunkenMeans,
  simpleRandomMean,
  speedRatios,
  welchAnova,
  welchTTest,
} from '@duwen/shared/statistics';
import {
  mean,
  median as plainMedian,
  quantile,
  sampleCorrelation,
  sampleCovariance,
  sampleRankCorrelation,
  sampleStandardDeviation,
  tTestTwoSample,
  wilcoxonRankSum,
} from 'simple-statistics';
import { plainTable, SCHOOLS, type Contest, type Sample } from './contest.js';

/** Procedures over one or a few columns of answers. */
export function contestsOfRows(data: Sample): Contest[] {
  return [...ofOneColumn(data), ...ofGroups(data), ...ofItems(data), ...ofQuality(data)];
}

/** Draws of a bootstrap are 2,000 times its rows: over so many it takes as long as the rest together. */
const BOOTSTRAPPED = 1000;

function ofOneColumn({ items, plain, rows }: Sample): Contest[] {
  const [first, second] = [items[0]!, items[1]!];
  const plainFirst = plain[0]!;
  const meanAndSd = () => [mean(plainFirst), sampleStandardDeviation(plainFirst)];
  return [
    {
      subject: 'describe',
      ours: () => describeValues(first),
      yardstick: 'simple-statistics: mean, SD, quantile',
      theirs: () => [...meanAndSd(), quantile(plainFirst, [0.25, 0.5, 0.75])],
    },
    {
      subject: 'median',
      ours: () => median(first),
      yardstick: 'simple-statistics: median',
      theirs: () => plainMedian(plainFirst),
    },
    {
      subject: 'mean, finite population',
      ours: () => simpleRandomMean(first, 2 * rows),
      yardstick: 'simple-statistics: mean, SD',
      theirs: meanAndSd,
    },
    {
      subject: 'paired change',
      ours: () => pairedChange(first, second),
      yardstick: 'simple-statistics: mean, SD',
      theirs: meanAndSd,
    },
    {
      subject: `bootstrap (BCa) of ${BOOTSTRAPPED} means`,
      ours: () =>
        bootstrapInterval(
          BOOTSTRAPPED,
          (drawn) => drawn.reduce((sum, unit) => sum + first[unit]!, 0) / drawn.length,
          { seed: 1 },
        ),
      yardstick: '2000 means, simple-statistics',
      theirs: () => Array.from({ length: 2000 }, () => mean(plainFirst.slice(0, BOOTSTRAPPED))),
    },
  ];
}

function ofGroups({ items, plain, rows, clusters }: Sample): Contest[] {
  const first = items[0]!;
  const half = Math.floor(rows / 2);
  const groups = [first.subarray(0, half), first.subarray(half)] as const;
  const plainGroups = [plain[0]!.slice(0, half), plain[0]!.slice(half)] as const;
  const schools = Array.from({ length: SCHOOLS }, (_, k) => first.filter((__, i) => clusters[i] === k));
  const means = () => plainGroups.map((group) => [mean(group), sampleStandardDeviation(group)]);
  const meansContest = (subject: string, ours: Contest['ours']): Contest => ({
    subject,
    ours,
    yardstick: 'simple-statistics: means and SDs',
    theirs: means,
  });
  return [
    {
      subject: 'Welch t',
      ours: () => welchTTest(...groups),
      yardstick: 'simple-statistics: tTestTwoSample',
      theirs: () => tTestTwoSample([...plainGroups[0]], [...plainGroups[1]]),
    },
    {
      subject: 'Mann–Whitney',
      ours: () => mannWhitney(...groups),
      yardstick: 'simple-statistics: wilcoxonRankSum',
      theirs: () => wilcoxonRankSum([...plainGroups[0]], [...plainGroups[1]]),
    },
    meansContest('Kruskal–Wallis', () => kruskalWallis(groups)),
    meansContest('Dunn, 150 schools', () => dunn(schools)),
    meansContest('Welch ANOVA, 150 schools', () => welchAnova(schools)),
    meansContest('ICC(1), ICC(2), 150 schools', () => intraclassCorrelation(schools)),
    meansContest('shrunken means, 150 schools', () => shrunkenMeans(schools)),
  ];
}

function ofItems({ items, plain }: Sample): Contest[] {
  const [first, second] = [items[0]!, items[1]!];
  const [plainFirst, plainSecond] = [plain[0]!, plain[1]!];
  const covariances = (subject: string, ours: Contest['ours']): Contest => ({
    subject,
    ours,
    yardstick: 'simple-statistics: 25 covariances',
    theirs: () => plain.map((item) => plain.map((other) => sampleCovariance(item, other))),
  });
  return [
    {
      subject: 'correlation',
      ours: () => correlation(first, second),
      yardstick: 'simple-statistics: r and rank r',
      theirs: () => [
        sampleCorrelation(plainFirst, plainSecond),
        sampleRankCorrelation(plainFirst, plainSecond),
      ],
    },
    {
      subject: 'polychoric correlation',
      ours: () => polychoricCorrelation(first, second),
      yardstick: 'table, plain loop',
      theirs: () => plainTable(first, second),
    },
    covariances('inter-item correlations, 5 items', () => interItemCorrelations(items)),
    covariances('α and ω of 5 items', () => reliability(items)),
    covariances('drivers, 4 aspects', () => relativeImportance(first, items.slice(1))),
    covariances('Mahalanobis, 5 items', () => mahalanobisDistances(items)),
  ];
}

function ofQuality({ items, plain, rows, weights }: Sample): Contest[] {
  const first = items[0]!;
  // Twenty answers a row: of five, a million rows are all alike.
  const wide = Array.from({ length: Math.floor(rows / 20) }, (_, i) => first.subarray(20 * i, 20 * i + 20));
  return [
    {
      subject: 'speed ratios',
      ours: () => speedRatios(weights),
      yardstick: 'simple-statistics: median',
      theirs: () => plainMedian(plain[0]!),
    },
    {
      subject: 'long string of all answers',
      ours: () => ({ ok: true, value: longestString(first) }),
      yardstick: 'sum, plain loop',
      theirs: () => first.reduce((sum, answer) => sum + answer, 0),
    },
    {
      subject: `near-duplicates, ${wide.length.toLocaleString('en')} × 20`,
      ours: () => nearDuplicates(wide, 1),
      yardstick: 'exact duplicates, a set of texts',
      theirs: () => new Set(wide.map((row) => row.join())).size,
    },
  ];
}
