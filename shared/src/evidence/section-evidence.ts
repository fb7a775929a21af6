import type { ItemBreakdown } from '../breakdown/index.js';
import type {
  CampaignCodebook,
  CampaignItem,
  FactSeries,
  Framework,
  FrameworkIndicator,
  FrameworkPart,
  FrameworkSection,
  RespondentGroup,
} from '../codebook/index.js';
import { choiceFinding } from './choice-finding.js';
import { comparableTables } from './comparable-tables.js';
import { CUT_OFFS } from './cut-offs.js';
import { groupContradictions, placeContradictions } from './contradictions.js';
import type { Contradiction, Finding, OpenTheme, SectionEvidence } from './finding.js';
import { groupFigures } from './group-figures.js';
import { groupFinding, type FindingContext } from './group-finding.js';
import { placeDifferences, type PlaceDifference } from './place-differences.js';
import { placeFinding } from './place-finding.js';
import { WHOLE_PLACES, type PlaceTables } from './place-tables.js';
import { schoolDifferences } from './school-differences.js';
import { summaryOf, verdictOf } from './section-summary.js';

/** What evidence is drawn from: tables that `breakDown` made, by item code, and what the campaign knows beside them. */
export interface EvidenceInput {
  readonly framework: Framework;
  readonly codebook: CampaignCodebook;
  readonly groups: readonly RespondentGroup[];
  readonly facts: readonly FactSeries[];
  readonly byGroup: ReadonlyMap<string, ItemBreakdown>;
  /** Of each group that answers by the school, see `placeTables`. */
  readonly places: readonly PlaceTables[];
  /** By section code. */
  readonly themes: ReadonlyMap<string, readonly OpenTheme[]>;
  readonly minimumCell: number;
}

/**
 * What the scores say of every section of the report: findings per indicator, how they stand to the section's claim, and
 * what contradicts it. The lines that judgements rest on are `CUT_OFFS`.
 *
 * @returns the sections in the framework's order; one without evidence says so
 */
export function sectionEvidence(input: EvidenceInput): SectionEvidence[] {
  const tables = comparableTables(input.byGroup, input.places);
  const whole = placeDifferences(tables);
  const apart = [...whole, ...schoolDifferences(tables, whole)];
  return input.framework.parts.flatMap((part) =>
    part.sections.map((section) => evidenceOf(section, part, input, apart)),
  );
}

function evidenceOf(
  section: FrameworkSection,
  part: FrameworkPart,
  input: EvidenceInput,
  apart: readonly PlaceDifference[],
): SectionEvidence {
  const { code, title, kind, claim } = section;
  const facts = new Map(input.facts.map((series) => [series.code, series]));
  const drawn = section.indicators.map((indicator) => {
    const items = itemsOf(indicator, input.codebook);
    const found = items.flatMap((item) => findingsOn(item, indicator, section, input, apart));
    return { indicator, items, found };
  });
  const indicators = drawn.map(({ indicator, found }) => ({
    code: indicator.code,
    title: indicator.title,
    findings: found.map(({ finding }) => finding),
    facts: (indicator.facts ?? []).flatMap((fact) => facts.get(fact) ?? []),
  }));
  const once = onceEach(drawn.flatMap(({ found }) => found));
  const findings = once.map(({ finding }) => finding).filter(isTelling);
  const verdict = verdictOf(findings);
  return {
    code,
    title,
    kind,
    claim,
    part: { code: part.code, title: part.title },
    indicators,
    contradictions: once.flatMap(({ contradictions }) => contradictions),
    themes: input.themes.get(code) ?? [],
    summary: summaryOf({
      kind,
      findings,
      verdict,
      hasItems: drawn.some(({ items }) => items.length > 0),
      uncovered: drawn.filter(({ items }) => items.length === 0).map(({ indicator }) => indicator),
      facts: new Set(indicators.flatMap((each) => each.facts)).size,
    }),
    verdict,
  };
}

/** Items that speak to an indicator by what was chosen; open text, background and attention items do not. */
const itemsOf = ({ code }: FrameworkIndicator, { items }: CampaignCodebook): CampaignItem[] =>
  items.filter(
    ({ indicators, kind, stratum, attention }) =>
      indicators.includes(code) && kind !== 'text' && stratum === null && attention === null,
  );

interface Drawn {
  readonly finding: Finding;
  readonly contradictions: readonly Contradiction[];
}

function findingsOn(
  item: CampaignItem,
  indicator: FrameworkIndicator,
  { kind }: FrameworkSection,
  { byGroup, groups }: EvidenceInput,
  apart: readonly PlaceDifference[],
): Drawn[] {
  const breakdown = byGroup.get(item.code);
  const figures = breakdown ? groupFigures(item, breakdown, groups) : [];
  if (!breakdown || figures.length === 0) return [];
  const threshold = indicator.threshold ?? null;
  const context: FindingContext = {
    indicator: { code: indicator.code, threshold },
    item,
    title: breakdown.title,
    yardstick: { kind, threshold, reverse: item.reverse },
  };
  if (!item.options.some(({ favourable }) => favourable)) {
    return [{ finding: choiceFinding(context, figures, breakdown), contradictions: [] }];
  }
  const finding = groupFinding(context, figures);
  const drawn: Drawn[] = [{ finding, contradictions: groupContradictions(context, finding) }];
  for (const stratum of [...WHOLE_PLACES, 'unit'] as const) {
    const differences = apart
      .filter((each) => each.item === item.code && each.stratum === stratum)
      .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
      .slice(0, stratum === 'unit' ? CUT_OFFS.schoolsNamed : CUT_OFFS.placesNamed);
    if (differences.length === 0) continue;
    drawn.push({
      finding: placeFinding(context, differences, groups),
      contradictions: placeContradictions(context, differences, groups),
    });
  }
  return drawn;
}

/** Whether a finding says more than that its figures are withheld. */
const isTelling = ({ groups }: Finding): boolean => groups.some(({ suppressed }) => !suppressed);

/** A finding stands under each of its item's indicators, but speaks once for the section. */
function onceEach(drawn: readonly Drawn[]): Drawn[] {
  const known = new Set<string>();
  return drawn.filter(({ finding: { id, indicator } }) => {
    const own = id.slice(indicator.length);
    return known.size < known.add(own).size;
  });
}
