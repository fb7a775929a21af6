import { randomUUID } from 'node:crypto';
import type { RosterImported, ProblemDetail } from '@duwen/shared/api';
import type { Unit } from '@duwen/shared/codebook';
import { problem } from '../http/problem.js';
import { Campaigns, type CampaignDocument } from '../store/campaigns.js';
import { Units, type UnitDocument } from '../store/units.js';
import { exclusively } from './exclusively.js';
import { findCampaign, requireStatus } from './find-campaign.js';
import { message } from './message.js';
import { searchKeys } from './pinyin.js';
import { readRosterTable, type RosterFile } from './roster-table.js';
import { rosterUnits } from './roster-units.js';
import { forgetRosters } from './unit-lookup.js';

/**
 * Imports a campaign's roster: the file replaces what was there. Once the campaign is open, units may only be added or
 * described better, because responses name them.
 *
 * @throws 422 `upload-invalid` naming each row and column that is wrong (nothing is imported then); 409 once closed
 */
export async function importRoster(id: string, file: RosterFile): Promise<RosterImported> {
  requireStatus(await findCampaign(id), 'draft', 'open');
  const table = await readRosterTable(file);
  if (!('rows' in table)) throw problem('upload-invalid', 422, { errors: [table] });
  const { units, problems } = rosterUnits(table);
  if (problems.length > 0) throw problem('upload-invalid', 422, { errors: problems });
  await exclusively(id, async (campaign) => {
    requireStatus(campaign, 'draft', 'open');
    const errors = campaign.status === 'open' ? await losses(campaign, units) : [];
    if (errors.length > 0) throw problem('upload-invalid', 422, { errors });
    await replaceUnits(campaign, units);
    forgetRosters();
  });
  return { units: units.length };
}

/** What respondents have chosen already must stay what it was. */
async function losses(campaign: CampaignDocument, units: readonly Unit[]): Promise<ProblemDetail[]> {
  const next = new Map(units.map((unit) => [unit.code, unit]));
  const present = await Units.find({ campaign: campaign._id }).sort({ position: 1 }).lean();
  return present.flatMap((unit) => {
    const { code } = unit;
    const kept = next.get(code);
    if (!kept) return [{ column: 'code', message: message('roster-unit-lost', { code }) }];
    const same = kept.kind === unit.kind && kept.stages.join() === unit.stages.join();
    return same ? [] : [{ column: 'stages', message: message('roster-unit-moved', { code }) }];
  });
}

/**
 * Writes are keyed by the unit's code, so an import that is cut off is completed by repeating it; units that are no
 * longer listed go last, and then the campaign says that its roster is another.
 */
async function replaceUnits({ _id: campaign }: CampaignDocument, units: readonly Unit[]): Promise<void> {
  const writes = units.map((unit, position) => {
    const document: Omit<UnitDocument, '_id'> = {
      campaign,
      ...unit,
      ...searchKeys(unit.name.zh),
      position,
    };
    return {
      updateOne: { filter: { campaign, code: unit.code }, update: { $set: document }, upsert: true },
    };
  });
  await Units.bulkWrite(writes as never, { ordered: true });
  await Units.deleteMany({ campaign, code: { $nin: units.map(({ code }) => code) } });
  await Campaigns.updateOne({ _id: campaign }, { $set: { rosterImport: randomUUID() } });
}
