import {
  adjustBenjaminiHochberg,
  adjustHolm,
  agrestiCoullInterval,
  chiSquared,
  clopperPearsonInterval,
  cohensKappa,
  compareProportions,
  correlation,
  describeSums,
  describeValues,
  designMean,
  designRatio,
  designTTest,
  dunn,
  fisherExact,
  funnelLimits,
  interItemCorrelations,
  intraclassCorrelation,
  keyTerms,
  kruskalWallis,
  mahalanobisDistances,
  mannWhitney,
  median,
  netPromoterScore,
  overdispersion,
  pairedChange,
  polychoricCorrelation,
  poststratify,
  proportionTrend,
  rake,
  raoScott,
  relativeImportance,
  reliability,
  shrunkenMeans,
  simpleRandomMean,
  surveyDesign,
  topBoxes,
  weightingLoss,
  welchAnova,
  welchTTest,
  wilsonInterval,
  type Outcome,
  type SurveyDesign,
} from '@duwen/shared/statistics';
import { breakdownFigures, tableFigures } from './campaign.js';

type Cell = number | null;
type Label = string | number;
type Figures = Record<string, unknown>;

interface Level {
  readonly confidence?: number;
}
interface Proportion extends Level {
  readonly x: number;
  readonly n: number;
}
interface Table {
  readonly table: readonly (readonly number[])[];
}
interface Groups extends Level {
  readonly groups: readonly (readonly Cell[])[];
}
interface Design extends Level {
  readonly stratum?: readonly Label[] | null;
  readonly cluster?: readonly Label[] | null;
  readonly weight?: readonly number[] | null;
  readonly populationSize?: readonly number[] | null;
}
interface DesignValues extends Design {
  readonly values: readonly Cell[];
}

/** Missing values as NaN. */
const column = (values: readonly Cell[]) => values.map((value) => value ?? Number.NaN);
/** Missing values left out. */
const present = (values: readonly Cell[]) => values.filter((value) => value !== null);
const columnsOf = (rows: readonly (readonly Cell[])[]) =>
  (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? Number.NaN));
const labelsOf = (values: readonly Label[]) => values.map(String);
const countsOf = (counts: Readonly<Record<string, number>>) => new Map(Object.entries(counts));
const sorted = (labels: readonly (Label | null)[]) =>
  [...new Set(labels.filter((label) => label !== null))].sort((one, other) =>
    typeof one === 'number' && typeof other === 'number'
      ? one - other
      : String(one).localeCompare(String(other), 'en'),
  );

/** The figures of an answer; of no answer, its reason. */
function figures<T>(outcome: Outcome<T>, name: (value: T) => Figures): Figures {
  return outcome.ok ? name(outcome.value) : { reason: outcome.reason };
}

function withDesign(size: number, input: Design, then: (design: SurveyDesign) => Figures): Figures {
  const design = surveyDesign(size, {
    strata: input.stratum ?? undefined,
    clusters: input.cluster ?? undefined,
    weights: input.weight ?? undefined,
    populationSizes: input.populationSize ?? undefined,
  });
  return figures(design, then);
}

const proportion =
  (interval: typeof wilsonInterval) =>
  ({ x, n, confidence }: Proportion): Figures =>
    figures(interval(x, n, confidence), ({ estimate, lower, upper }) => ({
      proportion: estimate,
      lower,
      upper,
    }));

