import type { LocalizedText } from './localized-text.js';

/** Every text of the inspector's screens. Places to fill are `{{name}}`. */
export const inspectTexts = {} as const satisfies Record<string, LocalizedText>;
