import type { Unit } from '@duwen/shared/codebook';
import { frameOf } from '@duwen/shared/codebook';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import type { GroupTables } from './campaign-tables.js';
import { codebookSheet } from './codebook-sheet.js';
import { countCell, coverSheet, weightingWords } from './cover-sheet.js';
import { groupSheet } from './group-sheet.js';
import { schoolSheet } from './school-sheet.js';
import type { Cell, Sheet } from './sheet.js';
import { SheetNames } from './sheet-names.js';
import type { Texts } from './texts.js';

/**
 * The whole campaign as sheets: cover, a sheet per group, a sheet of schools for each group that belongs to schools, codebook.
 * Each is made when it is asked for.
 *
 * @param tables see `campaignTables`
 */
export function* campaignWorkbook(
  matrix: CampaignMatrix,
  tables: readonly GroupTables[],
  texts: Texts,
): Generator<Sheet> {
  const { campaign, codebook, units } = matrix;
  // Some groups may be told of as they were a little earlier.
  const asOf = tables.reduce(
    (first, { breakdown }) => (breakdown.asOf < first ? breakdown.asOf : first),
    matrix.asOf,
  );
  const names = new SheetNames();
  const notes = [[texts.text('cover.schools'), texts.text('cover.schools.text')]] as const;
  const scope = scopeRows(matrix, tables, texts);
  yield coverSheet(names.take(texts.text('sheet.cover')), { campaign, codebook, asOf, scope, notes }, texts);
  for (const table of tables) yield groupSheet(names.take(texts.say(table.group.title)), table, texts);
  for (const { group, breakdown, schools } of tables) {
    if (!schools) continue;
    const name = names.take(texts.text('sheet.schools', { group: texts.say(group.title) }));
    yield schoolSheet(name, breakdown, units, texts);
  }
  yield codebookSheet(names.take(texts.text('sheet.codebook')), codebook, campaign.groups, texts);
}

function scopeRows(
  { campaign, units }: { campaign: CampaignMatrix['campaign']; units: readonly Unit[] },
  tables: readonly GroupTables[],
  texts: Texts,
): [label: string, value: Cell][] {
  const frame = frameOf(campaign.groups, units);
  const rows = tables.map(({ group, breakdown: { responses } }): [string, Cell] => {
    const label = texts.text('cover.groupResponses', { group: texts.say(group.title) });
    const count = countCell(responses);
    const people = frame.get(group.code)?.count ?? null;
    return people === null || typeof count !== 'number'
      ? [label, count]
      : [label, texts.text('cover.outOf', { responses: count, frame: people })];
  });
  const told = new Set(tables.map(({ group }) => group.code));
  const leftOut = campaign.groups.filter(({ code }) => !told.has(code));
  // With one group's number withheld, the sum would give it away.
  const counts = tables.map(({ breakdown }) => breakdown.responses);
  const sum =
    leftOut.length === 0 && counts.every((count) => count !== null)
      ? counts.reduce<number>((total, count) => total + (count ?? 0), 0)
      : null;
  return [
    [texts.text('cover.responses'), countCell(sum)],
    ...rows,
    ...leftOut.map(({ title }): [string, Cell] => [
      texts.text('cover.groupResponses', { group: texts.say(title) }),
      texts.text('cover.leftOut'),
    ]),
    [texts.text('cover.quality'), texts.text('cover.quality.all')],
    ...tables.flatMap(({ group, weighted: { weighting } }): [string, Cell][] =>
      weighting
        ? [
            [
              texts.text('cover.weighting', { group: texts.say(group.title) }),
              weightingWords(weighting, texts),
            ],
          ]
        : [],
    ),
  ];
}
