import { z } from 'zod';
import type { GroupTerms } from '../evidence/index.js';
import type { LocalizedText } from '../i18n/index.js';
import type { Reason } from '../statistics/index.js';

/** Answers on one page of the browser. */
export const TEXTS_PER_PAGE = 50;
/** Most themes of one item: more cannot be kept apart. */
export const MOST_THEMES = 40;

/** GET /api/campaigns/:id/texts → OpenItem[]: the campaign's open items. */
export interface OpenItem {
  readonly item: string;
  readonly title: LocalizedText;
  /** Groups that were put the item. */
  readonly groups: readonly { readonly code: string; readonly title: LocalizedText }[];
}

/** A part of a text, by its characters' places (UTF-16): from `from` to before `to`. */
export type TextSpan = readonly [from: number, to: number];

/** An open answer, masked, without unit or time. `key` names it within its item and leads nowhere else. */
export interface TextAnswer {
  readonly key: string;
  readonly group: string;
  readonly text: string;
  /** What the search found in it. */
  readonly found: readonly TextSpan[];
  /** The themes that the asker has given it; null: not coded by the asker so far. Others' codes are never told here. */
  readonly coded: readonly string[] | null;
}

/**
 * GET /api/campaigns/:id/texts/:item?group=parent&search=食堂&by=sentences&coded=none&theme=…&page=1 → TextPage
 * Groups with fewer answers than the campaign's minimum are left out.
 */
export const textsQuerySchema = z.strictObject({
  group: z.string().max(80).optional(),
  search: z.string().trim().max(80).default(''),
  /** Whole answers, or the sentences in which the search is found. */
  by: z.enum(['answers', 'sentences']).default('answers'),
  /** The asker's own codes: any answer, uncoded ones, coded ones. */
  coded: z.enum(['any', 'none', 'mine']).default('any'),
  /** Only answers that the asker gave this theme. */
  theme: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
export type TextsQuery = z.output<typeof textsQuerySchema>;

export interface TextPage {
  readonly answers: readonly TextAnswer[];
  /** How many answers (or sentences) the query finds. */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** The words that the search was cut into. */
  readonly words: readonly string[];
  /** Answers of each group that is told, and of all of them. */
  readonly groups: readonly { readonly code: string; readonly answers: number }[];
  readonly all: number;
  /** Groups left out, having fewer answers than the minimum. */
  readonly groupsLeftOut: number;
  readonly minimumCell: number;
  readonly asOf: string;
}

/** GET /api/campaigns/:id/texts/:item/terms → GroupTerms[]: what marks each group's answers. */
export type ItemTerms = readonly GroupTerms[];

/** POST /api/campaigns/:id/texts/:item/themes → 201 TextTheme; PUT …/themes/:theme → TextTheme (a retired one is not given any more). */
export const themeSchema = z.strictObject({
  name: z.string().trim().min(1).max(40),
  description: z.string().trim().max(500).default(''),
});
export const themeChangeSchema = themeSchema.extend({ retired: z.boolean().default(false) });
export type ThemeInput = z.input<typeof themeSchema>;
export type ThemeChange = z.input<typeof themeChangeSchema>;

export interface TextTheme {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly retired: boolean;
  /** The user name of who made it. */
  readonly by: string;
}

/** A coder and how many of the item's answers he or she has coded. */
export interface CoderProgress {
  readonly coder: string;
  readonly coded: number;
}

/** GET /api/campaigns/:id/texts/:item/themes → ItemThemes */
export interface ItemThemes {
  readonly themes: readonly TextTheme[];
  readonly coders: readonly CoderProgress[];
  readonly answers: number;
}

/**
 * PUT /api/campaigns/:id/texts/:item/codes/:key → 204: what the asker codes the answer as. No theme says that none applies;
 * `themes: null` takes the code back. `settled`: what was agreed on after discussion, which stands beside the coders' own codes.
 */
export const codeSchema = z.strictObject({
  themes: z.array(z.string().max(40)).max(MOST_THEMES).nullable(),
  settled: z.boolean().default(false),
});
export type CodeInput = z.input<typeof codeSchema>;

/** Cohen's κ with its words, or why there is none. */
export type Agreement =
  | { readonly ok: true; readonly kappa: number; readonly size: KappaSize }
  | { readonly ok: false; readonly reason: Reason };

/** Landis & Koch (1977). */
export const KAPPA_SIZES = ['poor', 'slight', 'fair', 'moderate', 'substantial', 'almostPerfect'] as const;
export type KappaSize = (typeof KAPPA_SIZES)[number];

export const agreementQuerySchema = z.strictObject({
  one: z.string().max(80),
  other: z.string().max(80),
});

/** GET /api/campaigns/:id/texts/:item/agreement?one=…&other=… → CoderAgreement: two coders on the answers that both have coded. */
export interface CoderAgreement {
  readonly one: string;
  readonly other: string;
  readonly both: number;
  readonly themes: readonly {
    readonly theme: string;
    readonly bothGive: number;
    readonly oneGives: number;
    readonly otherGives: number;
    readonly neither: number;
    readonly agreement: Agreement;
  }[];
  /** Over all decisions on all themes together. */
  readonly overall: Agreement;
  /** Answers on which they differ: to be talked about. The first `TEXTS_PER_PAGE`. */
  readonly differences: readonly {
    readonly key: string;
    readonly group: string;
    readonly text: string;
    readonly one: readonly string[];
    readonly other: readonly string[];
    /** What was agreed on; null: not settled. */
    readonly settled: readonly string[] | null;
  }[];
  readonly differing: number;
}

/** GET /api/campaigns/:id/texts/:item/counts → ThemeCounts: how many answers speak of what, by group. */
export interface ThemeCounts {
  readonly groups: readonly string[];
  /** Answers coded so far: by group (null: withheld), and in all. */
  readonly coded: readonly (number | null)[];
  readonly all: number | null;
  readonly themes: readonly {
    readonly theme: string;
    readonly counts: readonly (number | null)[];
    readonly all: number | null;
  }[];
  /** Answers whose coders differ, with nothing settled: they count as coded, and for a theme where most coders give it. */
  readonly unsettled: number;
  readonly minimumCell: number;
}
