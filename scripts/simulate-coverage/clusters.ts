import { estimateMean, shareInterval, type ClusterDesign } from '@duwen/shared/breakdown';
import { wilsonInterval, type RandomBelow } from '@duwen/shared/statistics';
import type { SampleDesign } from './designs.js';

/** A sample of schools from a population of which the share is known by construction. */
export interface ClusteredSample extends SampleDesign {
  readonly truth: number;
}

/** How alike the answers of a school are: the intraclass correlation. */
const LIKENESS = 0.05;
/** Pupils of a school, each as common as the others. */
const SIZES = [90, 150, 240, 400, 650];
const MEAN_SIZE = SIZES.reduce((sum, size) => sum + size, 0) / SIZES.length;

const uniform = (random: RandomBelow): number => random(2 ** 32) / 2 ** 32;

/**
 * How many of n answers of one school are favourable: beta-binomial of mean p, by Pólya's urn, in which every answer drawn
 * makes its like more probable.
 */
function answersOf(p: number, n: number, random: RandomBelow): number {
  const urn = (1 - LIKENESS) / LIKENESS;
  let favourable = 0;
  for (let i = 0; i < n; i += 1) if (uniform(random) < (urn * p + favourable) / (urn + i)) favourable += 1;
  return favourable;
}

/**
 * `schools` schools by lot, `answers` from each; weighted to the schools' sizes, large schools being the less satisfied.
 */
function schoolsByLot(
  share: number,
  { schools, answers, weighted }: { schools: number; answers: number; weighted: boolean },
): ClusteredSample {
  const slope = weighted ? (1 - share) / 4 : 0;
  const shareOf = (size: number): number => share + (slope * (MEAN_SIZE - size)) / MEAN_SIZE;
  const truth = weighted
    ? SIZES.reduce((sum, size) => sum + size * shareOf(size), 0) / (MEAN_SIZE * SIZES.length)
    : share;
  return {
    name: `${schools} schools × ${answers}, ${(100 * truth).toFixed(1)} % satisfied${weighted ? ', weighted' : ''}`,
    honest: "Wilson's with n* and t of the design",
    naive: "Wilson's, as though by lot",
    truth,
    draw: (random) => {
      const drawn = Array.from({ length: schools }, () => {
        const size = weighted ? SIZES[random(SIZES.length)]! : answers;
        return { weight: size / answers, favourable: answersOf(shareOf(size), answers, random) };
      });
      // One group; the first place of it is of those without a school.
      const design: ClusterDesign = {
        width: schools + 1,
        weights: Float64Array.from([1, ...drawn.map(({ weight }) => weight)]),
        alone: new Uint8Array(schools + 1),
        drawn: Float64Array.of(schools),
      };
      const counts = drawn.map(({ favourable }) => favourable);
      const estimate = estimateMean(design, {
        place: drawn.map((_, school) => school + 1),
        n: drawn.map(() => answers),
        sum: counts,
        squares: counts,
      });
      const naive = wilsonInterval(
        counts.reduce((sum, count) => sum + count, 0),
        schools * answers,
      );
      return { honest: estimate && shareInterval(estimate), naive: naive.ok ? naive.value : null };
    },
  };
}

/** Samples of the sizes that a round has: a district, a street, a handful of schools. */
export const clusteredSamples = (): ClusteredSample[] =>
  [0.9, 0.97].flatMap((share) => [
    schoolsByLot(share, { schools: 20, answers: 30, weighted: false }),
    schoolsByLot(share, { schools: 20, answers: 30, weighted: true }),
    schoolsByLot(share, { schools: 8, answers: 30, weighted: true }),
    schoolsByLot(share, { schools: 3, answers: 30, weighted: false }),
  ]);
