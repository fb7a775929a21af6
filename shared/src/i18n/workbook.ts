import type { LocalizedText } from './localized-text.js';

/** Every text of the spreadsheets. Places to fill are `{{name}}`. */
export const workbookTexts = {} as const satisfies Record<string, LocalizedText>;
