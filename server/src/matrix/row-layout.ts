import { createHash } from 'node:crypto';
import type { CampaignCodebook, CampaignItem, Codebook } from '@duwen/shared/codebook';

/** What lies at each place of a version's rows, and how much room an item takes. */
export interface RowLayout {
  /** By version: the item code of each place; null where no column takes the item. */
  readonly places: ReadonlyMap<string, readonly (string | null)[]>;
  /** Items of two bytes a row; the others take one. */
  readonly wide: ReadonlySet<string>;
}

const isWide = (item: CampaignItem): boolean =>
  item.kind === 'multiple' || item.kind === 'numeric' || item.options.length > 250;

/** @param versions the codebook of every published version */
export function rowLayout(codebook: CampaignCodebook, versions: ReadonlyMap<string, Codebook>): RowLayout {
  return {
    places: new Map(
      [...versions].map(([version, { items }]) => [
        version,
        items.map(({ code }) => (codebook.byCode.has(code) ? code : null)),
      ]),
    ),
    wide: new Set(codebook.items.filter(isWide).map(({ code }) => code)),
  };
}

/**
 * Differs when rows of these versions would be laid out otherwise. A published version never changes, so that it stays the same
 * when further versions are published; it tells when another release of this program reads questionnaires otherwise.
 *
 * @returns null when there is no such version
 */
export function layoutSignature({ places, wide }: RowLayout, versions: readonly string[]): string | null {
  const parts: unknown[] = [];
  for (const version of versions) {
    const codes = places.get(version);
    if (!codes) return null;
    parts.push([version, codes.map((code) => code && [code, wide.has(code) ? 2 : 1])]);
  }
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
