type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The questionnaire's JSON as the respondent's form shows it:
 * - a text without English falls back to Chinese (SurveyJS would show the item's code);
 * - `exclusive` choices are SurveyJS's `isExclusive`;
 * - a yes/no question is two radio buttons, yes first; a rating is always buttons.
 * - the ends of a rating say which number they explain;
 * - a matrix with required rows is marked as required;
 * - a number says between which limits it lies;
 * - a text takes as many characters as the server does where its author set no limit.
 */
export function respondentForm(json: unknown): unknown {
  return adapt(json as Json);
}

function adapt(value: Json): Json {
  if (isList(value)) return value.map(adapt);
  if (value === null || typeof value !== 'object') return value;
  const text = localized(value);
  if (text) return text;
  const result: Record<string, Json> = {};
  for (const [key, part] of Object.entries(value)) result[key] = adapt(part);
  if (result['exclusive'] === true) result['isExclusive'] = true;
  if (result['type'] === 'rating') nameEnds(result);
  if (result['eachRowRequired'] === true) result['isRequired'] = true;
  if (result['inputType'] === 'number') nameLimits(result);
  if (isOpenText(result)) result['maxLength'] ??= LONGEST_TEXT;
  return result['type'] === 'boolean' ? yesNo(result) : result;
}

/** As the questionnaire format states it. */
const LONGEST_TEXT = 1000;

const isOpenText = ({ type, inputType }: Readonly<Record<string, Json>>): boolean =>
  type === 'comment' || (type === 'text' && inputType !== 'number');

/** Told before, rather than as an error after. An author's own description stands. */
function nameLimits(question: Record<string, Json>): void {
  const { min, max, description } = question;
  if (description !== undefined || typeof min !== 'number' || typeof max !== 'number') return;
  question['description'] = {
    'zh-cn': `请填 ${min} 到 ${max} 之间的整数。`,
    en: `A whole number from ${min} to ${max}.`,
  };
}

/** `很不满意` at the low end becomes `1 分：很不满意`: where the buttons stand in two lines, no end lies beside its text. */
function nameEnds(rating: Record<string, Json>): void {
  rating['displayMode'] = 'buttons';
  const values = rating['rateValues'] ?? null;
  const listed =
    isList(values) && values.length > 0 ? values : [rating['rateMin'] ?? 1, rating['rateMax'] ?? 5];
  nameEnd(rating, 'minRateDescription', listed[0] ?? '');
  nameEnd(rating, 'maxRateDescription', listed[listed.length - 1] ?? '');
}

function nameEnd(rating: Record<string, Json>, property: string, end: Json): void {
  const description = rating[property];
  if (description === undefined || description === null) return;
  const value = isObject(end) ? (end['text'] ?? end['value'] ?? '') : end;
  const inChinese = `${textIn(value, 'zh-cn')}：${textIn(description, 'zh-cn')}`;
  rating[property] = { 'zh-cn': inChinese, en: `${textIn(value, 'en')}: ${textIn(description, 'en')}` };
}

/** A text that has been through `adapt`, in one language. */
const textIn = (text: Json, language: string): string => String(isObject(text) ? text[language] : text);

function yesNo(question: Readonly<Record<string, Json>>): Json {
  const { valueTrue = true, valueFalse = false, labelTrue, labelFalse, ...rest } = question;
  return {
    ...rest,
    type: 'radiogroup',
    choices: [
      { value: valueTrue, text: labelTrue ?? { 'zh-cn': '是', en: 'Yes' } },
      { value: valueFalse, text: labelFalse ?? { 'zh-cn': '否', en: 'No' } },
    ],
  };
}

/** `{ "zh-cn": …, "en": … }` with both languages filled; null when the object is no text. */
function localized(value: { readonly [key: string]: Json }): { readonly [key: string]: Json } | null {
  const chinese = value['zh-cn'] ?? value['zh'] ?? value['default'];
  if (typeof chinese !== 'string' || !Object.values(value).every((part) => typeof part === 'string')) {
    return null;
  }
  return { ...value, 'zh-cn': chinese, en: value['en'] ?? chinese };
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !isList(value);

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
