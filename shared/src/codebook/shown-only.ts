import { pointer } from './json-pointer.js';
import type { ProblemList } from './problem-list.js';
import { checkProperties } from './properties.js';
import type { QuestionContext } from './questions.js';
import { property, readLocalized, readText, type JsonNode } from './read-json.js';

const TAGS = 'p, br, b, strong, i, em, u, ul, ol, li, h2, h3, h4, span, div, small';
const TAG = new RegExp(`^</?(${TAGS.replaceAll(', ', '|')})\\s*/?>$`, 'i');
/** An image inside the JSON: one fetched from elsewhere would tell its server who answers. */
const EMBEDDED_IMAGE = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/;

/** `html`, `image` and `expression`: nothing to code, but nothing that could harm the respondent either. */
export function checkShownOnly(
  type: 'html' | 'image' | 'expression',
  node: JsonNode,
  context: QuestionContext,
): void {
  const { problems, conditions } = context;
  checkProperties(node, type, problems);
  context.names.read(node, 'name', problems);
  conditions.read(node, 'visibleIf', problems);
  if (type === 'expression') conditions.read(node, 'expression', problems);
  if (type === 'image') checkImage(node, problems);
  if (type === 'html') checkHtml(node, problems);
}

function checkImage(node: JsonNode, problems: ProblemList): void {
  const link = readText(node, 'imageLink', problems) ?? '';
  if (!EMBEDDED_IMAGE.test(link)) problems.add(pointer(node.path, 'imageLink'), 'unsafe-image');
}

/** SurveyJS puts this text into the page as it is, so every `<` must open one of a few tags without attributes. */
function checkHtml(node: JsonNode, problems: ProblemList): void {
  readLocalized(node, 'html', problems, true);
  const value = property(node, 'html');
  const texts = typeof value === 'string' ? [value] : Object.values(value ?? {});
  const unsafe = texts
    .filter((text): text is string => typeof text === 'string')
    .some((text) => (text.match(/<[^>]*>?/g) ?? []).some((tag) => !TAG.test(tag)));
  if (unsafe) problems.add(pointer(node.path, 'html'), 'unsafe-html', { values: TAGS });
}
