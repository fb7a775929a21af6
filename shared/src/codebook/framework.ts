import type { LocalizedText } from '../i18n/index.js';

/** The tree that a report follows: part → section → indicator. */
export interface Framework {
  readonly title: LocalizedText;
  readonly parts: readonly FrameworkPart[];
}

export interface FrameworkPart {
  readonly code: string;
  readonly title: LocalizedText;
  readonly sections: readonly FrameworkSection[];
}

/** What a section of the report claims: an achievement, or a problem with its suggestion. */
export interface FrameworkSection {
  readonly code: string;
  readonly title: LocalizedText;
  readonly kind: 'achievement' | 'problem';
  readonly claim: LocalizedText;
  /** Words by which an open answer is known to speak of the section; where there are none, they are drawn from titles and wordings. */
  readonly keywords?: readonly string[] | undefined;
  readonly indicators: readonly FrameworkIndicator[];
}

export interface FrameworkIndicator {
  readonly code: string;
  readonly title: LocalizedText;
  /** The share of satisfied answers asked for (0 to 1), where the framework sets one. */
  readonly threshold?: number | undefined;
  /** Codes of the fact series that speak to the indicator. */
  readonly facts?: readonly string[] | undefined;
}

/** Every indicator of a framework with its section and part, in the report's order. */
export function indicatorsOf(
  framework: Framework,
): { part: FrameworkPart; section: FrameworkSection; indicator: FrameworkIndicator }[] {
  return framework.parts.flatMap((part) =>
    part.sections.flatMap((section) => section.indicators.map((indicator) => ({ part, section, indicator }))),
  );
}
