import type { RespondentGroup } from '../codebook/index.js';
import { evidenceTexts as texts } from '../i18n/index.js';
import { bestStrength, directionOfLevel, levelOf, type Yardstick } from './direction.js';
import type { Direction, Finding, GroupFigure } from './finding.js';
import { figureOfRow } from './group-figures.js';
import { findingBase, type FindingContext } from './group-finding.js';
import {
  count,
  interval,
  join,
  name,
  percent,
  points,
  pValue,
  say,
  sentence,
  withStop,
  type Words,
} from './in-words.js';
import type { PlaceDifference } from './place-differences.js';
import { chosenOn } from './shares-in-words.js';

const KIND = { street: 'street', stage: 'stage', unit: 'school' } as const;
const PLACE_OF_GROUP = { street: texts.inStreet, stage: texts.atStage, unit: texts.ofSchool };
const REST = { street: texts.otherStreets, stage: texts.otherStages, unit: texts.otherSchools };

/** Where a group's answers to an item stand apart: streets, stages or single schools. */
export function placeFinding(
  context: FindingContext,
  differences: readonly PlaceDifference[],
  groups: readonly RespondentGroup[],
): Finding {
  const { stratum } = differences[0]!;
  return {
    ...findingBase(context, KIND[stratum]),
    statement: join(
      placeClauses(context, differences, groups).map((clause) => sentence(withStop(clause))),
      'sentence',
    ),
    groups: differences.flatMap((difference) => figuresOf(difference, groups)),
    test: null,
    noTest: null,
    direction: placeDirection(differences, context.yardstick),
    strength: bestStrength(differences.map(({ row }) => figureOfRow(row, row.key!))),
  };
}

/** The two figures that are compared; nothing else of the table by place is told. */
function figuresOf(
  { group, stratum, row, rest }: PlaceDifference,
  groups: readonly RespondentGroup[],
): GroupFigure[] {
  const title = titleOf(group, groups);
  const figure = (key: string, label: Words, favourable: GroupFigure['favourable']): GroupFigure => ({
    group: `${group}/${key}`,
    label: sentence(label),
    favourable,
    bounds: null,
    mean: null,
    counts: [],
    suppressed: false,
  });
  return [
    figure(row.key!, groupAt(stratum, row.label, title), row.favourable),
    figure(`${row.key!}/rest`, say(texts.groupElsewhere, { rest: REST[stratum], group: name(title) }), rest),
  ];
}

/**
 * One place behind the rest is what a report of a problem in "part of the district" claims, unless it still does well; against an
 * achievement it speaks only where its own share is low. A place ahead of the rest says nothing of a claim, nor does a
 * single school of one for the district.
 */
export function placeDirection(differences: readonly PlaceDifference[], yardstick: Yardstick): Direction {
  const directions = differences.map(({ stratum, row, difference }): Direction => {
    if (stratum === 'unit' || difference < 0 === yardstick.reverse) return 'neutral';
    const level = levelOf(figureOfRow(row, row.key!), yardstick);
    if (level === null || level === 'high') return 'neutral';
    return yardstick.kind === 'problem' ? 'supports' : directionOfLevel(level, yardstick.kind);
  });
  return directions.find((direction) => direction !== 'neutral') ?? 'neutral';
}

/** A clause for each place; the first names the item and what was chosen. */
export function placeClauses(
  context: FindingContext,
  differences: readonly PlaceDifference[],
  groups: readonly RespondentGroup[],
): Words[] {
  // Where one group is spoken of, the wording that it was given: pupils are asked of "your school", parents of "your child's".
  const [first] = differences;
  const alone = differences.every(({ group }) => group === first?.group);
  const title = (alone && first && context.item.wording.get(first.group)) || context.title;
  return differences.map((difference, index) => {
    const lead = index === 0 ? chosenOn({ ...context, title }) : say(texts.chosenToo);
    return join([lead, placeClause(difference, groups)], 'none');
  });
}

function placeClause(
  { group, stratum, row, rest, difference, pValue: p, schools }: PlaceDifference,
  groups: readonly RespondentGroup[],
): Words {
  const { favourable } = row;
  const bodies = groups.find(({ code }) => code === group)?.units?.kind === 'body';
  const base = stratum === 'unit' ? texts.baseOfSchool : bodies ? texts.baseOfBodies : texts.baseOfSchools;
  return say(difference < 0 ? texts.placeLower : texts.placeHigher, {
    group: groupAt(stratum, row.label, titleOf(group, groups)),
    share: percent(favourable.share),
    base: say(base, { interval: interval(favourable), n: count(favourable.n), schools: count(schools) }),
    rest: REST[stratum],
    restShare: percent(rest.share),
    points: points(difference),
    chance: stratum === 'unit' ? texts.beyondSchools : texts.beyondChance,
    p: pValue(p),
  });
}

const groupAt = (
  stratum: PlaceDifference['stratum'],
  label: PlaceDifference['row']['label'],
  title: RespondentGroup['title'],
): Words =>
  say(PLACE_OF_GROUP[stratum], {
    place: stratum === 'stage' ? name(label) : label,
    group: name(title),
  });

const titleOf = (group: string, groups: readonly RespondentGroup[]): RespondentGroup['title'] =>
  groups.find(({ code }) => code === group)?.title ?? { zh: group };
