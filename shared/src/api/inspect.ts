import { z } from 'zod';
import type { LinkInfo, PublishedQuestionnaire, UnitChoice } from './public.js';
import { STAGES, type CampaignItem, type Framework, type RespondentGroup } from '../codebook/index.js';
import type { LocalizedText } from '../i18n/index.js';
import type { GroupTerms, SectionEvidence } from '../evidence/index.js';
import type { Breakdown, Table } from '../breakdown/index.js';
import {
  BASES,
  MEASURES,
  STRATA,
  variableKey,
  type BreakdownRequest,
  type Population,
  type Stratum,
  type TableRequest,
} from '../tabulation/index.js';
import { variables, whereParameter } from './filter-parameter.js';

export type Role = 'admin' | 'inspector';

/** POST /api/session */
export const signInSchema = z.strictObject({
  username: z.string().min(1).max(80),
  password: z.string().min(1).max(200),
});

/** GET /api/session (200 always), POST /api/session, DELETE /api/session. Send `csrfToken` as `x-csrf-token` with every change. */
export interface SessionInfo {
  readonly user: { readonly username: string; readonly role: Role } | null;
  readonly csrfToken: string;
}

export type CampaignStatus = 'draft' | 'open' | 'closed' | 'archived';

/** GET /api/campaigns → CampaignSummary[] */
export interface CampaignSummary {
  readonly id: string;
  readonly name: LocalizedText;
  readonly district: string;
  readonly organiser: LocalizedText;
  readonly status: CampaignStatus;
  readonly synthetic: boolean;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly minimumCell: number;
  readonly responses: number;
}

/** GET /api/campaigns/:id */
export interface CampaignDetail extends CampaignSummary {
  readonly framework: Framework | null;
  readonly groups: readonly GroupDetail[];
  readonly unitCount: number;
  /** What still has to be done before it can be published. */
  readonly missing: readonly LocalizedText[];
}

export interface GroupDetail extends RespondentGroup {
  readonly questionnaire: {
    readonly version: string;
    readonly status: 'draft' | 'published';
    readonly itemCount: number;
    readonly title: LocalizedText;
  } | null;
  /** `url` is the whole address, as a phone can open it. */
  readonly link: { readonly code: string; readonly url: string } | null;
}

const localizedText = z.strictObject({
  zh: z.string().trim().min(1).max(200),
  en: z.string().trim().min(1).max(200).optional(),
});

/** POST /api/campaigns (admin) → 201 CampaignDetail; PATCH /api/campaigns/:id (draft or open; any subset) */
export const campaignSchema = z
  .strictObject({
    name: localizedText,
    district: z.string().trim().min(1).max(60),
    organiser: localizedText,
    opensAt: z.iso.datetime({ offset: true }),
    closesAt: z.iso.datetime({ offset: true }),
    minimumCell: z.int().min(3).max(50).default(5),
  })
  .refine((value) => Date.parse(value.opensAt) < Date.parse(value.closesAt), {
    path: ['closesAt'],
    message: 'closesAt must be after opensAt',
  });
export type CampaignInput = z.input<typeof campaignSchema>;

/** POST /api/campaigns/:id/status (admin): draft → open → closed → archived; closed → open again. */
export const statusSchema = z.strictObject({ status: z.enum(['open', 'closed', 'archived']) });

/** PUT /api/campaigns/:id/groups/:group (admin): defines the group and its draft questionnaire; nothing is kept when anything is wrong. */
export const groupSchema = z.strictObject({
  title: localizedText,
  units: z
    .strictObject({ kind: z.enum(['school', 'body']), stages: z.array(z.enum(STAGES)).max(6) })
    .nullable(),
  frame: z.int().min(0).max(100_000_000).nullable(),
  questionnaire: z.record(z.string(), z.unknown()),
});
export type GroupInput = z.infer<typeof groupSchema>;

/** POST /api/campaigns/:id/groups/:group/publish (admin): the draft becomes a version that never changes, and the group gets its link. */

/** GET /api/campaigns/:id/groups/:group/preview — what a respondent would be given, drafts included. */
export interface PreviewAnswer {
  readonly link: LinkInfo;
  readonly units: readonly UnitChoice[];
  readonly questionnaire: PublishedQuestionnaire;
}

