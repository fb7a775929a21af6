import type { CampaignItem } from '../codebook/index.js';
import type { LocalizedText } from '../i18n/index.js';
import type { TableRequest } from './table-request.js';
import type { ClusterCells, ClusterCounts } from './tallies.js';

/** A category of a variable, of an item also "don't know", no answer and not asked as far as the base counts them. */
export interface TableCategory {
  readonly key: string;
  readonly label: LocalizedText;
}

/** A row or a column of a table: a category of each of its variables, outermost first. */
export type TableHead = readonly TableCategory[];

/**
 * The exact counts of a table. It is made of those who are in a category of every variable: who has no unit is not in a
 * table by unit, nor in its totals. Heads with nobody in them are left out, save, on an axis of one stratum, the
 * categories that the filter names. With several choices a person is in several cells but once in a total.
 */
export interface TableTallies {
  readonly request: TableRequest;
  readonly rows: readonly TableHead[];
  readonly columns: readonly TableHead[];
  /** The item that the measure is of. */
  readonly of: CampaignItem | null;
  /** The several-choice item among the variables, of which there is one at most: persons overlap between its options. */
  readonly severalChoice: CampaignItem | null;
  /** Responses that the filter keeps and the base counts, in a category of every variable: the table's total. */
  readonly responses: number;
  /** Persons per row (with a last one for the total) and column (with a last one for the total), row by row. */
  readonly persons: Uint32Array;
  readonly answers: TableAnswers | null;
  /**
   * Cluster cells: `row` and `column` are places in `rows` and `columns`, and `rows.length` and `columns.length` for the
   * totals. Totals have cells of their own, since with several choices they are no sums.
   */
  readonly cells: ClusterCells & { readonly column: Uint16Array };
  /** Persons per cluster cell; and, with `of`, its answers (see `ClusterCounts`). */
  readonly clusterPersons: Uint32Array;
  readonly clusterAnswers: ClusterCounts | null;
}

/**
 * Valid answers to `of`, favourable ones among them, Σ score and Σ score² (a numeric item's from its `min`); each as
 * `persons`: per row and column with their totals.
 */
export interface TableAnswers {
  readonly n: Uint32Array;
  readonly favourable: Uint32Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}
