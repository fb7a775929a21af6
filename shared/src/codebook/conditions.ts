import { ConditionsParser, FunctionOperand, type Operand } from 'survey-core';
import { pointer } from './json-pointer.js';
import type { ProblemList } from './problem-list.js';
import { readText, type JsonNode } from './read-json.js';
import { unitVariables } from './unit.js';

/**
 * The functions that a condition may use: those whose value depends on their arguments alone. The rest of SurveyJS's
 * ask the clock, the page or the form's widgets, so that the server could decide otherwise than the phone.
 */
const FUNCTIONS: ReadonlySet<string> = new Set([
  'iif',
  'sum',
  'avg',
  'min',
  'max',
  'count',
  'round',
  'trunc',
]);

/** Longest condition; the parser's recursion is bounded by it. */
const MAX_LENGTH = 1000;

const UNIT_VARIABLES: ReadonlySet<string> = new Set(Object.keys(unitVariables(null)));

/**
 * Gathers the conditions while the questionnaire is read and checks them at its end, when every name is known.
 */
export class ConditionList {
  readonly #found: { readonly element: string; readonly path: string; readonly text: string }[] = [];

  /** The expression at `key`, or null where there is none. */
  read(node: JsonNode, key: string, problems: ProblemList): string | null {
    const text = readText(node, key, problems);
    if (text === null || text.trim() === '') return null;
    const path = pointer(node.path, key);
    if (text.length > MAX_LENGTH) {
      problems.add(path, 'text-too-long', { max: MAX_LENGTH });
      return null;
    }
    this.#found.push({ element: node.path, path, text });
    return text;
  }

  /**
   * A problem for each condition that can't be parsed, or speaks of what is not there or of its own element.
   *
   * @param names what conditions may name (`Q`, `MATRIX`, `MATRIX.ROW`), with the path of each
   */
  check(names: ReadonlyMap<string, string>, problems: ProblemList): void {
    for (const { element, path, text } of this.#found) {
      const operand = parse(text);
      if (!operand) {
        problems.add(path, 'bad-condition', { condition: text.slice(0, 80) });
        continue;
      }
      for (const name of variablesIn(operand)) {
        const place = names.get(name);
        if (place === undefined) {
          if (!UNIT_VARIABLES.has(name)) problems.add(path, 'unknown-variable', { name });
        } else if (isWithin(place, element) || isWithin(element, place)) {
          problems.add(path, 'condition-on-itself', { name });
        }
      }
      const operands: Operand[] = [];
      operand.addOperandsToList(operands);
      for (const part of operands) {
        if (!(part instanceof FunctionOperand) || FUNCTIONS.has(part.functionName)) continue;
        problems.add(path, 'unknown-function', {
          name: part.functionName,
          values: [...FUNCTIONS].join(', '),
        });
      }
    }
  }
}

/** The names that a condition speaks of; none where it can't be parsed. */
export function variablesOf(condition: string): string[] {
  const operand = parse(condition);
  return operand ? variablesIn(operand) : [];
}

function variablesIn(operand: Operand): string[] {
  const variables: string[] = [];
  operand.setVariables(variables);
  return variables;
}

/** Whether the element at `inner` is, or stands in, the one at `outer`. */
const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);

function parse(text: string): Operand | null {
  try {
    return new ConditionsParser().parseExpression(text) ?? null;
  } catch {
    // Nested too deeply for the parser's stack.
    return null;
  }
}
