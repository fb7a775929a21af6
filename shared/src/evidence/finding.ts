import type { LocalizedText } from '../i18n/index.js';
import type { BreakdownTest, Share } from '../breakdown/index.js';
import type { Reason } from '../statistics/index.js';
import type { FactSeries } from '../codebook/index.js';

/** How a finding stands to what its section of the report claims. */
export type Direction = 'supports' | 'contradicts' | 'mixed' | 'neutral';

/** How much weight a finding can bear: from the base and the interval's width. */
export type Strength = 'strong' | 'moderate' | 'weak';

/** The figures of one group (of findings by place: of one group there, or elsewhere) behind a finding. */
export interface GroupFigure {
  readonly group: string;
  readonly label: LocalizedText;
  readonly favourable: Share | null;
  /** Set where the exact share is withheld. */
  readonly bounds: { readonly n: number; readonly atLeast: number; readonly atMost: number } | null;
  readonly mean: number | null;
  readonly counts: readonly (number | null)[];
  readonly suppressed: boolean;
}

/** What a finding compares: groups, what was chosen, or one group's answers by street, stage or school. */
export type FindingKind = 'groups' | 'choices' | 'street' | 'stage' | 'school';

/** A statement drawn from scores, with all that is needed to check it. */
export interface Finding {
  /** Stable within a campaign: section, item and kind. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly indicator: string;
  readonly item: string;
  readonly itemTitle: LocalizedText;
  /** Sentences (Chinese, and English) generated from the figures below. */
  readonly statement: LocalizedText;
  readonly options: readonly {
    readonly label: LocalizedText;
    readonly missing: boolean;
    readonly favourable: boolean;
    readonly score: number | null;
  }[];
  readonly favourableLabel: LocalizedText;
  readonly groups: readonly GroupFigure[];
  /** Whether groups differ by more than chance; null where fewer than two can be compared, and of findings by place. */
  readonly test: BreakdownTest | null;
  /** Why groups were not tested; null where they were, and of findings that compare no groups. */
  readonly noTest: Reason | null;
  readonly threshold: number | null;
  readonly direction: Direction;
  readonly strength: Strength;
}

/** Two things that do not agree: a finding and the claim, or two groups with each other. */
export interface Contradiction {
  readonly kind: 'claim' | 'groups';
  readonly item: string;
  readonly statement: LocalizedText;
}

/** A recurrent theme of the open answers. */
export interface OpenTheme {
  readonly item: string;
  readonly term: string;
  readonly group: string;
  readonly count: number;
  /** How many of them find it wanting, and praise it; null where that may not be told. The rest is unclear. */
  readonly critical: number | null;
  readonly praising: number | null;
  /** Words that come with it more often than in the other answers to the item. */
  readonly companions: readonly string[];
  /** Quotations with names, phones and numbers masked. */
  readonly quotations: readonly string[];
}

/** The terms that mark a group's answers to an open item against the other groups'. */
export interface GroupTerms {
  readonly item: string;
  readonly group: string;
  /** How many of the group wrote something. */
  readonly answers: number;
  /** The most marking first; `count` answers use the term, `z` standard errors above the other groups. */
  readonly terms: readonly { readonly term: string; readonly count: number; readonly z: number }[];
}

/** What the scores say of one section of the report. */
export interface SectionEvidence {
  readonly code: string;
  readonly title: LocalizedText;
  readonly kind: 'achievement' | 'problem';
  readonly claim: LocalizedText;
  readonly part: { readonly code: string; readonly title: LocalizedText };
  readonly indicators: readonly {
    readonly code: string;
    readonly title: LocalizedText;
    readonly findings: readonly Finding[];
    /** The district's own figures that speak to the indicator. */
    readonly facts: readonly FactSeries[];
  }[];
  readonly contradictions: readonly Contradiction[];
  readonly themes: readonly OpenTheme[];
  /** One or two sentences that sum the section up; says so where there is no evidence. */
  readonly summary: LocalizedText;
  readonly verdict: Direction | 'none';
}
