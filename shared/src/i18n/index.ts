export { localize, fill, type Locale, type LocalizedText } from './localized-text.js';
export { errors, type ErrorCode } from './errors.js';
