import { NOT_ASKED } from '@duwen/shared/coding';
import { STAGES, STAGE_TITLES, type CampaignCodebook, type CampaignItem } from '@duwen/shared/codebook';
import type { Codebook, RespondentGroup, Stage, Unit } from '@duwen/shared/codebook';
import { STRATA, type Columns, type Stratum, type StratumColumn } from '@duwen/shared/tabulation';
import { DayColumn } from './day-column.js';
import { enlarged, sharedArray } from './shared-array.js';

/** What the columns read of one response. */
export interface StoredRow {
  readonly group: string;
  readonly unit: string | null;
  readonly stage: Stage | null;
  readonly version: string;
  /** coding's `CodedRow`, little-endian. */
  readonly row: Uint8Array;
  readonly flags: number;
  /** Milliseconds since the epoch. */
  readonly submittedAt: number;
  readonly seconds: number | null;
}

type Category = StratumColumn['categories'][number];

/** Seconds taken beyond this are kept as this: a form left open overnight. */
const LONGEST = 65_534;
/** `seconds` where the time taken is not known. */
export const UNKNOWN_SECONDS = 65_535;

const FIRST_CAPACITY = 1024;

/** Every set of buffers and dictionaries in this process has a number of its own. */
let generations = 0;

const isWide = (item: CampaignItem): boolean =>
  item.kind === 'multiple' || item.kind === 'numeric' || item.options.length > 250;

type Fixed = Exclude<Stratum, 'day'>;
const FIXED = STRATA.filter((stratum) => stratum !== 'day');

/**
 * The columns of one campaign, growing by a row per response. Every array lies on a SharedArrayBuffer, so that worker
 * threads read it in place; rows are only ever added behind those that a reader knows.
 */
export class ResponseColumns {
  length = 0;
  flags = sharedArray(Uint8Array, FIRST_CAPACITY);
  live = sharedArray(Uint8Array, FIRST_CAPACITY);
  submittedAt = sharedArray(Float64Array, FIRST_CAPACITY);
  seconds = sharedArray(Uint16Array, FIRST_CAPACITY);
  #generation = ++generations;
  readonly #items = new Map<string, Uint8Array | Uint16Array>();
  readonly #strata: Record<Fixed, Uint16Array>;
  readonly #day: DayColumn;
  readonly #categories: Readonly<Record<Fixed, readonly Category[]>>;
  readonly #codeOf: Readonly<Record<Fixed, ReadonlyMap<string, number>>>;
  readonly #unitOf: ReadonlyMap<string, Unit>;
  /** By version: the item code of each place in its rows. */
  readonly #layouts: ReadonlyMap<string, readonly string[]>;

