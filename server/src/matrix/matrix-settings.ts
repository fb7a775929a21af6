/** What this process's matrices keep to. */
export interface MatrixSettings {
  /** Together they take at most this much memory; the least recently used go first. */
  readonly memoryBytes: number;
  /** Told in one line, without personal data, what had to be made again and why. */
  readonly warn: (line: string) => void;
}

const DEFAULT_MEMORY_MB = 1024;

let settings: MatrixSettings = { memoryBytes: DEFAULT_MEMORY_MB * 2 ** 20, warn: () => undefined };

/** Sets what is given; the rest stays as it is. */
export function configureMatrices(change: Partial<MatrixSettings>): void {
  settings = { ...settings, ...change };
}

export const matrixSettings = (): MatrixSettings => settings;
