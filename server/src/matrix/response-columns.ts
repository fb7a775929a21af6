import { NOT_ASKED } from '@duwen/shared/coding';
import { STAGES, STAGE_TITLES, type CampaignCodebook, type CampaignItem } from '@duwen/shared/codebook';
import type { Codebook, RespondentGroup, Stage, Unit } from '@duwen/shared/codebook';
import { STRATA, type Columns, type Stratum, type StratumColumn } from '@duwen/shared/tabulation';

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

type Growing = Uint8Array | Uint16Array | Float64Array;
type Category = StratumColumn['categories'][number];

/** Seconds taken beyond this are kept as this: a form left open overnight. */
const LONGEST = 65_534;
/** `seconds` where the time taken is not known. */
export const UNKNOWN_SECONDS = 65_535;

const FIRST_CAPACITY = 1024;

function grown<T extends Growing>(array: T, capacity: number): T {
  const larger = new (array.constructor as new (length: number) => T)(capacity);
  larger.set(array as never);
  return larger;
}

const isWide = (item: CampaignItem): boolean =>
  item.kind === 'multiple' || item.kind === 'numeric' || item.options.length > 250;

/** The columns of one campaign, growing by a row per response. */
export class ResponseColumns {
  length = 0;
  flags = new Uint8Array(FIRST_CAPACITY);
  live = new Uint8Array(FIRST_CAPACITY);
  submittedAt = new Float64Array(FIRST_CAPACITY);
  seconds = new Uint16Array(FIRST_CAPACITY);
  readonly #items = new Map<string, Uint8Array | Uint16Array>();
  readonly #strata: Record<Stratum, Uint16Array>;
  readonly #categories: Readonly<Record<Stratum, readonly Category[]>>;
  readonly #codeOf: Readonly<Record<Stratum, ReadonlyMap<string, number>>>;
  readonly #unitOf: ReadonlyMap<string, Unit>;
  /** By version: the item code of each place in its rows. */
  readonly #layouts: ReadonlyMap<string, readonly string[]>;

  /**
   * @param versions the codebook of every published version of the campaign
   */
  constructor(
    codebook: CampaignCodebook,
    versions: ReadonlyMap<string, Codebook>,
    groups: readonly RespondentGroup[],
    units: readonly Unit[],
  ) {
    for (const item of codebook.items)
      this.#items.set(
        item.code,
        isWide(item) ? new Uint16Array(FIRST_CAPACITY) : new Uint8Array(FIRST_CAPACITY),
      );
    this.#layouts = new Map(
      [...versions].map(([version, { items }]) => [version, items.map((item) => item.code)]),
    );
    this.#unitOf = new Map(units.map((unit) => [unit.code, unit]));
    this.#categories = categoriesOf(groups, units);
    this.#codeOf = perStratum((stratum) => codes(this.#categories[stratum]));
    this.#strata = perStratum(() => new Uint16Array(FIRST_CAPACITY));
  }

  /** The columns as tabulation takes them; valid until the next `append`. */
  view(): Columns {
    return {
      length: this.length,
      items: this.#items,
      strata: perStratum((stratum) => ({
        codes: this.#strata[stratum],
        categories: this.#categories[stratum],
      })),
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
    const keys: Record<Stratum, string | null | undefined> = {
      group,
      stage,
      educationGroup: known?.educationGroup,
      street: known?.street,
      unit,
      day: null,
    };
    for (const stratum of STRATA) {
      const key = keys[stratum];
      this.#strata[stratum][index] = key == null ? 0 : (this.#codeOf[stratum].get(key) ?? 0);
    }
  }

  #grow(): void {
    const capacity = this.live.length * 2;
    for (const [code, column] of this.#items) this.#items.set(code, grown(column, capacity));
    for (const stratum of STRATA) this.#strata[stratum] = grown(this.#strata[stratum], capacity);
    this.flags = grown(this.flags, capacity);
    this.live = grown(this.live, capacity);
    this.submittedAt = grown(this.submittedAt, capacity);
    this.seconds = grown(this.seconds, capacity);
  }
}

function perStratum<T>(of: (stratum: Stratum) => T): Record<Stratum, T> {
  return Object.fromEntries(STRATA.map((stratum) => [stratum, of(stratum)])) as Record<Stratum, T>;
}

const codes = (categories: readonly Category[]): ReadonlyMap<string, number> =>
  new Map(categories.map(({ key }, index) => [key, index + 1]));

const named = (keys: Iterable<string | null>): Category[] =>
  [...new Set(keys)].filter((key) => key !== null).map((key) => ({ key, label: { zh: key } }));

/** The categories of every stratum, in the order of the campaign's groups and of its roster. */
function categoriesOf(
  groups: readonly RespondentGroup[],
  units: readonly Unit[],
): Record<Stratum, readonly Category[]> {
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
    day: [],
  };
}
