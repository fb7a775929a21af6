import type { ProtectedRow, ScoreFreedom } from './protected-tallies.js';
import type { TableTallies } from './table-tallies.js';

/** A cell of a table, or a total, as it may be shown: null is withheld. */
export interface ProtectedTableCell {
  /** 'cell': not even the persons are told; 'figure': they are, but the measure's figure is not. */
  readonly suppression: 'none' | 'figure' | 'cell';
  /** Persons. */
  readonly count: number | null;
  /**
   * What the measure's figure is of: the persons of the row, the column or the table for percentages, of the table for
   * counts, the valid answers for means and favourable shares. A figure is told only where this is.
   */
  readonly n: number | null;
  /** Favourable answers; null where withheld, where the item has no such options, or without an item. */
  readonly favourable: number | null;
  /** Shares of n between which a withheld `favourable` lies, wide enough to protect. */
  readonly favourableBounds: ProtectedRow['favourableBounds'];
  /** How exactly the mean may be told; null: not at all. */
  readonly scores: ScoreFreedom | null;
  /** Whether an interval of the mean may be told: it tells how widely the answers are spread. */
  readonly spread: boolean;
}

/** A table after disclosure control. */
export interface ProtectedTable {
  readonly tallies: TableTallies;
  readonly minimumCell: number;
  /** null when fewer than the minimum. */
  readonly responses: number | null;
  /** A row per head of the tallies' rows, then the total; in each a cell per head of the columns, then the total. */
  readonly cells: readonly (readonly ProtectedTableCell[])[];
  readonly disclosure: {
    readonly minimumCell: number;
    /** Cells, totals included, of which something is withheld since they hold 1 to minimum − 1 persons. */
    readonly primary: number;
    /** Further ones: so that those can't be worked out, or for few (or all but few) favourable answers. */
    readonly complementary: number;
    /** Cells shown whole. */
    readonly shown: number;
  };
}
