import { Types } from 'mongoose';
import { breakDown } from '@duwen/shared/breakdown';
import type { CampaignItem } from '@duwen/shared/codebook';
import { FIRST_CODE } from '@duwen/shared/coding';
import { campaignMatrix, type CampaignMatrix } from '@duwen/server/matrix/campaign-matrix';
import { matrixSource } from '@duwen/server/matrix/matrix-source';
import { Responses } from '@duwen/server/store/responses';
import type { BenchRound } from './round.js';
import { median, report, timed } from './measure.js';

const ROUNDS = 5;

/**
 * The whole campaign's breakdown (every item by group and unit, protected, with intervals and tests) from the matrix,
 * against the bare counts by an aggregation pipeline on the store.
 */
export async function benchBreakdown(round: BenchRound): Promise<void> {
  const cold = await timed(() => campaignMatrix(round.campaign));
  const matrix = await campaignMatrix(round.campaign);
  const items = matrix.codebook.items.filter(({ kind }) => kind === 'single');
  await wholeBreakdown(round.campaign, items);
  const ours: number[] = [];
  for (let time = 0; time < ROUNDS; time += 1)
    ours.push(await timed(() => wholeBreakdown(round.campaign, items)));
  const places = await placesOf(round.campaign, items);
  let counted = 0;
  const theirs = await timed(async () => {
    counted = await pipelineCounts(round.campaign, places);
  });
  const expected = answered(matrix, items);
  if (counted !== expected) throw new Error(`the pipeline counts ${counted} answers, the matrix ${expected}`);
  report(
    `breakdown of ${matrix.columns.length} × ${items.length} items`,
    `${median(ours).toFixed(0)} ms`,
    `aggregation pipeline ${theirs.toFixed(0)} ms`,
    median(ours) / theirs,
  );
  report(
    'loading the matrix, cold',
    `${cold.toFixed(0)} ms`,
    `aggregation pipeline ${theirs.toFixed(0)} ms`,
    cold / theirs,
  );
}

async function wholeBreakdown(campaign: string, items: readonly CampaignItem[]): Promise<void> {
  const { columns, codebook, campaign: round, asOf } = await campaignMatrix(campaign);
  const codes = items.map(({ code }) => code);
  for (const { code: group } of round.groups) {
    const request = { items: codes, by: 'unit', filter: { group: [group] }, quality: 'all' } as const;
    breakDown({ columns, codebook, request, minimumCell: round.minimumCell, asOf });
  }
}

/** How many answers the matrix holds of these items. */
function answered({ columns }: CampaignMatrix, items: readonly CampaignItem[]): number {
  let sum = 0;
  for (const { code } of items)
    for (const value of columns.items.get(code)!.subarray(0, columns.length))
      if (value >= FIRST_CODE) sum += 1;
  return sum;
}

/** Where each item's answer stands in a stored document: a matrix question's rows are one level down. */
async function placesOf(campaign: string, items: readonly CampaignItem[]): Promise<string[]> {
  const { versions } = await matrixSource(campaign);
  const wanted = new Set(items.map(({ code }) => code));
  const places = new Set<string>();
  for (const codebook of versions.values())
    for (const item of codebook.items)
      if (wanted.has(item.code))
        places.add(`answers.${item.row === null ? item.question : `${item.question}.${item.row}`}`);
  return [...places];
}

async function pipelineCounts(campaign: string, places: readonly string[]): Promise<number> {
  let counted = 0;
  for (const place of places) {
    const cells = await Responses.collection
      .aggregate<{ n: number }>([
        { $match: { campaign: new Types.ObjectId(campaign), [place]: { $exists: true } } },
        { $group: { _id: { group: '$group', unit: '$unit', value: `$${place}` }, n: { $sum: 1 } } },
      ])
      .toArray();
    counted += cells.reduce((sum, { n }) => sum + n, 0);
  }
  return counted;
}
