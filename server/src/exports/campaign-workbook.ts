import { setImmediate } from 'node:timers/promises';
import { breakDown, type Breakdown } from '@duwen/shared/breakdown';
import type { RespondentGroup, Unit } from '@duwen/shared/codebook';
import type { BreakdownRequest } from '@duwen/shared/tabulation';
import { frameOf } from '../analysis/returns.js';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { codebookSheet } from './codebook-sheet.js';
import { countCell, coverSheet } from './cover-sheet.js';
import { groupSheet } from './group-sheet.js';
import { schoolSheet } from './school-sheet.js';
import type { Cell, Sheet } from './sheet.js';
import { SheetNames } from './sheet-names.js';
import type { Texts } from './texts.js';

/** A group's figures; `schools` says whether they are split by school as well. */
interface GroupTables {
  readonly group: RespondentGroup;
  readonly breakdown: Breakdown;
  readonly schools: boolean;
}

/** With fewer of a group's school figures to show than this, its school sheet would cost more than it gives. */
const LEAST_SHOWN = 0.5;

/**
 * The whole campaign as sheets: cover, a sheet per group, a sheet of schools for each group that belongs to schools, codebook.
 *
 * A group's item sheet and its school sheet come from one breakdown, so that what is withheld in the one can't be worked
 * out from the other. For the same reason nothing here is split by stage or summed over the groups: two tables that
 * share cells, each safe alone, may give away a small cell together.
 */
export async function campaignWorkbook(matrix: CampaignMatrix, texts: Texts): Promise<Sheet[]> {
  const { campaign, codebook, units, asOf } = matrix;
  const tables: GroupTables[] = [];
  for (const group of campaign.groups) {
    tables.push(groupTables(matrix, group));
    await setImmediate();
  }
  const names = new SheetNames();
  const scope = scopeRows(tables, units, texts);
  const notes = [[texts.text('cover.schools'), texts.text('cover.schools.text')]] as const;
  const cover = coverSheet(
    names.take(texts.text('sheet.cover')),
    { campaign, codebook, asOf, scope, notes },
    texts,
  );
  const items = tables.map(({ group, breakdown }) =>
    groupSheet(names.take(texts.say(group.title)), breakdown, texts),
  );
  const unitSheets = tables
    .filter(({ schools }) => schools)
    .map(({ group, breakdown }) => {
      const name = names.take(texts.text('sheet.schools', { group: texts.say(group.title) }));
      return schoolSheet(name, breakdown, units, texts);
    });
  const codes = codebookSheet(names.take(texts.text('sheet.codebook')), codebook, campaign.groups, texts);
  return [cover, ...items, ...unitSheets, codes];
}

function groupTables(matrix: CampaignMatrix, group: RespondentGroup): GroupTables {
  if (group.units?.kind === 'school') {
    const breakdown = groupBreakdown(matrix, group, 'unit');
    if (shareShown(breakdown) >= LEAST_SHOWN) return { group, breakdown, schools: true };
  }
  return { group, breakdown: groupBreakdown(matrix, group, null), schools: false };
}

function groupBreakdown(
  { columns, codebook, campaign, asOf }: CampaignMatrix,
  group: RespondentGroup,
  by: 'unit' | null,
): Breakdown {
  const request: BreakdownRequest = {
    items: codebook.items.filter(({ wording }) => wording.has(group.code)).map(({ code }) => code),
    by,
    filter: { group: [group.code] },
    quality: 'all',
  };
  return breakDown({ columns, codebook, request, minimumCell: campaign.minimumCell, asOf });
}

/** How many of the school figures that a school sheet would hold are not withheld: a proportion. */
function shareShown({ items }: Breakdown): number {
  const rows = items
    .filter(({ options }) => options.some(({ favourable }) => favourable))
    .flatMap(({ rows }) => rows.filter(({ asked }) => asked !== 0));
  const shown = rows.filter((row) => row.favourable ?? row.favourableBounds);
  return rows.length === 0 ? 0 : shown.length / rows.length;
}

function scopeRows(
  tables: readonly GroupTables[],
  units: readonly Unit[],
  texts: Texts,
): [label: string, value: Cell][] {
  const rows = tables.map(({ group, breakdown: { responses } }): [string, Cell] => {
    const label = texts.text('cover.groupResponses', { group: texts.say(group.title) });
    const count = countCell(responses);
    const frame = frameOf(group, units);
    return frame === null || typeof count !== 'number'
      ? [label, count]
      : [label, texts.text('cover.outOf', { responses: count, frame })];
  });
  // With one group's number withheld, the sum would give it away.
  const counts = tables.map(({ breakdown }) => breakdown.responses);
  const sum = counts.every((count) => count !== null)
    ? counts.reduce<number>((total, count) => total + (count ?? 0), 0)
    : null;
  return [
    [texts.text('cover.responses'), countCell(sum)],
    ...rows,
    [texts.text('cover.quality'), texts.text('cover.quality.all')],
  ];
}
