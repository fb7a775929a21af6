import type { Breakdown } from '@duwen/shared/breakdown';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { populationRows } from './condition-words.js';
import { countCell, coverSheet, weightingWords } from './cover-sheet.js';
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
  matrix: CampaignMatrix,
  { request, responses, weighting }: Breakdown,
  texts: Texts,
): [label: string, value: Cell][] {
  const { text } = texts;
  return [
    [text('cover.responses'), countCell(responses)],
    [text('cover.by'), request.by === null ? text('cover.none') : text(`stratum.${request.by}`)],
    ...populationRows(matrix, request, texts),
    [
      text('cover.weights'),
      weighting
        ? weightingWords(weighting, texts)
        : text(request.weighted ? 'cover.weights.yes' : 'cover.weights.no'),
    ],
  ];
}
