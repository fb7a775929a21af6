import type { Options } from 'mingo/types';
import { StoreError } from '../errors.js';
import { ExternalSort } from '../query/external-sort.js';
import type { MemoryShares } from '../storage/memory.js';
import type { SpillFolder } from '../storage/spill-folder.js';

/** MongoDB's own limit of a stage that may not go to disk. */
const mostWithoutDisk = 100 * 1024 * 1024;

/** A stage met more than it may hold; the pipeline may run again with its groups on disk. */
export class HeldTooMuch extends StoreError {
  constructor(stage: string) {
    super(
      292,
      `Exceeded memory limit for ${stage}, but didn't allow external sort. Pass allowDiskUse:true to opt in.`,
    );
  }
}

/** How the stages of one run of a pipeline may use the disk. */
export class DiskUse {
  readonly #folder: SpillFolder;
  readonly #shares: MemoryShares;
  readonly allowed: boolean;
  /** Groups are sorted by their keys on disk from the start: they did not fit. */
  readonly groupsOnDisk: boolean;
  readonly #opened: ExternalSort[] = [];

  constructor(folder: SpillFolder, shares: MemoryShares, allowed: boolean, groupsOnDisk = false) {
    this.#folder = folder;
    this.#shares = shares;
    this.allowed = allowed;
    this.groupsOnDisk = groupsOnDisk;
  }

  /** Bytes that a stage may hold before it goes to disk; or, if it may not, is refused. */
  most(stage: 'sort' | 'groups'): number {
    return this.allowed ? this.#shares[stage] : mostWithoutDisk;
  }

  /** The same for another run, with groups on disk. */
  withGroupsOnDisk(): DiskUse {
    return new DiskUse(this.#folder, this.#shares, this.allowed, true);
  }

  newSort(): ExternalSort {
    const sort = new ExternalSort(this.#folder, this.#shares.sort);
    this.#opened.push(sort);
    return sort;
  }

  /** Gives back the files of this run, whether its stages were read to their ends or not. */
  close(): void {
    for (const sort of this.#opened) sort.close();
  }
}

const uses = new WeakMap<Options, DiskUse>();

/** Notes what the stages that get these options may use. */
export const setDiskUse = (options: Options, use: DiskUse) => void uses.set(options, use);

/** Undefined in a pipeline within a stage, whose input is bounded by that stage's. */
export const diskUseOf = (options: Options): DiskUse | undefined => uses.get(options);
