/** What this process's matrices keep to. */
export interface MatrixSettings {
  /** Together they take at most this much memory; the least recently used go first. */
  readonly memoryBytes: number;
  /** Told in one line, without personal data, what had to be made again and why. */
  readonly warn: (line: string) => void;
  /** Rows that are sealed together. */
  readonly chunkRows: number;
  /** The last chunk is made anew, with what came since, when this many rows came. */
  readonly extendedBy: number;
  /**
   * What was stored less long ago than this is not sealed: by then every write has come to its end, and the clocks of servers
   * that differ by a minute do not matter. What comes later still is found by its count (docs/decisions/0008).
   */
  readonly sealedAfterMs: number;
  /** Between two looks whether there is enough to seal. */
  readonly lookEveryMs: number;
  /** Between two counts of all that should be in. */
  readonly countEveryMs: number;
}

let settings: MatrixSettings = {
  memoryBytes: 1024 * 2 ** 20,
  warn: () => undefined,
  chunkRows: 65_536,
  extendedBy: 8_192,
  sealedAfterMs: 600_000,
  lookEveryMs: 60_000,
  countEveryMs: 300_000,
};

/** Sets what is given; the rest stays as it is. */
export function configureMatrices(change: Partial<MatrixSettings>): void {
  settings = { ...settings, ...change };
}

export const matrixSettings = (): MatrixSettings => settings;
