import type { Overview } from '@duwen/shared/api';
import type { RespondentGroup, Unit } from '@duwen/shared/codebook';
import { QUALITY_FLAGS, flagBit } from '@duwen/shared/coding';
import { median } from '@duwen/shared/statistics';
import { UNKNOWN_SECONDS } from '../matrix/response-columns.js';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { localDays } from '../matrix/local-days.js';
import { withholdSmall } from './withhold-small.js';

/**
 * Returns against the frame: who has answered so far, by group, day and unit. Counts of returns say nothing of anybody's
 * answers; still, a unit's or a group's day's returns under the campaign's minimum are withheld, as everywhere.
 */
export function overview(matrix: CampaignMatrix): Overview {
  const { columns, campaign, units } = matrix;
  const live = liveRows(matrix);
  const groupOf = columns.strata.group.codes;
  const groups = campaign.groups.map((group, index) => {
    const rows = live.filter((row) => groupOf[row] === index + 1);
    return {
      group: group.code,
      title: group.title,
      responses: rows.length,
      frame: frameOf(group, units),
      medianSeconds: medianSeconds(matrix, rows),
    };
  });
  const frames = groups.map(({ frame }) => frame).filter((frame) => frame !== null);
  return {
    responses: live.length,
    frame: frames.length === 0 ? null : frames.reduce((sum, frame) => sum + frame, 0),
    revision: matrix.revision,
    medianSeconds: medianSeconds(matrix, live),
    groups,
    days: dailyReturns(matrix, live),
    units: unitReturns(matrix, live),
    flags: QUALITY_FLAGS.map((flag) => ({
      flag,
      responses: live.filter((row) => (columns.flags[row] as number) & flagBit(flag)).length,
    })),
    flagged: live.filter((row) => columns.flags[row] !== 0).length,
    asOf: matrix.asOf,
  };
}

function liveRows({ columns }: CampaignMatrix): number[] {
  const rows: number[] = [];
  for (let row = 0; row < columns.length; row += 1) if (columns.live[row] === 1) rows.push(row);
  return rows;
}

/** The group's size: what the roster counts, or what the campaign states; null where neither does. */
export function frameOf(group: RespondentGroup, units: readonly Unit[]): number | null {
  const counted = units.map((unit) => unit.frame[group.code]).filter((count) => count !== undefined);
  return counted.length > 0 ? counted.reduce((sum, count) => sum + count, 0) : group.frame;
}

function medianSeconds({ seconds }: CampaignMatrix, rows: readonly number[]): number | null {
  const known = Uint16Array.from(rows, (row) => seconds[row] as number);
  const middle = median(known.filter((value) => value !== UNKNOWN_SECONDS));
  return middle.ok ? Math.round(middle.value) : null;
}

function dailyReturns(matrix: CampaignMatrix, live: readonly number[]): Overview['days'] {
  const { campaign, columns, submittedAt } = matrix;
  const dayOf = localDays(campaign.timeZone);
  const byDay = new Map<string, number[]>();
  for (const row of live) {
    const day = dayOf(submittedAt[row] as number);
    let counts = byDay.get(day);
    if (!counts) byDay.set(day, (counts = campaign.groups.map(() => 0)));
    const group = columns.strata.group.codes[row] as number;
    if (group > 0) counts[group - 1] = (counts[group - 1] as number) + 1;
  }
  const days = [...byDay.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = withholdSmall(
    days.map(([, counts]) => counts),
    campaign.minimumCell,
  );
  return days.map(([day, counts], index) => ({
    day,
    responses: counts.reduce((sum, count) => sum + count, 0),
    groups: Object.fromEntries(
      campaign.groups.map(({ code }, group) => [code, shown[index]?.[group] ?? null]),
    ),
  }));
}

function unitReturns(
  { campaign, columns, units }: CampaignMatrix,
  live: readonly number[],
): Overview['units'] {
  const counts = units.map(() => 0);
  for (const row of live) {
    const unit = columns.strata.unit.codes[row] as number;
    if (unit > 0) counts[unit - 1] = (counts[unit - 1] as number) + 1;
  }
  const shown = withholdSmall([counts], campaign.minimumCell)[0] as (number | null)[];
  return units.map((unit, index) => ({
    code: unit.code,
    name: unit.name,
    street: unit.street,
    responses: shown[index] ?? null,
    frame: unitFrame(unit),
  }));
}

function unitFrame(unit: Unit): number | null {
  const counts = Object.values(unit.frame);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}