  /**
   * @param versions the codebook of every published version of the campaign
   * @param timeZone IANA name: where the days of submission are days
   */
  constructor(
    codebook: CampaignCodebook,
    versions: ReadonlyMap<string, Codebook>,
    groups: readonly RespondentGroup[],
    units: readonly Unit[],
    timeZone = 'Asia/Shanghai',
  ) {
    for (const item of codebook.items)
      this.#items.set(
        item.code,
        isWide(item) ? sharedArray(Uint16Array, FIRST_CAPACITY) : sharedArray(Uint8Array, FIRST_CAPACITY),
      );
    this.#layouts = new Map(
      [...versions].map(([version, { items }]) => [version, items.map((item) => item.code)]),
    );
    this.#unitOf = new Map(units.map((unit) => [unit.code, unit]));
    this.#categories = categoriesOf(groups, units);
    this.#codeOf = perStratum((stratum) => codes(this.#categories[stratum]));
    this.#strata = perStratum(() => sharedArray(Uint16Array, FIRST_CAPACITY));
    this.#day = new DayColumn(timeZone, FIRST_CAPACITY);
  }

  /** Another number when a buffer or the categories of a stratum have been replaced. Unique within the process. */
  get generation(): number {
    return this.#generation;
  }

  /** The columns as tabulation takes them. They stay valid: what is appended later lies beyond their `length`. */
  view(): Columns {
    const strata = perStratum((stratum) => ({
      codes: this.#strata[stratum],
      categories: this.#categories[stratum],
    }));
    return {
      length: this.length,
      items: new Map(this.#items),
      strata: { ...strata, day: { codes: this.#day.codes, categories: this.#day.categories } },
      flags: this.flags,
      live: this.live,
    };
  }

  /**
   * Adds a response as the last row.
   * @returns the row's index
   * @throws RangeError when the response names a version that the campaign does not have, or its row is not as long as that version's
   */
  append(response: StoredRow): number {
    const layout = this.#layouts.get(response.version);
    if (!layout || response.row.byteLength !== layout.length * 2)
      throw new RangeError(`a row of version ${response.version} does not fit its codebook`);
    if (this.length === this.live.length) this.#grow();
    const index = this.length;
    this.#fillItems(index, layout, response.row);
    this.#fillStrata(index, response);
    if (this.#day.set(index, response.submittedAt, index)) this.#generation = ++generations;
    this.flags[index] = response.flags;
    this.live[index] = 1;
    this.submittedAt[index] = response.submittedAt;
    this.seconds[index] = response.seconds === null ? UNKNOWN_SECONDS : Math.min(response.seconds, LONGEST);
    this.length += 1;
    return index;
  }

  #fillItems(index: number, layout: readonly string[], row: Uint8Array): void {
    for (const [place, code] of layout.entries()) {
      const value = (row[2 * place] as number) | ((row[2 * place + 1] as number) << 8);
      const column = this.#items.get(code);
      if (column && value !== NOT_ASKED) column[index] = value;
    }
  }

  #fillStrata(index: number, { group, unit, stage }: StoredRow): void {
    const known = unit === null ? undefined : this.#unitOf.get(unit);
    const keys: Record<Fixed, string | null | undefined> = {
      group,
      stage,
      educationGroup: known?.educationGroup,
      street: known?.street,
      unit,
    };
    for (const stratum of FIXED) {
      const key = keys[stratum];
      this.#strata[stratum][index] = key == null ? 0 : (this.#codeOf[stratum].get(key) ?? 0);
    }
  }

  #grow(): void {
    const capacity = this.live.length * 2;
    for (const [code, column] of this.#items) this.#items.set(code, enlarged(column, capacity));
    for (const stratum of FIXED) this.#strata[stratum] = enlarged(this.#strata[stratum], capacity);
    this.#day.grow(capacity);
    this.flags = enlarged(this.flags, capacity);
    this.live = enlarged(this.live, capacity);
    this.submittedAt = enlarged(this.submittedAt, capacity);
    this.seconds = enlarged(this.seconds, capacity);
    this.#generation = ++generations;
  }
}

function perStratum<T>(of: (stratum: Fixed) => T): Record<Fixed, T> {
  return Object.fromEntries(FIXED.map((stratum) => [stratum, of(stratum)])) as Record<Fixed, T>;
}

const codes = (categories: readonly Category[]): ReadonlyMap<string, number> =>
  new Map(categories.map(({ key }, index) => [key, index + 1]));

const named = (keys: Iterable<string | null>): Category[] =>
  [...new Set(keys)].filter((key) => key !== null).map((key) => ({ key, label: { zh: key } }));

/** The categories of every stratum, in the order of the campaign's groups and of its roster. */
function categoriesOf(
  groups: readonly RespondentGroup[],
  units: readonly Unit[],
): Record<Fixed, readonly Category[]> {
  const stages = new Set([
    ...groups.flatMap((group) => group.units?.stages ?? []),
    ...units.flatMap((unit) => unit.stages),
  ]);
  return {
    group: groups.map(({ code, title }) => ({ key: code, label: title })),
    stage: STAGES.filter((stage) => stages.has(stage)).map((stage) => ({
      key: stage,
      label: STAGE_TITLES[stage],
    })),
    educationGroup: named(units.map((unit) => unit.educationGroup)),
    street: named(units.map((unit) => unit.street)),
    unit: units.map(({ code, name }) => ({ key: code, label: name })),
  };
}
