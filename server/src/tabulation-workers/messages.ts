import type { BreakdownAnswer, TableAnswer } from '@duwen/shared/api';
import type { Breakdown } from '@duwen/shared/breakdown';
import type { CampaignCodebook, Frame } from '@duwen/shared/codebook';
import type { EvidenceInput, SectionEvidence } from '@duwen/shared/evidence';
import type {
  BreakdownRequest,
  Columns,
  CountedItems,
  ItemRange,
  TablePart,
  TableRequest,
  TabulationErrorCode,
} from '@duwen/shared/tabulation';

/** What a worker holds of a campaign. The columns lie on memory that the threads share; the rest is copied. */
export interface HeldCampaign {
  readonly columns: Columns;
  readonly codebook: CampaignCodebook;
  /** The population that weights are made by. */
  readonly frame: Frame;
  /** What answers tell of the campaign itself. */
  readonly about: BreakdownAnswer['campaign'];
  readonly minimumCell: number;
}

/** A part of a request that one worker does in one go, by its name. `Parts` tells what each gives. */
export type Part =
  | { readonly kind: 'countItems'; readonly request: BreakdownRequest }
  | {
      readonly kind: 'breakdown';
      readonly request: BreakdownRequest;
      /** The items' counts, made in parts; null: still to be made. */
      readonly counted: readonly CountedItems[] | null;
      /** The items to answer. Of JSON, a part is a piece of text: all of them one after the other are the answer. */
      readonly part: ItemRange;
      readonly asOf: string;
      readonly as: 'json' | 'value';
    }
  | {
      /** A request without and with weights at once. */
      readonly kind: 'bothWays';
      readonly request: BreakdownRequest;
      readonly asOf: string;
    }
  | {
      readonly kind: 'countTable';
      readonly request: TableRequest;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'table';
      readonly request: TableRequest;
      readonly counted: readonly TablePart[] | null;
      readonly asOf: string;
      readonly as: 'json' | 'value';
    }
  | {
      readonly kind: 'evidence';
      /** What sections are made from beside tables; null without a framework. */
      readonly input: Pick<EvidenceInput, 'framework' | 'groups' | 'facts' | 'themes'> | null;
    };

/** What the scores say of each section. */
export interface ScoredSections {
  /** Responses that count; null when there are fewer than the minimum. */
  readonly responses: number | null;
  readonly sections: readonly SectionEvidence[];
}

/** Answers to a request without and with weights; each item's are JSON of their own, so that they can be read one by one. */
export interface WrittenBothWays {
  readonly plain: Omit<Breakdown, 'items'>;
  readonly weighted: Omit<Breakdown, 'items'>;
  /** Per item the bytes of a pair: the item without weights, and with them its total alone. */
  readonly items: readonly Uint8Array[];
}

/** What the parts give. JSON comes as its bytes, which change hands without being copied. */
export interface Outcomes {
  readonly countItems: CountedItems;
  readonly breakdown: BreakdownAnswer | Uint8Array;
  readonly bothWays: WrittenBothWays;
  readonly countTable: TablePart;
  readonly table: TableAnswer | Uint8Array;
  readonly evidence: ScoredSections;
}

export type Outcome<P extends Part> = Outcomes[P['kind']];

/** Why a part came to nothing. */
export type Failure =
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'tabulation';
      readonly code: TabulationErrorCode;
      readonly value: string;
      readonly variable: string | null;
    }
  | { readonly kind: 'error'; readonly message: string; readonly stack: string | undefined };

export type ToWorker =
  | { readonly kind: 'hold'; readonly campaign: string; readonly held: HeldCampaign }
  | { readonly kind: 'forget'; readonly campaign: string }
  | {
      readonly kind: 'do';
      readonly campaign: string;
      readonly part: Part;
      /** One number on shared memory: not 0 once nobody waits for the outcome any more. */
      readonly cancelled: Int32Array;
    };

export type FromWorker =
  | { readonly kind: 'done'; readonly outcome: Outcomes[keyof Outcomes] }
  | { readonly kind: 'failed'; readonly failure: Failure };
