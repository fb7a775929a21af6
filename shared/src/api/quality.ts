import { z } from 'zod';
import type { ExclusionEffect } from '../breakdown/index.js';
import type { QualityFlag } from '../coding/index.js';
import type { LocalizedText } from '../i18n/index.js';

/** PUT /api/campaigns/:id/quality/:flag (admin) → QualityAnswer. 409 where it is decided so already; 403 `differencing`. */
export const qualityDecisionSchema = z.strictObject({
  excluded: z.boolean(),
  reason: z.string().trim().min(1).max(500),
});
export type QualityDecisionInput = z.input<typeof qualityDecisionSchema>;

/** A decision on the responses with a mark. */
export interface QualityDecisionMade {
  readonly excluded: boolean;
  readonly reason: string;
  /** The user name of who decided. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/** How many responses have a mark; null: withheld, since it is under the minimum or would give another away. */
export interface MarkedResponses {
  readonly responses: number | null;
  /** In the order of the answer's groups. */
  readonly groups: readonly (number | null)[];
}

export interface QualityMark extends MarkedResponses {
  readonly flag: QualityFlag;
  /** Whether the round leaves these responses out at present. */
  readonly excluded: boolean;
  /** Every decision, the latest first; nothing is ever overwritten. */
  readonly decisions: readonly QualityDecisionMade[];
  /** What leaving them out does to the favourable shares, counted from all responses. */
  readonly effect: ExclusionEffect;
}

/** What every table leaves out. */
export interface QualityExclusion {
  /** The marks whose responses are left out. */
  readonly flags: readonly QualityFlag[];
  /** How many responses that is; null: withheld. */
  readonly responses: number | null;
}

/** GET /api/campaigns/:id/quality/exclusion → QualityExclusion; GET /api/campaigns/:id/quality → QualityAnswer */
export interface QualityAnswer {
  /** Responses that came in and were not withdrawn, marked or not. */
  readonly responses: number;
  readonly minimumCell: number;
  readonly groups: readonly {
    readonly code: string;
    readonly title: LocalizedText;
    readonly responses: number;
  }[];
  readonly marks: readonly QualityMark[];
  /** Responses with at least one mark. */
  readonly any: MarkedResponses & { readonly effect: ExclusionEffect };
  readonly exclusion: QualityExclusion;
  readonly asOf: string;
}
