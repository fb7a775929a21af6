import type { GroupCode } from './groups.js';
import type { Random } from './random.js';

/** Midnight of the first day, Asia/Shanghai (UTC+8, no summer time). */
export const FIRST_DAY = Date.UTC(2019, 2, 10, 16);
const DAY_SECONDS = 86_400;
const OPENS_AT_HOUR = 8;
/** The last second of the last day. */
export const LAST_SECOND = 8 * DAY_SECONDS - 1;

interface Habit {
  /** Monday 11 to Monday 18 March. */
  readonly days: readonly number[];
  /** Hour by hour from midnight. */
  readonly hours: readonly number[];
}

const hours = (weights: Readonly<Record<number, number>>): number[] =>
  Array.from({ length: 24 }, (_, hour) => weights[hour] ?? 0);

// Pupils answer in computer lessons, class by class.
const PUPILS: Habit = {
  days: [20, 22, 19, 17, 13, 0.6, 0.6, 7],
  hours: hours({ 8: 8, 9: 17, 10: 18, 11: 9, 12: 8, 13: 16, 14: 15, 15: 8, 16: 2, 19: 1, 20: 1 }),
};
const STAFF: Habit = {
  days: [21, 20, 17, 14, 12, 3, 4, 9],
  hours: hours({ 7: 2, 8: 7, 9: 9, 10: 11, 11: 9, 12: 14, 13: 9, 14: 8, 15: 9, 16: 10, 17: 5, 19: 3, 20: 4, 21: 3, 22: 1 }), // prettier-ignore
};
const OFFICE: Habit = {
  days: [16, 19, 18, 15, 14, 4, 4, 10],
  hours: hours({ 8: 5, 9: 14, 10: 16, 11: 10, 12: 5, 13: 9, 14: 13, 15: 12, 16: 8, 17: 3, 19: 2, 20: 3, 21: 2 }), // prettier-ignore
};
const FAMILIES: Habit = {
  days: [17, 19, 15, 12, 11, 9, 10, 7],
  hours: hours({ 0: 0.3, 6: 0.5, 7: 2, 8: 3, 9: 4, 10: 4, 11: 4, 12: 7, 13: 5, 14: 3, 15: 4, 16: 5, 17: 6, 18: 9, 19: 14, 20: 18, 21: 15, 22: 6, 23: 1.5 }), // prettier-ignore
};

const HABITS: Readonly<Record<GroupCode, Habit>> = {
  deputy: OFFICE,
  community: OFFICE,
  principal: STAFF,
  teacher: STAFF,
  parent: FAMILIES,
  student_primary: PUPILS,
  student_secondary: PUPILS,
  student_vocational: PUPILS,
};

/** The unit's own day: most of its pupils, and many of its families, answer when the school tells them to. */
export function unitDay(group: GroupCode, random: Random): number {
  return random.weighted(HABITS[group].days);
}

const OWN_DAY: Readonly<Record<GroupCode, number>> = {
  deputy: 0,
  community: 0.2,
  principal: 0,
  teacher: 0.35,
  parent: 0.4,
  student_primary: 0.65,
  student_secondary: 0.65,
  student_vocational: 0.4,
};

/** When a member of the group submits: whole seconds since the midnight that the first day begins with. */
export function submittedSecond(group: GroupCode, ownDay: number, random: Random): number {
  const { days, hours: byHour } = HABITS[group];
  const day = random.chance(OWN_DAY[group]) ? ownDay : random.weighted(days);
  let hour = random.weighted(byHour);
  if (day === 0 && hour < OPENS_AT_HOUR) hour += 12;
  return day * DAY_SECONDS + hour * 3600 + random.below(3600);
}

/** Median seconds that a careful member of the group takes. */
const MEDIAN_SECONDS: Readonly<Record<GroupCode, number>> = {
  deputy: 265,
  community: 235,
  principal: 430,
  teacher: 345,
  parent: 300,
  student_primary: 285,
  student_secondary: 225,
  student_vocational: 215,
};

/** Seconds taken, log-normal about the group's median; `haste` 1 is careful, less is faster. */
export function secondsTaken(group: GroupCode, haste: number, random: Random): number {
  const seconds = MEDIAN_SECONDS[group] * haste * Math.exp(0.42 * random.normal());
  return Math.max(8, Math.round(seconds));
}
