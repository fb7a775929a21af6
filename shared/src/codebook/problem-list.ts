import { fill, questionnaireProblems, type QuestionnaireProblemCode } from '../i18n/index.js';
import type { QuestionnaireProblem } from './codebook.js';

/** Most problems that are told at once: a file that is no questionnaire at all has no end of them. */
const MAX_PROBLEMS = 100;

/** The problems found so far. The compiler goes on after one, so that an author sees them together. */
export class ProblemList {
  readonly #problems: QuestionnaireProblem[] = [];

  add(
    path: string,
    code: QuestionnaireProblemCode,
    values: Readonly<Record<string, string | number>> = {},
  ): void {
    if (this.#problems.length > MAX_PROBLEMS) return;
    if (this.#problems.length === MAX_PROBLEMS) {
      this.#push('', 'too-many-problems', { max: MAX_PROBLEMS });
    } else {
      this.#push(path, code, values);
    }
  }

  get all(): QuestionnaireProblem[] {
    return this.#problems;
  }

  #push(
    path: string,
    code: QuestionnaireProblemCode,
    values: Readonly<Record<string, string | number>>,
  ): void {
    const text = questionnaireProblems[code];
    this.#problems.push({
      path,
      message: { zh: fill(text, 'zh', values), en: fill(text, 'en', values) },
    });
  }
}
