import {
  adjustForNonResponse,
  designMean,
  designRatio,
  designTTest,
  poststratify,
  rake,
  raoScott,
  surveyDesign,
  weightingLoss,
} from '@duwen/shared/statistics';
import { plainTable, type Contest, type Sample } from './contest.js';

/** Procedures that know of strata, schools and weights, beside loops that do not. */
export function contestsOfDesigns({ rows, items, strata, clusters, weights }: Sample): Contest[] {
  const [first, second] = [items[0]!, items[1]!];
  const build = () => surveyDesign(rows, { strata, clusters, weights });
  const built = build();
  if (!built.ok) throw new Error(built.reason);
  const design = built.value;
  const sides = first.map((answer) => (answer > 3 ? 1 : 0));
  const counts = (labels: ArrayLike<number>, each: number) =>
    new Map([...new Set(Array.from(labels))].map((label) => [label, each]));
  const margins = [
    { labels: strata, targets: counts(strata, 10 * rows) },
    { labels: second, targets: counts(second, 16 * rows) },
  ];
  const weighted = (subject: string, ours: Contest['ours']): Contest => ({
    subject,
    ours,
    yardstick: 'weighted mean, plain loop',
    theirs: () => plainWeightedMean(first, weights),
  });
  return [
    weighted('survey design', build),
    weighted('design mean and total', () => designMean(design, first)),
    weighted('mean of a domain', () => designMean(design, first, { domain: (row) => second[row] === 1 })),
    weighted('design ratio', () => designRatio(design, first, second)),
    weighted('design t test', () => designTTest(design, second, sides)),
    weighted('post-stratification, 8', () => poststratify(design, strata, counts(strata, 10 * rows))),
    weighted('non-response, 8 classes', () =>
      adjustForNonResponse(design, strata, counts(strata, 10 * rows)),
    ),
    weighted('raking, 8 and 5', () => rake(design, margins)),
    weighted('Kish', () => weightingLoss(weights)),
    {
      subject: 'Rao–Scott 5 × 5',
      ours: () => raoScott(design, first, second),
      yardstick: 'table, plain loop',
      theirs: () => plainTable(first, second),
    },
  ];
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
