import type { CodebookItem } from '@duwen/shared/api';
import { indicatorsOf, type Framework } from '@duwen/shared/codebook';
import type { LocalizedText } from '@duwen/shared/i18n';

/** A section of the report with the items that speak to it; `title` null: items that speak to none. */
export interface ItemSection {
  readonly code: string | null;
  readonly title: LocalizedText | null;
  readonly items: readonly CodebookItem[];
}

/**
 * Items by section of the report, in the report's order; an item that speaks to several sections stands in each.
 * Sections without items are left out. Items without a section come last.
 */
export function itemSections(framework: Framework | null, items: readonly CodebookItem[]): ItemSection[] {
  const sections = new Map<string, { title: LocalizedText; indicators: Set<string> }>();
  for (const { section, indicator } of framework ? indicatorsOf(framework) : []) {
    const known = sections.get(section.code) ?? { title: section.title, indicators: new Set() };
    known.indicators.add(indicator.code);
    sections.set(section.code, known);
  }
  const placed = new Set<string>();
  const result: ItemSection[] = [];
  for (const [code, { title, indicators }] of sections) {
    const inSection = items.filter((item) => item.indicators.some((indicator) => indicators.has(indicator)));
    for (const item of inSection) placed.add(item.code);
    if (inSection.length > 0) result.push({ code, title, items: inSection });
  }
  const rest = items.filter((item) => !placed.has(item.code));
  if (rest.length > 0) result.push({ code: null, title: null, items: rest });
  return result;
}

/** The wording that stands for an item: its first group's. */
export const titleOf = (item: CodebookItem): LocalizedText =>
  Object.values(item.wording)[0] ?? { zh: item.code };

/** Sections with the items whose code or any wording has every word of the search. */
export function searchSections(sections: readonly ItemSection[], search: string): ItemSection[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...sections];
  const matches = (item: CodebookItem): boolean => {
    const wordings = Object.values(item.wording).map(({ zh, en }) => `${zh} ${en ?? ''}`);
    const text = `${item.code} ${wordings.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return sections
    .map((section) => ({ ...section, items: section.items.filter(matches) }))
    .filter((section) => section.items.length > 0);
}
