import type { RespondentGroup, Unit } from './unit.js';

/** How many people a respondent group has. */
export interface GroupFrame {
  /** What the roster counts, or else what the campaign states; null where neither does. */
  readonly count: number | null;
  /** By unit code, where the roster counts them. */
  readonly units: ReadonlyMap<string, number>;
}

/** The population of a campaign, by group code. */
export type Frame = ReadonlyMap<string, GroupFrame>;

/** The population that a roster and the campaign's groups state. */
export function frameOf(groups: readonly RespondentGroup[], units: readonly Unit[]): Frame {
  return new Map(
    groups.map(({ code, frame }) => {
      const counted = units.flatMap(({ code: unit, frame: counts }): [string, number][] => {
        const count = counts[code];
        return count === undefined ? [] : [[unit, count]];
      });
      const sum = counted.reduce((total, [, count]) => total + count, 0);
      return [code, { count: counted.length > 0 ? sum : frame, units: new Map(counted) }];
    }),
  );
}
