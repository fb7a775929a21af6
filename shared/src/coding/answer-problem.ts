/** Why an answer is refused. */
export type AnswerProblemReason =
  | 'unknown-item'
  | 'wrong-type'
  | 'not-an-option'
  | 'out-of-range'
  | 'too-long'
  | 'not-asked'
  | 'required'
  | 'repeated-choice'
  | 'exclusive-choice'
  | 'too-few-choices'
  | 'too-many-choices';

/** What is wrong with one answer, and where. */
export interface AnswerProblem {
  /** JSON pointer into the answer object: `/FAC/FAC1`. */
  readonly path: string;
  readonly reason: AnswerProblemReason;
  /** The question (a matrix has several items) and the item, where known. */
  readonly question: string | null;
  readonly item: string | null;
  /** Zero-based page of the questionnaire. */
  readonly page: number | null;
  /** The limit that was passed, where there is one. */
  readonly limit?: number;
}
