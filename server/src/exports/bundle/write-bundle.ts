import { readFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { frameOf } from '@duwen/shared/codebook';
import type { CampaignMatrix } from '../../matrix/campaign-matrix.js';
import { campaignTables, type AskBothWays } from '../campaign-tables.js';
import type { DataRow, DataVariable } from '../respondents/data-variable.js';
import { inSlices } from '../respondents/in-slices.js';
import {
  dataOf,
  dataVariables,
  rowsToWrite,
  type RespondentData,
  type RowsToWrite,
} from '../respondents/respondent-data.js';
import { dataNotes } from '../respondents/respondent-sheets.js';
import {
  csvFile,
  dataLines,
  readme,
  reporting,
  type WritingContext,
} from '../respondents/write-respondents.js';
import { VariableNames } from '../sav/variable-names.js';
import type { Cell } from '../sheet.js';
import { textsIn, type Texts } from '../texts.js';
import { whileReadBy } from '../write-at-pace.js';
import { ZipWriter } from '../zip/zip-writer.js';
import { codebookJson, itemLines } from './bundle-tables.js';
import { publishedFigures, type PublishedFigure } from './published-figures.js';

/** The script as it lies in the sources, from this file's place in `src` and in `dist` alike. */
const SCRIPT = new URL('../../../src/exports/bundle/analysis.R', import.meta.url);
/** Figures told at once. */
const FIGURES_AT_ONCE = 500;

/**
 * Writes the reproduction bundle: a zip with the data, the codebook, the design, every figure of the workbook's tables, and a
 * script for R that works each of them out again. Ends the stream.
 *
 * Clusters are numbered at random; weights are every row's own, and every answer is told: else the figures could not be worked out
 * again.
 */
export async function writeBundle(
  context: WritingContext,
  output: Writable,
  ask?: AskBothWays,
): Promise<void> {
  const { matrix, texts, onProgress } = context;
  const tables = await campaignTables(matrix, ask ? { ask } : {});
  onProgress(0.3);
  const chosen = await rowsToWrite(matrix, true);
  const names = new VariableNames();
  const numbers = await numberUnits(matrix, chosen);
  const variables = [
    ...designVariables(matrix, chosen, numbers, names),
    ...dataVariables(matrix, names, texts, false),
  ];
  const data = reporting(dataOf(chosen, variables), (done) => onProgress(0.3 + 0.6 * done));
  const figures = (): Generator<PublishedFigure> =>
    publishedFigures(tables, matrix.codebook.byCode, unitNumbers(matrix, numbers));
  await whileReadBy(output, async () => {
    const zip = new ZipWriter(output);
    for (const locale of ['zh', 'en'] as const)
      await zip.entry(`README.${locale}.txt`, [bundleReadme(context, data, textsIn(locale))]);
    await zip.entry('analysis.R', [await readFile(SCRIPT)]);
    await zip.entry('data.csv', csvFile(dataLines(data)));
    await zip.entry('items.csv', csvFile(itemLines(matrix, variables)));
    await zip.entry('tables.csv', csvFile(figureLines(figures())));
    await zip.entry('tables.json', figuresJson(figures()));
    await zip.entry('codebook.json', [JSON.stringify(codebookJson(matrix, variables, texts), null, 1)]);
    await zip.entry('design.json', [JSON.stringify(designJson(matrix, chosen), null, 1)]);
    await zip.close();
  });
}

function bundleReadme({ matrix, requester }: WritingContext, data: RespondentData, texts: Texts): string {
  const notes = dataNotes(matrix, data, requester, texts);
  return readme([...notes, [texts.text('bundle.how'), texts.text('bundle.how.text')]]);
}

/** Number of the place (group and unit) of a row's respondents. */
const placeOf = ({ columns: { strata } }: CampaignMatrix, row: number): number =>
  strata.group.codes[row]! * (strata.unit.categories.length + 1) + strata.unit.codes[row]!;

/** Numbers for the units of the rows, by place, in the order of the shuffled rows: at random. */
async function numberUnits(
  matrix: CampaignMatrix,
  { rows }: RowsToWrite,
): Promise<ReadonlyMap<number, number>> {
  const { unit } = matrix.columns.strata;
  const numbers = new Map<number, number>();
  await inSlices(rows.length, (index) => {
    const row = rows[index]!;
    const place = placeOf(matrix, row);
    if (unit.codes[row] !== 0 && !numbers.has(place)) numbers.set(place, numbers.size + 1);
  });
  return numbers;
}

function unitNumbers(
  matrix: CampaignMatrix,
  numbers: ReadonlyMap<number, number>,
): (group: string, unit: string) => number | null {
  const { group, unit } = matrix.columns.strata;
  const groupCode = new Map(group.categories.map(({ key }, index) => [key, index + 1]));
  const unitCode = new Map(unit.categories.map(({ key }, index) => [key, index + 1]));
  return (groupKey, unitKey) => {
    const place =
      (groupCode.get(groupKey) ?? 0) * (unit.categories.length + 1) + (unitCode.get(unitKey) ?? 0);
    return numbers.get(place) ?? null;
  };
}

/** Cluster and unit of each row, by number. */
function designVariables(
  matrix: CampaignMatrix,
  chosen: RowsToWrite,
  numbers: ReadonlyMap<number, number>,
  names: VariableNames,
): DataVariable[] {
  const variable = (name: string, read: (row: DataRow) => number): DataVariable => ({
    name: names.take(name),
    label: name,
    type: 'number',
    decimals: 0,
    measure: 'nominal',
    values: [],
    item: null,
    option: null,
    read,
  });
  return [
    variable('psu', ({ index }) => chosen.design.clusters[index]!),
    variable('unit_no', ({ row }) => numbers.get(placeOf(matrix, row)) ?? 0),
  ];
}

function designJson({ campaign, units, asOf }: CampaignMatrix, { rows }: RowsToWrite): unknown {
  const frame = frameOf(campaign.groups, units);
  return {
    strata: 'group',
    clusters: 'psu',
    weights: 'weight',
    finitePopulationCorrection: false,
    lonelyPsu: 'adjust',
    interval: 0.95,
    minimumCell: campaign.minimumCell,
    asOf,
    rows: rows.length,
    population: campaign.groups.map(({ code }) => ({ group: code, people: frame.get(code)?.count ?? null })),
  };
}

function* figureLines(figures: Iterable<PublishedFigure>): Generator<readonly Cell[]> {
  yield ['id', 'group', 'item', 'row', 'measure', 'option', 'value', 'lower', 'upper', 'method', 'decimals'];
  for (const f of figures)
    yield [
      f.id,
      f.group,
      f.item,
      f.row,
      f.measure,
      f.option,
      f.value,
      f.lower,
      f.upper,
      f.method,
      f.decimals,
    ];
}

async function* figuresJson(figures: Iterable<PublishedFigure>): AsyncGenerator<string> {
  let before = '[\n';
  let told = 0;
  for (const figure of figures) {
    yield `${before}${JSON.stringify(figure)}`;
    before = ',\n';
    told += 1;
    if (told % FIGURES_AT_ONCE === 0) await setImmediate();
  }
  yield told === 0 ? '[]\n' : '\n]\n';
}
