import { STAGES, STAGE_TITLES, type CampaignCodebook } from '@duwen/shared/codebook';
import type { Codebook, RespondentGroup, Unit } from '@duwen/shared/codebook';
import { STRATA, type Columns, type Stratum, type StratumColumn } from '@duwen/shared/tabulation';
import { DayColumn } from './day-column.js';
import { DuplicateMarks } from './duplicate-marks.js';
import { RowBlockBuilder, type ItemColumn, type RowBlock, type StoredRow } from './row-block.js';
import { rowLayout, type RowLayout } from './row-layout.js';
import { enlarged, sharedArray } from './shared-array.js';

export { UNKNOWN_SECONDS, type StoredRow } from './row-block.js';

type Category = StratumColumn['categories'][number];
type Fixed = Exclude<Stratum, 'day'>;
const FIXED = STRATA.filter((stratum) => stratum !== 'day');

const FIRST_CAPACITY = 1024;

/** Every set of buffers and dictionaries in this process has a number of its own. */
let generations = 0;

/**
 * The columns of one campaign, growing by blocks of responses. Every array that is counted lies on a SharedArrayBuffer, so that
 * worker threads read it in place; rows are only ever added behind those that a reader knows.
 */
export class ResponseColumns {
  readonly layout: RowLayout;
  length = 0;
  flags = sharedArray(Uint8Array, FIRST_CAPACITY);
  live = sharedArray(Uint8Array, FIRST_CAPACITY);
  submittedAt = sharedArray(Float64Array, FIRST_CAPACITY);
  seconds = sharedArray(Uint16Array, FIRST_CAPACITY);
  #generation = ++generations;
  #version = new Uint16Array(FIRST_CAPACITY);
  readonly #versionCodes: ReadonlyMap<string, number>;
  /** By version code − 1: its items. */
  readonly #itemsOf: readonly (readonly string[])[];
  readonly #items = new Map<string, ItemColumn>();
  readonly #strata: Record<Fixed, Uint16Array>;
  readonly #day: DayColumn;
  readonly #categories: Readonly<Record<Fixed, readonly Category[]>>;
  readonly #codeOf: Readonly<Record<Fixed, ReadonlyMap<string, number>>>;
  readonly #unitOf: ReadonlyMap<string, Unit>;
  readonly #duplicates: DuplicateMarks;

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
    this.layout = rowLayout(codebook, versions);
    for (const { code } of codebook.items) {
      const isWide = this.layout.wide.has(code);
      this.#items.set(
        code,
        isWide ? sharedArray(Uint16Array, FIRST_CAPACITY) : sharedArray(Uint8Array, FIRST_CAPACITY),
      );
    }
    this.#versionCodes = new Map([...versions.keys()].map((version, index) => [version, index + 1]));
    this.#itemsOf = [...this.layout.places.values()].map((places) => places.filter((code) => code !== null));
    this.#unitOf = new Map(units.map((unit) => [unit.code, unit]));
    this.#categories = categoriesOf(groups, units);
    this.#codeOf = perStratum((stratum) => codes(this.#categories[stratum]));
    this.#strata = perStratum(() => sharedArray(Uint16Array, FIRST_CAPACITY));
    this.#day = new DayColumn(timeZone, FIRST_CAPACITY);
    this.#duplicates = new DuplicateMarks(this);
  }

  /** Another number when a buffer or the categories of a stratum have been replaced. Unique within the process. */
  get generation(): number {
    return this.#generation;
  }

  /** What the columns take in memory, with the room to grow. */
  get bytes(): number {
    const columns = [
      ...this.#items.values(),
      ...FIXED.map((stratum) => this.#strata[stratum]),
      ...[this.#day.codes, this.#version, this.flags, this.live, this.submittedAt, this.seconds],
    ];
    return columns.reduce((sum, { byteLength }) => sum + byteLength, this.#duplicates.bytes);
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
    const block = new RowBlockBuilder(this.layout, 1);
    block.add(response, null);
    this.appendBlock(block.finish());
    return this.length - 1;
  }

  /**
   * Adds the rows of a block, laid out by this campaign's versions.
   * @throws RangeError for a version that the campaign does not have
   */
  appendBlock(block: RowBlock): void {
    const from = this.length;
    this.reserve(from + block.rows);
    const versions = block.dictionaries.version.map((version) => {
      const code = this.#versionCodes.get(version);
      if (code === undefined) throw new RangeError(`the campaign has no version ${version}`);
      return code;
    });
    recode(block.keys.version, versions, this.#version, from);
    for (const [code, column] of block.items) this.#items.get(code)?.set(column, from);
    this.#fillStrata(block, from);
    this.flags.set(block.flags, from);
    this.live.fill(1, from, from + block.rows);
    this.submittedAt.set(block.submittedAt, from);
    this.seconds.set(block.seconds, from);
    for (let row = 0; row < block.rows; row++) {
      if (this.#day.set(from + row, block.submittedAt[row]!, from + row)) this.#generation = ++generations;
      this.#duplicates.add(from + row, block.hashLow[row]!, block.hashHigh[row]!);
    }
    this.length = from + block.rows;
  }

  /** Makes room for so many rows: twice the room there was, or what is asked for where that is more. */
  reserve(rows: number): void {
    const present = this.live.length;
    if (rows <= present) return;
    const capacity = Math.max(rows, present * 2);
    for (const [code, column] of this.#items) this.#items.set(code, enlarged(column, capacity));
    for (const stratum of FIXED) this.#strata[stratum] = enlarged(this.#strata[stratum], capacity);
    this.#day.grow(capacity);
    this.#duplicates.reserve(capacity);
    const version = new Uint16Array(capacity);
    version.set(this.#version);
    this.#version = version;
    this.flags = enlarged(this.flags, capacity);
    this.live = enlarged(this.live, capacity);
    this.submittedAt = enlarged(this.submittedAt, capacity);
    this.seconds = enlarged(this.seconds, capacity);
    this.#generation = ++generations;
  }

  /** Sets whether a row counts: one that was withdrawn does not, and nobody's answers are a duplicate of it. */
  setLive(row: number, counts: boolean): void {
    if ((this.live[row] === 1) === counts) return;
    this.live[row] = counts ? 1 : 0;
    if (counts) this.#duplicates.restore(row);
    else this.#duplicates.remove(row);
  }

  #fillStrata({ dictionaries, keys }: RowBlock, from: number): void {
    const fill = (
      stratum: Fixed,
      key: 'group' | 'unit' | 'stage',
      keyOf = (code: string): string | null | undefined => code,
    ) => {
      const map = dictionaries[key].map((code) => this.#codeOf[stratum].get(keyOf(code) ?? '') ?? 0);
      recode(keys[key], map, this.#strata[stratum], from);
    };
    fill('group', 'group');
    fill('stage', 'stage');
    fill('unit', 'unit');
    fill('educationGroup', 'unit', (code) => this.#unitOf.get(code)?.educationGroup);
    fill('street', 'unit', (code) => this.#unitOf.get(code)?.street);
  }

  /** Whether two rows have the same version, unit, stage and answers. */
  alike(one: number, other: number): boolean {
    const version = this.#version[one]!;
    if (version !== this.#version[other]) return false;
    for (const stratum of ['unit', 'stage'] as const)
      if (this.#strata[stratum][one] !== this.#strata[stratum][other]) return false;
    for (const code of this.#itemsOf[version - 1]!) {
      const column = this.#items.get(code)!;
      if (column[one] !== column[other]) return false;
    }
    return true;
  }
}

/** Writes a block's codes as the campaign's: `map[code − 1]`, 0 for none. */
function recode(codes: Uint16Array, map: readonly number[], target: Uint16Array, from: number): void {
  const all = Uint16Array.of(0, ...map);
  for (let row = 0; row < codes.length; row++) target[from + row] = all[codes[row]!]!;
}

function perStratum<T>(of: (stratum: Fixed) => T): Record<Fixed, T> {
  return Object.fromEntries(FIXED.map((stratum) => [stratum, of(stratum)])) as Record<Fixed, T>;
}

const codes = (categories: readonly Category[]): ReadonlyMap<string, number> =>
  new Map(categories.map(({ key }, index) => [key, index + 1]));

const named = (keys: Iterable<string | null>): Category[] =>
  [...new Set(keys)].filter((key) => key !== null).map((key) => ({ key, label: { zh: key } }));

/** The categories of every stratum but the day, in the order of the campaign's groups and of its roster. */
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