/** By the procedure's name in METHODS.md: from a case's input to the figures that it expects. */
export const procedures: Readonly<Record<string, (input: never) => Figures>> = {
  wilson: proportion(wilsonInterval),
  clopperPearson: proportion(clopperPearsonInterval),
  agrestiCoull: proportion(agrestiCoullInterval),
  newcombe: (input: Level & { x1: number; n1: number; x2: number; n2: number }) =>
    figures(
      compareProportions(
        { count: input.x1, n: input.n1 },
        { count: input.x2, n: input.n2 },
        input.confidence,
      ),
      (value) => ({ ...value }),
    ),
  netPromoterScore: (input: Level & { promoters: number; passives: number; detractors: number }) =>
    figures(
      netPromoterScore(input.promoters, input.passives, input.detractors, input.confidence),
      ({ score, lower, upper }) => ({ nps: score, lower, upper }),
    ),
  funnelLimits: ({ n, target }: { n: number; target: number }) =>
    figures(funnelLimits(n, target), (value) => ({ ...value })),
  cochranArmitage: (input: { successes: number[]; totals: number[]; scores?: number[] }) =>
    figures(proportionTrend(input.successes, input.totals, input.scores), (value) => ({ ...value })),

  describe: ({ values, confidence }: Level & { values: readonly Cell[] }) =>
    figures(describeValues(present(values), confidence), ({ interval, ...value }) => ({
      ...value,
      ...interval,
    })),
  median: ({ values }: { values: readonly Cell[] }) =>
    figures(median(present(values)), (value) => ({ median: value })),
  describeSums: ({ n, sum, squares }: { n: number; sum: number; squares: number }) =>
    figures(describeSums(n, sum, squares), (value) => ({ ...value })),
  topBoxes: (input: Level & { scores: number[]; counts: number[]; boxes: number }) =>
    figures(topBoxes(input.scores, input.counts, input.boxes, input.confidence), (value) => ({ ...value })),
  pairedChange: ({
    before,
    after,
    confidence,
  }: Level & { before: readonly Cell[]; after: readonly Cell[] }) =>
    figures(pairedChange(column(before), column(after), confidence), (value) => ({ ...value })),
  overdispersion: ({ counts, bases, target }: { counts: number[]; bases: number[]; target: number }) =>
    figures(
      overdispersion(
        counts.map((count, k) => ({ count, n: bases[k]! })),
        target,
      ),
      (dispersion) => ({ dispersion }),
    ),
  interItemCorrelations: ({ rows }: { rows: readonly (readonly Cell[])[] }) =>
    figures(interItemCorrelations(columnsOf(rows)), (value) => ({ ...value })),
  keyTerms: ({ terms, group, others }: { terms: string[]; group: number[]; others: number[] }) => {
    const counted = (counts: number[]) => new Map(terms.map((term, k) => [term, counts[k]!]));
    return figures(keyTerms(counted(group), counted(others)), (found) => {
      const inOrder = terms.map((term) => found.find((one) => one.term === term)!);
      return { logOdds: inOrder.map(({ logOdds }) => logOdds), z: inOrder.map(({ z }) => z) };
    });
  },
  simpleRandomMean: (input: Level & { values: readonly Cell[]; populationSize: number }) =>
    figures(simpleRandomMean(present(input.values), input.populationSize, input.confidence), (value) => ({
      ...value,
    })),
  adjustPValues: ({ pValues }: { pValues: readonly Cell[] }) =>
    figures(adjustHolm(pValues), (holm) =>
      figures(adjustBenjaminiHochberg(pValues), (benjaminiHochberg) => ({ holm, benjaminiHochberg })),
    ),

  chiSquared: ({ table }: Table) =>
    figures(chiSquared(table), ({ statistic, df, pValue, cramersV, residuals }) => ({
      chiSquared: statistic,
      degreesOfFreedom: df,
      pValue,
      cramersV,
      standardizedResiduals: residuals,
    })),
  fisherExact: ({ table }: Table) => figures(fisherExact(table), (value) => ({ ...value })),
  cohensKappa: ({ table }: Table) => figures(cohensKappa(table), (value) => ({ ...value })),
  mannWhitney: ({ a, b }: { a: readonly Cell[]; b: readonly Cell[] }) =>
    figures(mannWhitney(present(a), present(b)), (value) => ({ ...value })),
  kruskalWallis: ({ groups }: Groups) =>
    figures(kruskalWallis(groups.map(present)), ({ df, ...value }) => ({ ...value, degreesOfFreedom: df })),
  dunn: ({ groups }: Groups) =>
    figures(dunn(groups.map(present)), (pairs) => ({
      pairs: pairs.map(({ pair }) => pair),
      z: pairs.map(({ z }) => z),
      pValue: pairs.map(({ pValue }) => pValue),
      holm: pairs.map(({ holm }) => holm),
    })),
  welch: ({ groups, confidence }: Groups) => ({
    ...figures(welchTTest(present(groups[0] ?? []), present(groups[1] ?? []), confidence), (value) => ({
      t: value.t,
      tDegreesOfFreedom: value.df,
      tPValue: value.pValue,
      tLower: value.lower,
      tUpper: value.upper,
    })),
    ...figures(welchAnova(groups.map(present)), ({ pValue, ...value }) => ({ ...value, fPValue: pValue })),
  }),

  intraclassCorrelation: ({ groups }: Groups) =>
    figures(intraclassCorrelation(groups.map(present)), (value) => ({ ...value })),
  shrunkenMeans: ({ groups }: Groups) =>
    figures(shrunkenMeans(groups.map(present)), (value) => ({
      ...value,
      shrunken: value.groups.map(({ shrunken }) => shrunken),
    })),
  reliability: ({ rows, confidence }: Level & { rows: readonly (readonly Cell[])[] }) =>
    figures(reliability(columnsOf(rows), confidence), (value) => ({ ...value })),
  correlation: ({ x, y, confidence }: Level & { x: readonly Cell[]; y: readonly Cell[] }) => {
    const pairs = x.flatMap((value, i) => {
      const other = y[i] ?? null;
      return value === null || other === null ? [] : [[value, other] as const];
    });
    const [first, second] = [pairs.map(([value]) => value), pairs.map(([, value]) => value)];
    return figures(correlation(first, second, confidence), ({ interval, ...value }) => ({
      ...value,
      ...interval,
      ...figures(polychoricCorrelation(first, second), (polychoric) => ({ polychoric })),
    }));
  },
  mahalanobis: ({ rows }: { rows: readonly (readonly Cell[])[] }) =>
    figures(mahalanobisDistances(columnsOf(rows)), ({ squaredDistance, pValue }) => ({
      squaredDistance: [...squaredDistance],
      pValue: [...pValue],
    })),
  relativeImportance: ({ y, x }: { y: readonly Cell[]; x: readonly (readonly Cell[])[] }) =>
    figures(relativeImportance(column(y), columnsOf(x)), (value) => ({ ...value })),

  designMean: (input: DesignValues) =>
    withDesign(input.values.length, input, (design) =>
      figures(designMean(design, column(input.values), levelOf(input)), ({ interval, ...value }) => ({
        ...value,
        ...interval,
      })),
    ),
  designRatio: (input: Design & { numerator: readonly Cell[]; denominator: readonly Cell[] }) =>
    withDesign(input.numerator.length, input, (design) =>
      figures(designRatio(design, column(input.numerator), column(input.denominator)), (value) => ({
        ...value,
      })),
    ),
  designDomain: (input: DesignValues & { domain: readonly (Label | null)[] }) =>
    withDesign(input.values.length, input, (design) => {
      const domains = sorted(input.domain);
      const means = domains.map((label) =>
        figures(
          designMean(design, column(input.values), { domain: (row) => input.domain[row] === label }),
          (value) => ({ ...value }),
        ),
      );
      return {
        domains,
        mean: means.map(({ mean }) => mean ?? null),
        standardError: means.map(({ standardError }) => standardError ?? null),
      };
    }),
  designTTest: (input: DesignValues & { group: readonly (Label | null)[] }) =>
    withDesign(input.values.length, input, (design) => {
      const labels = sorted(input.group);
      if (labels.length !== 2) return { reason: 'not two groups' };
      const group = input.group.map((label) => (label === null ? Number.NaN : labels.indexOf(label)));
      return figures(designTTest(design, column(input.values), group, input.confidence), (value) => ({
        ...value,
      }));
    }),
  raoScott: (input: Design & { row: readonly (Label | null)[]; column: readonly (Label | null)[] }) =>
    withDesign(input.row.length, input, (design) =>
      figures(
        raoScott(design, input.row, input.column),
        ({ chiSquared: firstOrderChiSquared, ...value }) => ({
          ...value,
          firstOrderChiSquared,
        }),
      ),
    ),
  breakdown: breakdownFigures,
  breakdownWeighted: breakdownFigures,
  table: tableFigures,
  tableWeighted: tableFigures,
  poststratify: (
    input: DesignValues & { poststratum: readonly Label[]; populationCounts: Record<string, number> },
  ) =>
    withDesign(input.values.length, input, (design) =>
      figures(
        poststratify(design, labelsOf(input.poststratum), countsOf(input.populationCounts)),
        (fitted) => ({
          weights: [...fitted.weights],
          ...figures(designMean(fitted, column(input.values), levelOf(input)), (value) => ({ ...value })),
        }),
      ),
    ),
  rake: (
    input: DesignValues & {
      margins: readonly { variable: readonly Label[]; targets: Record<string, number> }[];
    },
  ) =>
    withDesign(input.values.length, input, (design) => {
      const margins = input.margins.map(({ variable, targets }) => ({
        labels: labelsOf(variable),
        targets: countsOf(targets),
      }));
      return figures(rake(design, margins), ({ design: fitted }) => ({
        weights: [...fitted.weights],
        ...figures(designMean(fitted, column(input.values)), ({ mean, standardError }) => ({
          mean,
          standardError,
        })),
        ...figures(weightingLoss(fitted.weights), ({ designEffect, effectiveSampleSize }) => ({
          kishDesignEffect: designEffect,
          effectiveSampleSize,
        })),
      }));
    }),
};

function levelOf({ confidence }: Level): { level?: number } {
  return confidence === undefined ? {} : { level: confidence };
}
