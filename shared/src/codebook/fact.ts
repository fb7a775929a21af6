import type { LocalizedText } from '../i18n/index.js';

/** A number that a district reports, over its periods, with what the district says of it. */
export interface FactSeries {
  readonly code: string;
  readonly title: LocalizedText;
  readonly unit: LocalizedText;
  readonly values: readonly {
    /** `2016`, or `2016–2018` for a sum over years; a label where the values are parts rather than periods. */
    readonly period: string;
    readonly value: number;
    readonly label?: LocalizedText | undefined;
  }[];
  /** What the report states beside the figures (growth, a standard that is met), verbatim. */
  readonly stated?: LocalizedText | undefined;
}
