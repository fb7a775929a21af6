import type { LocalizedText } from './localized-text.js';

/** Every text of the respondent's pages. Places to fill are `{{name}}`. */
export const respondTexts = {} as const satisfies Record<string, LocalizedText>;
