import type { LocalizedText } from './localized-text.js';

/** The sentences that evidence is written in. Places to fill are `{{name}}`. */
export const evidenceTexts = {} as const satisfies Record<string, LocalizedText>;
