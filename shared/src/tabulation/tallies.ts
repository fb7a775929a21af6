import type { CampaignItem } from '../codebook/index.js';
import type { LocalizedText } from '../i18n/index.js';
import type { BreakdownRequest } from './request.js';

/** Σ and Σ² of a numeric item's answers, measured from the item's `min` so that both stay exact integers. */
export interface Moments {
  readonly sum: number;
  readonly squares: number;
}

/**
 * What one row of respondents answered to one item. asked = missing + dontKnow + n always.
 * `counts` follows the item's options; for several choices it counts persons per option, so it adds up to more than n.
 */
export interface RowTally {
  readonly asked: number;
  readonly missing: number;
  readonly dontKnow: number;
  readonly n: number;
  readonly counts: readonly number[];
  readonly moments: Moments | null;
}

/**
 * Where the responses of a table come from: a cell per row, respondent group and unit that occur together. Who belongs to
 * one unit was drawn together, so errors are made from these cells, not from persons.
 */
export interface ClusterCells {
  /** Per cell: 0 for the unplaced, k for row k − 1. */
  readonly row: Uint16Array;
  /** Per cell: the codes of the strata `group` and `unit`. */
  readonly group: Uint16Array;
  readonly unit: Uint16Array;
}

/**
 * An item's answers per cluster cell, `width` figures a cell:
 * single: the answers per code (coding's), not asked first; text: the same; multiple: missing, don't know, n, then persons per option;
 * numeric: missing, n, Σ, Σ² (from the item's `min`).
 */
export interface ClusterCounts {
  readonly width: number;
  readonly figures: Uint32Array | Float64Array;
}

/** An item's table before disclosure control. */
export interface ItemTally {
  readonly item: CampaignItem;
  /** In the order of the tallies' categories. */
  readonly rows: readonly RowTally[];
  /** Respondents of the total who are in no category (a deputy has no school): total = Σ rows + unplaced. */
  readonly unplaced: RowTally;
  readonly total: RowTally;
  /** The same by cluster; null where the item has no column, so was asked of nobody. */
  readonly clusters: ClusterCounts | null;
}

/** The exact counts that answer a request. Never shown as they are: `protectTallies` comes first. */
export interface Tallies {
  readonly request: BreakdownRequest;
  readonly categories: readonly { readonly key: string; readonly label: LocalizedText }[];
  /** Responses that the filter keeps. */
  readonly responses: number;
  readonly items: readonly ItemTally[];
  readonly cells: ClusterCells;
  /** Responses per cluster cell. */
  readonly clusterPersons: Uint32Array;
  /** The respondent groups, and how many responses of each there are per category; the total last. */
  readonly groups: readonly string[];
  readonly groupSizes: readonly (readonly number[])[];
}
