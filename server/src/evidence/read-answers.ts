import { setImmediate } from 'node:timers/promises';
import { contentWords } from './content-words.js';

/** An open answer as it was given. */
export interface OpenAnswer {
  readonly item: string;
  readonly group: string;
  /** null: of no school or organisation. */
  readonly unit: string | null;
  readonly text: string;
}

/** With the different words that carry its meaning. */
export interface ReadAnswer extends OpenAnswer {
  readonly words: ReadonlySet<string>;
}

/** So many answers are read before others get their turn. */
const AT_ONCE = 200;

/** Cuts open answers into words, without keeping other requests waiting. Equal texts are read once. */
export async function readAnswers(answers: readonly OpenAnswer[]): Promise<ReadAnswer[]> {
  const known = new Map<string, ReadonlySet<string>>();
  const read: ReadAnswer[] = [];
  for (const answer of answers) {
    let words = known.get(answer.text);
    if (!words) {
      known.set(answer.text, (words = contentWords(answer.text)));
      if (known.size % AT_ONCE === 0) await setImmediate();
    }
    read.push({ ...answer, words });
  }
  return read;
}
