/**
 * How one answer becomes a small integer. Every kind of item shares the first two codes, so that who was asked and who
 * answered is counted the same way everywhere.
 *
 *   single    FIRST_CODE + index of the option
 *   multiple  1 | (1 << (index + 1)) for each option chosen: bit 0 says "asked", so an empty choice is NO_ANSWER
 *   numeric   FIRST_CODE + (value − min)
 *   text      FIRST_CODE (the text itself stays in the answers)
 */
export const NOT_ASKED = 0;
/** Asked (shown), but left without an answer. */
export const NO_ANSWER = 1;
export const FIRST_CODE = 2;

/** One response, coded: an integer per item of its questionnaire version's codebook, in the codebook's order. */
export type CodedRow = Uint16Array;
