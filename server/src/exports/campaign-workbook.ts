import { setImmediate } from 'node:timers/promises';
import { breakDown, type Breakdown } from '@duwen/shared/breakdown';
import type { CampaignItem, RespondentGroup } from '@duwen/shared/codebook';
import type { BreakdownRequest } from '@duwen/shared/tabulation';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { codebookSheet } from './codebook-sheet.js';
import { countCell, coverSheet } from './cover-sheet.js';
import { groupSheet } from './group-sheet.js';
import { schoolSheet } from './school-sheet.js';
import type { Cell, Sheet } from './sheet.js';
import { SheetNames } from './sheet-names.js';
import type { Texts } from './texts.js';

interface GroupTables {
  readonly group: RespondentGroup;
  readonly breakdown: Breakdown;
}

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
    tables.push({ group, breakdown: groupBreakdown(matrix, group) });
    await setImmediate();
  }
  const names = new SheetNames();
  const scope = scopeRows(tables, texts);
  const notes = [[texts.text('cover.schools'), texts.text('cover.schools.text')]] as const;
  const cover = coverSheet(
    names.take(texts.text('sheet.cover')),
    { campaign, codebook, asOf, scope, notes },
    texts,
  );
  const groups = tables.map(({ group, breakdown }) =>
    groupSheet(names.take(texts.say(group.title)), breakdown, texts),
  );
  const schools = tables
    .filter(({ group }) => belongsToSchools(group))
    .map(({ group, breakdown }) => {
      const name = names.take(texts.text('sheet.schools', { group: texts.say(group.title) }));
      return schoolSheet(name, breakdown, units, texts);
    });
  const codes = codebookSheet(names.take(texts.text('sheet.codebook')), codebook, campaign.groups, texts);
  return [cover, ...groups, ...schools, codes];
}

const belongsToSchools = ({ units }: RespondentGroup): boolean => units?.kind === 'school';

const isAsked = (item: CampaignItem, group: RespondentGroup): boolean => item.wording.has(group.code);

function groupBreakdown(
  { columns, codebook, campaign, asOf }: CampaignMatrix,
  group: RespondentGroup,
): Breakdown {
  const request: BreakdownRequest = {
    items: codebook.items.filter((item) => isAsked(item, group)).map(({ code }) => code),
    by: belongsToSchools(group) ? 'unit' : null,
    filter: { group: [group.code] },
    quality: 'all',
  };
  return breakDown({ columns, codebook, request, minimumCell: campaign.minimumCell, asOf });
}

function scopeRows(tables: readonly GroupTables[], texts: Texts): [label: string, value: Cell][] {
  const rows = tables.map(({ group, breakdown: { responses } }): [string, Cell] => {
    const label = texts.text('cover.groupResponses', { group: texts.say(group.title) });
    const count = countCell(responses);
    if (group.frame === null) return [label, count];
    const values = { responses: String(typeof count === 'object' ? '' : count), frame: group.frame };
    return [label, texts.text('cover.outOf', values)];
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
