import { pointer } from './json-pointer.js';
import type { ProblemList } from './problem-list.js';
import { property, type JsonNode } from './read-json.js';

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

/** Words with a meaning of their own in SurveyJS's expressions; `unit_…` is what is known of the unit. */
const RESERVED: ReadonlySet<string> = new Set(
  [
    'survey',
    'page',
    'panel',
    'row',
    'rowindex',
    'rowvalue',
    'rowname',
    'totalrow',
    'item',
    'choice',
    'self',
    'index',
  ]
    .concat(['prevpanel', 'nextpanel', 'parentpanel', 'prevrow', 'nextrow', 'locale', 'length', 'question'])
    .concat(['pageno', 'pagecount', 'pageindex', 'state', 'isdisplaymode', 'processedtitle', 'true', 'false'])
    .concat([
      'correctanswers',
      'incorrectanswers',
      'correctedanswers',
      'correctedanswercount',
      'correctanswercount',
    ])
    .concat(['incorrectedanswers', 'incorrectanswercount', 'incorrectedanswercount', 'questioncount']),
);

/** The codes of a questionnaire: questions, and rows of matrices, each once in all. */
export class NameList {
  readonly #places = new Map<string, string>();
  /** As conditions may name them (`Q`, `MATRIX`, `MATRIX.ROW`), with the path of each. */
  readonly inConditions = new Map<string, string>();

  /** The code at `key`, or null and a problem where it is none, reserved or taken. */
  read(node: JsonNode, key: 'name' | 'value', problems: ProblemList): string | null {
    const name = property(node, key);
    const path = pointer(node.path, key);
    if (typeof name !== 'string' || !NAME.test(name)) {
      problems.add(path, 'bad-name');
      return null;
    }
    const folded = name.toLowerCase();
    if (RESERVED.has(folded) || folded.startsWith('unit_') || name in Object.prototype) {
      problems.add(path, 'reserved-name', { name });
      return null;
    }
    const first = this.#places.get(folded);
    if (first !== undefined) {
      problems.add(path, 'name-taken', { name, first });
      return null;
    }
    this.#places.set(folded, path);
    return name;
  }
}
