import { LRUCache } from 'lru-cache';
import type { Types } from 'mongoose';
import type { UnitChoice } from '@duwen/shared/api';
import { belongsTo, unitVariables, type RespondentGroup, type Unit } from '@duwen/shared/codebook';
import { Units, type UnitDocument } from '../store/units.js';

const KEPT_MS = 60_000;
/** By campaign: the units by code, in the roster's order. */
const noRosters = () =>
  new LRUCache<string, ReadonlyMap<string, UnitDocument>>({
    max: 20,
    ttl: KEPT_MS,
    fetchMethod: async (campaign, _stale, { context }) => readRoster(campaign, context as Types.ObjectId),
  });
let rosters = noRosters();

async function readRoster(
  _key: string,
  campaign: Types.ObjectId,
): Promise<ReadonlyMap<string, UnitDocument>> {
  const units = (await Units.find({ campaign }).sort({ position: 1 }).lean()) as UnitDocument[];
  return new Map(units.map((unit) => [unit.code, unit]));
}

async function rosterOf(campaign: Types.ObjectId): Promise<ReadonlyMap<string, UnitDocument>> {
  return (await rosters.fetch(String(campaign), { context: campaign })) ?? new Map();
}

/** A unit of a campaign's roster by its code; null when there is none. One that another app server added is found, too. */
export async function findUnit(campaign: Types.ObjectId, code: string): Promise<Unit | null> {
  const kept = (await rosterOf(campaign)).get(code);
  return kept ?? ((await Units.findOne({ campaign, code }).lean()) as UnitDocument | null);
}

/** The units that members of a group choose from, in the roster's order, with what the search and the conditions need. */
export async function unitChoices(campaign: Types.ObjectId, group: RespondentGroup): Promise<UnitChoice[]> {
  if (!group.units) return [];
  const units = [...(await rosterOf(campaign)).values()].filter((unit) => belongsTo(unit, group));
  return units.map((unit) => ({
    code: unit.code,
    name: unit.name,
    street: unit.street,
    pinyin: unit.pinyin,
    initials: unit.initials,
    variables: unitVariables(unit),
  }));
}

/** Forgets the rosters: called after an import. Whoever waits for one at this moment still gets it. */
export function forgetRosters(): void {
  rosters = noRosters();
}
