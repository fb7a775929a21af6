import type { Weighting } from '@duwen/shared/breakdown';
import type { CampaignCodebook, Scale } from '@duwen/shared/codebook';
import type { CampaignDocument } from '../store/campaigns.js';
import { timeIn } from './local-time.js';
import { WITHHELD, type Cell, type Sheet, type SheetRow } from './sheet.js';
import type { Texts } from './texts.js';

/** What a cover says beside the campaign itself. */
export interface CoverParts {
  readonly campaign: CampaignDocument;
  readonly codebook: CampaignCodebook;
  /** ISO 8601. */
  readonly asOf: string;
  /** Rows of the workbook's own: its base, its split, its filters. */
  readonly scope: readonly (readonly [label: string, value: Cell])[];
  readonly notes?: readonly (readonly [label: string, value: string])[];
}

/** What a reader must know before a figure is quoted. */
export function coverSheet(name: string, parts: CoverParts, texts: Texts): Sheet {
  const { campaign, asOf } = parts;
  const { text, say } = texts;
  const time = (moment: Date): string => timeIn(campaign.timeZone, moment);
  const zone = campaign.timeZone;
  const facts: (readonly [string, Cell])[] = [
    [text('cover.campaign'), say(campaign.name)],
    [text('cover.district'), campaign.district],
    [text('cover.organiser'), say(campaign.organiser)],
    [
      text('cover.period'),
      text('cover.time', { time: `${time(campaign.opensAt)} – ${time(campaign.closesAt)}`, zone }),
    ],
    [text('cover.asOf'), text('cover.time', { time: time(new Date(asOf)), zone })],
    ...parts.scope,
    [text('cover.base'), text('cover.base.text')],
    [text('cover.method'), text('cover.method.text')],
    ...scalesOf(parts.codebook).map((scale) => scaleFact(scale, parts.codebook, texts)),
    [text('cover.minimum'), text('cover.minimum.text', { minimum: campaign.minimumCell })],
    [text('cover.marks'), text('cover.marks.text')],
    ...(parts.notes ?? []),
  ];
  const rows = facts.map((cells): SheetRow => ({ cells }));
  if (campaign.synthetic)
    rows.unshift({ emphasis: 'notice', cells: [text('cover.notice'), text('cover.synthetic')] });
  return {
    name,
    columns: [
      { width: 26, format: 'text' },
      { width: 100, format: 'text' },
    ],
    head: [],
    rows,
    frozenColumns: 0,
  };
}

function scalesOf(codebook: CampaignCodebook): Scale[] {
  const scales = codebook.items.flatMap(({ scale }) => (scale ? [scale] : []));
  return [...new Map(scales.map((scale) => [scale.code, scale])).values()];
}

/** Which options a scale counts as satisfied, by the labels of the first item that has it. */
function scaleFact(scale: Scale, codebook: CampaignCodebook, { text, say }: Texts): [string, string] {
  const item = codebook.items.find((candidate) => candidate.scale?.code === scale.code);
  const options = (item?.options ?? []).filter(({ favourable }) => favourable);
  const named = options.map(({ value, label }) => `${String(value)} ${say(label)}`).join('、');
  const label = text('cover.scale', { code: scale.code, label: say(scale.label) });
  return [label, named ? text('cover.scale.favourable', { options: named }) : text('cover.scale.none')];
}

/** How many responses there are; a withheld number is a mark. */
export const countCell = (responses: number | null): Cell => responses ?? WITHHELD;

/** What weighting costs, in words. */
export const weightingWords = (
  { designEffect, effectiveN, smallest, largest }: Weighting,
  { text }: Texts,
): string =>
  text('cover.weighting.text', {
    effect: designEffect.toFixed(2),
    n: Math.round(effectiveN),
    smallest: smallest.toFixed(2),
    largest: largest.toFixed(2),
  });
