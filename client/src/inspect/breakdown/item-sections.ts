import type { CodebookItem } from '@duwen/shared/api';
import { indicatorsOf, type Framework } from '@duwen/shared/codebook';
import type { LocalizedText } from '@duwen/shared/i18n';

/** An indicator of a section with the items that speak to it. */
export interface IndicatorItems {
  readonly code: string;
  readonly title: LocalizedText;
  readonly items: readonly CodebookItem[];
}

/** A section of the report with the items that speak to it; `title` null: items that speak to none. */
export interface ItemSection {
  readonly code: string | null;
  readonly title: LocalizedText | null;
  readonly items: readonly CodebookItem[];
  /** The same items by indicator of the section, those without items left out. */
  readonly indicators: readonly IndicatorItems[];
}

/**
 * Items by section of the report, in the report's order; an item that speaks to several sections stands in each.
 * Sections without items are left out. Items without a section come last.
 */
export function itemSections(framework: Framework | null, items: readonly CodebookItem[]): ItemSection[] {
  const sections = new Map<string, { title: LocalizedText; indicators: IndicatorItems[] }>();
  for (const { section, indicator } of framework ? indicatorsOf(framework) : []) {
    const { code, title } = indicator;
    const known = sections.get(section.code) ?? { title: section.title, indicators: [] };
    known.indicators.push({
      code,
      title,
      items: items.filter(({ indicators }) => indicators.includes(code)),
    });
    sections.set(section.code, known);
  }
  const placed = new Set<string>();
  const result: ItemSection[] = [];
  for (const [code, { title, indicators }] of sections) {
    const codes = new Set(indicators.flatMap((indicator) => indicator.items.map((item) => item.code)));
    const inSection = items.filter((item) => codes.has(item.code));
    for (const item of inSection) placed.add(item.code);
    if (inSection.length > 0)
      result.push({
        code,
        title,
        items: inSection,
        indicators: indicators.filter((indicator) => indicator.items.length > 0),
      });
  }
  const rest = items.filter((item) => !placed.has(item.code));
  if (rest.length > 0) result.push({ code: null, title: null, items: rest, indicators: [] });
  return result;
}

/** The wording that stands for an item: its first group's. */
export const titleOf = (item: CodebookItem): LocalizedText =>
  Object.values(item.wording)[0] ?? { zh: item.code };

/** Sections with the items whose code, wordings and indicator together have every word of the search. */
export function searchSections(sections: readonly ItemSection[], search: string): ItemSection[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...sections];
  const matches = (item: CodebookItem, title = ''): boolean => {
    const wordings = Object.values(item.wording).map(({ zh, en }) => `${zh} ${en ?? ''}`);
    const text = `${item.code} ${wordings.join(' ')} ${title}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const narrow = (section: ItemSection): ItemSection => {
    const indicators = section.indicators
      .map((indicator) => {
        const title = `${indicator.code} ${indicator.title.zh} ${indicator.title.en ?? ''}`;
        return { ...indicator, items: indicator.items.filter((item) => matches(item, title)) };
      })
      .filter(({ items }) => items.length > 0);
    const found = new Set(indicators.flatMap(({ items }) => items));
    return {
      ...section,
      indicators,
      items: section.items.filter((item) => found.has(item) || matches(item)),
    };
  };
  return sections.map(narrow).filter((section) => section.items.length > 0);
}
