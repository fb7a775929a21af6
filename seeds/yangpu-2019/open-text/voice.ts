/** What is said of one subject. `{name}` places are filled from the voice's `slots`. */
export interface Theme {
  readonly name: string;
  /** How often it is spoken of, against the others. */
  readonly praised: number;
  readonly blamed: number;
  readonly praise: readonly string[];
  readonly problem: readonly string[];
  /** What is asked for; stands alone or after a problem. */
  readonly ask: readonly string[];
}

/** How people of one kind write. */
export interface Voice {
  readonly themes: readonly Theme[];
  readonly slots: Readonly<Record<string, readonly string[]>>;
  readonly praiseLead: readonly string[];
  readonly problemLead: readonly string[];
  readonly askLead: readonly string[];
  readonly praiseEnd: readonly string[];
  readonly askEnd: readonly string[];
  /** Answers that say little, as many do. */
  readonly shortPraise: readonly string[];
  readonly shortProblem: readonly string[];
  readonly stop: readonly string[];
}
