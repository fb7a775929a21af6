import type { Breakdown } from '@duwen/shared/breakdown';
import { STRATA } from '@duwen/shared/tabulation';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { countCell, coverSheet } from './cover-sheet.js';
import type { Cell, Sheet } from './sheet.js';
import { SheetNames } from './sheet-names.js';
import type { Texts } from './texts.js';
import { viewSheets } from './view-sheets.js';

/** A breakdown as it is on the screen, with a cover that says what was asked. */
export function viewWorkbook(matrix: CampaignMatrix, breakdown: Breakdown, texts: Texts): Sheet[] {
  const { campaign, codebook, asOf } = matrix;
  const names = new SheetNames();
  const asked = new Set(breakdown.request.items);
  const items = codebook.items.filter(({ code }) => asked.has(code));
  const cover = coverSheet(
    names.take(texts.text('sheet.cover')),
    { campaign, codebook: { ...codebook, items }, asOf, scope: scopeRows(matrix, breakdown, texts) },
    texts,
  );
  return [cover, ...viewSheets(breakdown, names, texts)];
}

function scopeRows(
  { columns }: CampaignMatrix,
  { request, responses }: Breakdown,
  texts: Texts,
): [label: string, value: Cell][] {
  const stratum = (name: (typeof STRATA)[number]): string => texts.text(`stratum.${name}`);
  const filters = STRATA.flatMap((name): [string, Cell][] => {
    const kept = new Set(request.filter[name] ?? []);
    if (kept.size === 0) return [];
    const labels = columns.strata[name].categories.filter(({ key }) => kept.has(key));
    const value = labels.map(({ label }) => texts.say(label)).join('、');
    return [[texts.text('cover.filter', { stratum: stratum(name) }), value]];
  });
  return [
    [texts.text('cover.responses'), countCell(responses)],
    [texts.text('cover.by'), request.by === null ? texts.text('cover.none') : stratum(request.by)],
    ...filters,
    [texts.text('cover.quality'), texts.text(`cover.quality.${request.quality}`)],
  ];
}
