import type { LocalizedText } from '../i18n/index.js';
import type { Codebook, Item, ItemKind, Option, QuestionnaireProblem, Scale } from './codebook.js';

/** An item as a campaign analyses it: one construct, worded for each group that is asked it. */
export interface CampaignItem {
  readonly code: string;
  readonly kind: ItemKind;
  readonly options: readonly Option[];
  readonly scale: Scale | null;
  readonly reverse: boolean;
  readonly indicators: readonly string[];
  readonly stratum: Item['stratum'];
  readonly min: number | null;
  readonly max: number | null;
  readonly attention: Item['attention'];
  /** The wording by group, in the order of the campaign's groups. */
  readonly wording: ReadonlyMap<string, LocalizedText>;
}

/** The union of all groups' codebooks. */
export interface CampaignCodebook {
  readonly items: readonly CampaignItem[];
  readonly byCode: ReadonlyMap<string, CampaignItem>;
}

const signature = (item: Item | CampaignItem): string =>
  JSON.stringify([
    item.kind,
    item.options.map((option) => [option.value, option.missing, option.favourable]),
    item.scale?.type ?? null,
    item.min,
  ]);

/**
 * Joins the codebooks of a campaign's groups. The same code must be the same construct everywhere: same kind, options,
 * missing codes and favourable options; wording and indicators may differ.
 *
 * @param codebooks pairs of group code and codebook, in the campaign's order of groups (several versions of a group may follow each other)
 * @returns the union, and a problem for each item that does not fit the earlier one of its code
 */
export function joinCodebooks(codebooks: readonly (readonly [group: string, codebook: Codebook])[]): {
  codebook: CampaignCodebook;
  problems: (QuestionnaireProblem & { group: string })[];
} {
  const byCode = new Map<string, CampaignItem>();
  const problems: (QuestionnaireProblem & { group: string })[] = [];
  for (const [group, { items }] of codebooks) {
    for (const item of items) {
      const known = byCode.get(item.code);
      if (known && signature(known) !== signature(item)) {
        problems.push({ group, path: item.path, message: clash(item.code, known) });
        continue;
      }
      byCode.set(item.code, merge(known, item, group));
    }
  }
  return { codebook: { items: [...byCode.values()], byCode }, problems };
}

function merge(known: CampaignItem | undefined, item: Item, group: string): CampaignItem {
  const wording = new Map(known?.wording);
  wording.set(group, item.title);
  return {
    code: item.code,
    kind: item.kind,
    options: known?.options ?? item.options,
    scale: known?.scale ?? item.scale,
    reverse: item.reverse,
    indicators: [...new Set([...(known?.indicators ?? []), ...item.indicators])],
    stratum: item.stratum,
    min: item.min,
    max: item.max,
    attention: known?.attention ?? item.attention,
    wording,
  };
}

const clash = (code: string, known: CampaignItem): LocalizedText => {
  const groups = [...known.wording.keys()].join(', ');
  return {
    zh: `题目代码 ${code} 在其他对象（${groups}）的问卷中选项或量表不同；同一代码必须是同一题目。`,
    en: `Item code ${code} has other options or another scale in the questionnaire of ${groups}; one code must be one construct.`,
  };
};
