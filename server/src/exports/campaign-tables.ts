import type { BothWays, Breakdown } from '@duwen/shared/breakdown';
import type { RespondentGroup } from '@duwen/shared/codebook';
import type { BreakdownRequest, Population } from '@duwen/shared/tabulation';
import { guardRequest } from '../analysis/disclosure-guard.js';
import type { SignedInUser } from '../http/guards.js';
import { ProblemError } from '../http/problem.js';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { runBothWays } from '../tabulation-workers/tabulation-workers.js';

/** A group's figures, plain and standing for the population; `schools` says whether they are split by school as well. */
export interface GroupTables {
  readonly group: RespondentGroup;
  readonly breakdown: Breakdown;
  /** The totals alone. */
  readonly weighted: Breakdown;
  readonly schools: boolean;
}

/** Who answers requests: the worker threads, or, in a test, the same function here. */
export type AskBothWays = (matrix: CampaignMatrix, request: BreakdownRequest) => Promise<BothWays>;

/** From which state of the matrix a population may be told of; null where it may not be told of at all. */
type Guard = (matrix: CampaignMatrix, population: Population) => Promise<CampaignMatrix | null>;

/** The guard between one person's requests: a group that differs by too few from what he was told before is left out. */
export const guardedFor =
  (user: Pick<SignedInUser, 'id'>): Guard =>
  async (matrix, population) => {
    try {
      return await guardRequest(user, matrix, population);
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'differencing') return null;
      throw error;
    }
  };

interface TableOptions {
  readonly ask?: AskBothWays;
  /** Absent: for somebody who is given every single response. */
  readonly guard?: Guard;
}

/** With fewer of a group's school figures to show than this, its school sheet would cost more than it gives. */
const LEAST_SHOWN = 0.5;

/**
 * The tables that the whole campaign's workbook, and its reproduction bundle, are made of.
 *
 * A group's items and its schools come from one breakdown, so that what is withheld in the one can't be worked out from the
 * other. For the same reason nothing here is split by stage or summed over the groups: two tables that share cells, each safe
 * alone, may give away a small cell together.
 *
 * @returns the groups that may be told of, in the campaign's order
 */
export async function campaignTables(
  matrix: CampaignMatrix,
  { ask = runBothWays, guard = async (now) => now }: TableOptions = {},
): Promise<GroupTables[]> {
  const told: [group: RespondentGroup, matrix: CampaignMatrix][] = [];
  for (const group of matrix.campaign.groups) {
    const allowed = await guard(matrix, populationOf(group));
    if (allowed) told.push([group, allowed]);
  }
  // At once: the worker threads take what they can.
  return Promise.all(told.map(([group, from]) => groupTables(from, group, ask)));
}

const populationOf = ({ code }: RespondentGroup): Population => ({
  filter: { group: [code] },
  quality: 'all',
});

async function groupTables(
  matrix: CampaignMatrix,
  group: RespondentGroup,
  ask: AskBothWays,
): Promise<GroupTables> {
  if (group.units?.kind === 'school') {
    const { plain, weighted } = await ask(matrix, requestOf(matrix, group, 'unit'));
    if (shareShown(plain) >= LEAST_SHOWN) return { group, breakdown: plain, weighted, schools: true };
  }
  const { plain, weighted } = await ask(matrix, requestOf(matrix, group, null));
  return { group, breakdown: plain, weighted, schools: false };
}

const requestOf = (
  { codebook }: CampaignMatrix,
  group: RespondentGroup,
  by: 'unit' | null,
): BreakdownRequest => ({
  items: codebook.items.filter(({ wording }) => wording.has(group.code)).map(({ code }) => code),
  by,
  ...populationOf(group),
});

/** How many of the school figures that a school sheet would hold are not withheld: a proportion. */
function shareShown({ items }: Breakdown): number {
  const rows = items
    .filter(({ options }) => options.some(({ favourable }) => favourable))
    .flatMap(({ rows }) => rows.filter(({ asked }) => asked !== 0));
  const shown = rows.filter((row) => row.favourable ?? row.favourableBounds);
  return rows.length === 0 ? 0 : shown.length / rows.length;
}
