export { localize, fill, type Locale, type LocalizedText } from './localized-text.js';
export { errors, type ErrorCode } from './errors.js';
export { respondTexts } from './respond.js';
export { inspectTexts } from './inspect.js';
export { evidenceTexts } from './evidence.js';
export { workbookTexts, type WorkbookText } from './workbook.js';
export { questionnaireProblems, type QuestionnaireProblemCode } from './questionnaire-problems.js';
export { campaignTexts } from './campaign.js';
export { reasonTexts } from './reasons.js';
