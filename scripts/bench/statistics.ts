import {
  correlation,
  describeValues,
  designMean,
  kruskalWallis,
  mahalanobisDistances,
  mannWhitney,
  raoScott,
  relativeImportance,
  reliability,
  seededRandom,
  shrunkenMeans,
  surveyDesign,
  welchTTest,
  wilsonInterval,
  type Outcome,
} from '@duwen/shared/statistics';
import {
  mean,
  quantile,
  sampleCorrelation,
  sampleCovariance,
  sampleRankCorrelation,
  sampleStandardDeviation,
  tTestTwoSample,
  wilcoxonRankSum,
} from 'simple-statistics';
import { inTurn, median, report, timed } from './measure.js';

const SEED = 20191107;
const ROUNDS = 3;

/** One procedure, and the plain way to about the same figures. */
interface Contest {
  readonly subject: string;
  readonly ours: () => Outcome<unknown>;
  readonly yardstick: string;
  readonly theirs: () => unknown;
}

/** Answers 1 to 5 of `rows` respondents in schools and stages, as typed arrays and as the plain arrays others take. */
function sample(rows: number) {
  const random = seededRandom(SEED);
  const items = Array.from({ length: 5 }, () => Float64Array.from({ length: rows }, () => 1 + random(5)));
  return {
    items,
    plain: items.map((item) => Array.from(item)),
    strata: Uint8Array.from({ length: rows }, () => random(8)),
    clusters: Uint16Array.from({ length: rows }, () => random(150)),
    weights: Float64Array.from({ length: rows }, () => 1 + random(10) / 3),
  };
}

/** The weighted mean and its error by a plain loop that knows of no design. */
function plainWeightedMean(values: Float64Array, weights: Float64Array): number {
  let [sum, total, squares] = [0, 0, 0];
  for (let i = 0; i < values.length; i += 1) {
    sum += weights[i]! * values[i]!;
    total += weights[i]!;
  }
  for (let i = 0; i < values.length; i += 1) squares += (weights[i]! * (values[i]! - sum / total)) ** 2;
  return Math.sqrt(squares) / total;
}

/** A table of two columns by a plain loop. */
function plainTable(rows: Float64Array, columns: Float64Array): Float64Array {
  const counts = new Float64Array(36);
  for (let i = 0; i < rows.length; i += 1) counts[6 * rows[i]! + columns[i]!]! += 1;
  return counts;
}

function contests(rows: number): Contest[] {
  const { items, plain, strata, clusters, weights } = sample(rows);
  const [first, second] = [items[0]!, items[1]!];
  const [plainFirst, plainSecond] = [plain[0]!, plain[1]!];
  const half = Math.floor(rows / 2);
  const groups = [first.subarray(0, half), first.subarray(half)] as const;
  const plainGroups = [plainFirst.slice(0, half), plainFirst.slice(half)] as const;
  const schools = Array.from({ length: 150 }, (_, k) => first.filter((__, i) => clusters[i] === k));
  const design = surveyDesign(rows, { strata, clusters, weights });
  if (!design.ok) throw new Error(design.reason);
  const spread = () => plain.map((item) => plain.map((other) => sampleCovariance(item, other)));
  const means = () => plainGroups.map((group) => [mean(group), sampleStandardDeviation(group)]);
  const loop = () => plainTable(first, second);
  return [
    {
      subject: '7 × 150 Wilson intervals',
      ours: () => Array.from({ length: 1050 }, (_, i) => wilsonInterval(i % 600, 600)).at(-1)!,
      yardstick: 'textbook interval, loop',
      theirs: () =>
        Array.from({ length: 1050 }, (_, i) => Math.sqrt(((i % 600) / 600) * (1 - (i % 600) / 600))),
    },
    {
      subject: 'describe',
      ours: () => describeValues(first),
      yardstick: 'simple-statistics: mean, SD, quantile',
      theirs: () => [
        mean(plainFirst),
        sampleStandardDeviation(plainFirst),
        quantile(plainFirst, [0.25, 0.5, 0.75]),
      ],
    },
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
    {
      subject: 'Kruskal–Wallis',
      ours: () => kruskalWallis(groups),
      yardstick: 'group means and SDs',
      theirs: means,
    },
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
      subject: 'α and ω of 5 items',
      ours: () => reliability(items),
      yardstick: '25 covariances',
      theirs: spread,
    },
    {
      subject: 'drivers, 4 aspects',
      ours: () => relativeImportance(first, items.slice(1)),
      yardstick: '25 covariances',
      theirs: spread,
    },
    {
      subject: 'Mahalanobis',
      ours: () => mahalanobisDistances(items),
      yardstick: '25 covariances',
      theirs: spread,
    },
    {
      subject: 'shrunken means, 150',
      ours: () => shrunkenMeans(schools),
      yardstick: 'means and SDs',
      theirs: means,
    },
    {
      subject: 'design mean',
      ours: () => designMean(design.value, first),
      yardstick: 'weighted mean, plain loop',
      theirs: () => plainWeightedMean(first, weights),
    },
    {
      subject: 'Rao–Scott 5 × 5',
      ours: () => raoScott(design.value, first, second),
      yardstick: 'table, plain loop',
      theirs: loop,
    },
  ];
}

/** Times each procedure over `rows` respondents beside a plain equivalent. */
export async function benchStatistics(rows: number): Promise<void> {
  console.log(`\nStatistics over ${rows.toLocaleString('en')} respondents, ms\n`);
  for (const { subject, ours, yardstick, theirs } of contests(rows)) {
    const run = async (work: () => unknown) => timed(work);
    const checked = () => {
      const outcome = ours();
      if (!outcome.ok) throw new Error(`${subject}: ${outcome.reason}`);
    };
    const times = await inTurn(
      ROUNDS,
      () => run(checked),
      () => run(theirs),
    );
    const [own, other] = [median(times.ours), median(times.theirs)];
    report(subject, `${own.toFixed(1)} ms`, `${yardstick}: ${other.toFixed(1)} ms`, own / other);
  }
}