/** PUT /api/campaigns/:id/framework (admin), JSON. */
const code = z.string().regex(/^[A-Za-z0-9._-]{1,40}$/);
const longText = z.strictObject({
  zh: z.string().min(1).max(2000),
  en: z.string().min(1).max(2000).optional(),
});
export const frameworkSchema = z.strictObject({
  title: longText,
  parts: z
    .array(
      z.strictObject({
        code,
        title: longText,
        sections: z
          .array(
            z.strictObject({
              code,
              title: longText,
              kind: z.enum(['achievement', 'problem']),
              claim: longText,
              keywords: z.array(z.string().trim().min(2).max(20)).max(60).optional(),
              indicators: z
                .array(
                  z.strictObject({
                    code,
                    title: longText,
                    threshold: z.number().min(0).max(1).optional(),
                    facts: z.array(code).optional(),
                  }),
                )
                .min(1),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});

/** PUT /api/campaigns/:id/roster (admin): the file itself, `text/csv` or the xlsx media type. */
export interface RosterImported {
  readonly units: number;
}

/** GET /api/campaigns/:id/codebook */
export interface CodebookAnswer {
  readonly items: readonly CodebookItem[];
  /** Categories by stratum, to split and filter by. */
  readonly strata: Readonly<
    Record<Stratum, readonly { readonly key: string; readonly label: LocalizedText }[]>
  >;
}
export interface CodebookItem extends Omit<CampaignItem, 'wording'> {
  readonly wording: Readonly<Record<string, LocalizedText>>;
}

/** GET /api/campaigns/:id/overview */
export interface Overview {
  readonly responses: number;
  readonly frame: number | null;
  /** Grows with every stored response: the live stream (`/events`, server-sent) sends it. */
  readonly revision: string;
  readonly medianSeconds: number | null;
  readonly groups: readonly {
    readonly group: string;
    readonly title: LocalizedText;
    readonly responses: number;
    readonly frame: number | null;
    readonly medianSeconds: number | null;
  }[];
  /** Local days of the campaign's time zone, `2019-03-11`. */
  readonly days: readonly {
    readonly day: string;
    readonly responses: number;
    /** By group; null: withheld, since it is under the minimum or would give another away. */
    readonly groups: Readonly<Record<string, number | null>>;
  }[];
  /** `responses` null: withheld, since it is under the minimum or would give another away. */
  readonly units: readonly {
    readonly code: string;
    readonly name: LocalizedText;
    readonly street: string | null;
    readonly responses: number | null;
    readonly frame: number | null;
  }[];
  readonly flags: readonly { readonly flag: string; readonly responses: number }[];
  readonly flagged: number;
  readonly asOf: string;
}

/**
 * GET /api/campaigns/:id/breakdown?items=FAC1,FAC2&by=group&filter.stage=primary,junior&quality=all → BreakdownAnswer
 * GET /api/campaigns/:id/breakdown.xlsx with the same query: the view as a workbook.
 * GET /api/campaigns/:id/workbook.xlsx: the whole campaign.
 */
const list = z
  .string()
  .max(8000)
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );
const populationQuery = {
  quality: z.enum(['all', 'unflagged']).default('all'),
  weighted: z.enum(['0', '1']).default('0'),
  'filter.group': list.optional(),
  'filter.stage': list.optional(),
  'filter.educationGroup': list.optional(),
  'filter.street': list.optional(),
  'filter.unit': list.optional(),
  'filter.day': list.optional(),
  /** A `Filter` as JSON. */
  where: whereParameter.optional(),
};
type PopulationQuery = z.infer<z.ZodObject<typeof populationQuery>>;

function readPopulation(query: PopulationQuery): Population {
  const filter: Partial<Record<Stratum, readonly string[]>> = {};
  for (const stratum of STRATA) {
    const categories = query[`filter.${stratum}`];
    if (categories && categories.length > 0) filter[stratum] = categories;
  }
  return { filter, where: query.where ?? null, quality: query.quality };
}

export const breakdownQuerySchema = z
  .strictObject({ items: list, by: z.enum(STRATA).optional(), ...populationQuery })
  .transform((query): BreakdownRequest => ({
    items: [...new Set(query.items)],
    by: query.by ?? null,
    weighted: query.weighted === '1',
    ...readPopulation(query),
  }));

/** The query parameters of a request: the address bar of the breakdown holds them, so that a view can be shared. */
export function breakdownQuery(request: BreakdownRequest): [name: string, value: string][] {
  const query: [string, string][] = [['items', request.items.join(',')]];
  if (request.by) query.push(['by', request.by]);
  return [...query, ...writePopulation(request), ...(request.weighted ? [WEIGHTED] : [])];
}

const WEIGHTED: [name: string, value: string] = ['weighted', '1'];

function writePopulation({ filter, where, quality }: Population): [name: string, value: string][] {
  const query: [string, string][] = [];
  for (const stratum of STRATA) {
    const categories = filter[stratum];
    if (categories && categories.length > 0) query.push([`filter.${stratum}`, categories.join(',')]);
  }
  if (where) query.push(['where', JSON.stringify(where)]);
  if (quality !== 'all') query.push(['quality', quality]);
  return query;
}

/**
 * GET /api/campaigns/:id/table?rows=unit,item:FAC1&columns=group&measure=favourable&of=FAC2&base=answered&weighted=1&where=… → TableAnswer
 * GET /api/campaigns/:id/table.xlsx and table.csv with the same query.
 */
export const tableQuerySchema = z
  .strictObject({
    rows: variables.optional(),
    columns: variables.optional(),
    measure: z.enum(MEASURES).default('count'),
    of: z.string().max(80).optional(),
    base: z.enum(BASES).default('answered'),
    ...populationQuery,
  })
  .transform((query, context): TableRequest => {
    const rows = query.rows ?? [];
    const columns = query.columns ?? [];
    const keys = [...rows, ...columns].map(variableKey);
    if (new Set(keys).size < keys.length)
      context.addIssue({ code: 'custom', path: ['columns'], message: 'a variable stands in a table once' });
    const needsItem = query.measure === 'mean' || query.measure === 'favourable';
    if (needsItem !== (query.of !== undefined))
      context.addIssue({
        code: 'custom',
        path: ['of'],
        message: 'an item for mean and favourable, none otherwise',
      });
    return {
      rows,
      columns,
      measure: query.measure,
      of: query.of ?? null,
      base: query.base,
      weighted: query.weighted === '1',
      ...readPopulation(query),
    };
  });

/** The query parameters of a table request. */
export function tableQuery(request: TableRequest): [name: string, value: string][] {
  const { rows, columns, measure, of, base, weighted } = request;
  const query: [string, string][] = [];
  if (rows.length > 0) query.push(['rows', rows.map(variableKey).join(',')]);
  if (columns.length > 0) query.push(['columns', columns.map(variableKey).join(',')]);
  query.push(['measure', measure]);
  if (of !== null) query.push(['of', of]);
  query.push(['base', base]);
  return [...query, ...writePopulation(request), ...(weighted ? [WEIGHTED] : [])];
}

export interface TableAnswer extends Table {
  readonly campaign: { readonly id: string; readonly name: LocalizedText; readonly synthetic: boolean };
}

export interface BreakdownAnswer extends Breakdown {
  readonly campaign: { readonly id: string; readonly name: LocalizedText; readonly synthetic: boolean };
}

/** GET /api/campaigns/:id/evidence */
export interface EvidenceAnswer {
  readonly campaign: { readonly id: string; readonly name: LocalizedText; readonly synthetic: boolean };
  /** Responses that count; null when there are some, but fewer than the minimum. */
  readonly responses: number | null;
  readonly minimumCell: number;
  readonly method: LocalizedText;
  readonly asOf: string;
  readonly sections: readonly SectionEvidence[];
  /** What marks each group's open answers. */
  readonly groupTerms: readonly (GroupTerms & { readonly itemTitle: LocalizedText })[];
}

/** GET /api/health (200 when ready, 503 otherwise) */
export interface Health {
  readonly status: 'ok' | 'unavailable';
  readonly store: 'up' | 'down';
  readonly version: string;
  readonly uptimeSeconds: number;
}
