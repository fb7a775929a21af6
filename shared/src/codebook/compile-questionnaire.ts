import type { Codebook, Item, QuestionnaireProblem } from './codebook.js';
import { findConditionCycle } from './condition-cycle.js';
import { ConditionList, variablesOf } from './conditions.js';
import { pointer } from './json-pointer.js';
import { ProblemList } from './problem-list.js';
import { checkProperties } from './properties.js';
import { NameList } from './questionnaire-names.js';
import { readCheckbox, readMatrix, readSingle, readTextual, type QuestionContext } from './questions.js';
import {
  property,
  readList,
  readLocalized,
  readObject,
  readOneOf,
  readText,
  type JsonNode,
} from './read-json.js';
import { readScales } from './scales.js';
import { checkShownOnly } from './shown-only.js';

const MAX_ITEMS = 300;
const MAX_PANELS_DEEP = 8;
const TYPES =
  'radiogroup, dropdown, rating, boolean, matrix, checkbox, text, comment, html, image, expression, panel';

/**
 * Compiles a questionnaire (SurveyJS JSON with Duwen's properties, see `docs/questionnaire-format.md`) into the codebook
 * that checks and codes its answers.
 *
 * @param json whatever was uploaded; nothing is assumed of it, and nothing is thrown
 * @returns the codebook, or null with every problem found, each by its JSON pointer
 */
export function compileQuestionnaire(json: unknown): {
  codebook: Codebook | null;
  problems: QuestionnaireProblem[];
} {
  const problems = new ProblemList();
  const survey = readObject(json, '', problems);
  const codebook = survey && compile(survey, problems);
  return { codebook: problems.all.length > 0 ? null : codebook, problems: problems.all };
}

function compile(survey: JsonNode, problems: ProblemList): Codebook | null {
  checkProperties(survey, 'survey', problems);
  const title = readLocalized(survey, 'title', problems, true);
  readOneOf(survey, 'clearInvisibleValues', ['onHidden'], problems);
  const scales = readScales(survey, problems);
  const lists = { problems, names: new NameList(), conditions: new ConditionList(), scales };
  const pages = readList(survey, 'pages', problems);
  const items = pages.flatMap((entry, page) => {
    const node = readObject(entry, pointer('/pages', page), problems);
    if (!node) return [];
    checkProperties(node, 'page', problems);
    checkAlwaysThere(node, problems);
    return readContainer(node, { ...lists, page, outer: [] }, 0);
  });
  lists.conditions.check(lists.names.inConditions, problems);
  checkItems(items, problems);
  return title && { title, items, ...indexes(items), scales, pageCount: pages.length };
}

/** The items of a page or panel. */
function readContainer(node: JsonNode, context: QuestionContext, depth: number): Item[] {
  const { problems } = context;
  readLocalized(node, 'title', problems);
  const visibleIf = context.conditions.read(node, 'visibleIf', problems);
  const inner = visibleIf === null ? context : { ...context, outer: [...context.outer, visibleIf] };
  const path = pointer(node.path, 'elements');
  return readList(node, 'elements', problems).flatMap((entry, index) => {
    const element = readObject(entry, pointer(path, index), problems);
    return element ? readElement(element, inner, depth) : [];
  });
}

function readElement(node: JsonNode, context: QuestionContext, depth: number): Item[] {
  const { problems } = context;
  checkAlwaysThere(node, problems);
  const type = readText(node, 'type', problems);
  switch (type) {
    case 'panel':
      checkProperties(node, 'panel', problems);
      if (depth < MAX_PANELS_DEEP) return readContainer(node, context, depth + 1);
      problems.add(node.path, 'too-deep', { max: MAX_PANELS_DEEP });
      return [];
    case 'radiogroup':
    case 'dropdown':
    case 'rating':
    case 'boolean':
      return readSingle(type, node, context);
    case 'matrix':
      return readMatrix(node, context);
    case 'checkbox':
      return readCheckbox(node, context);
    case 'text':
    case 'comment':
      return readTextual(type, node, context);
    case 'html':
    case 'image':
    case 'expression':
      checkShownOnly(type, node, context);
      return [];
    default:
      problems.add(pointer(node.path, 'type'), 'unknown-type', {
        type: String(type).slice(0, 40),
        values: TYPES,
      });
      return [];
  }
}

/** What SurveyJS hides or locks for good could never be answered: only conditions decide what is shown. */
function checkAlwaysThere(node: JsonNode, problems: ProblemList): void {
  for (const [key, value] of [
    ['visible', true],
    ['readOnly', false],
  ] as const) {
    const written = property(node, key);
    if (written === undefined || written === value) continue;
    problems.add(pointer(node.path, key), 'refused-property', { property: key });
  }
}

function checkItems(items: readonly Item[], problems: ProblemList): void {
  if (items.length === 0) problems.add('/pages', 'no-items');
  if (items.length > MAX_ITEMS) problems.add('/pages', 'too-many-items', { max: MAX_ITEMS });
  const [first, second] = items.filter((item) => item.stratum === 'stage');
  if (first && second) problems.add(second.path, 'stage-twice', { first: first.code });
  if (problems.all.length > 0) return;
  const circular = findConditionCycle(items, variablesOf);
  if (circular) problems.add(circular.path, 'condition-cycle', { item: circular.code });
}

function indexes(items: readonly Item[]): Pick<Codebook, 'byCode' | 'byQuestion'> {
  const byQuestion = new Map<string, Item[]>();
  for (const item of items) {
    const rows = byQuestion.get(item.question);
    if (rows) rows.push(item);
    else byQuestion.set(item.question, [item]);
  }
  return { byCode: new Map(items.map((item) => [item.code, item])), byQuestion };
}
