import type { Variable } from './variable.js';

/**
 * A condition on responses. The categories of a stratum are its keys; those of an item are its option values as text
 * (`"5"`, `"true"`), `NO_ANSWER_KEY` and `NOT_ASKED_KEY`; of several choices a response is in every option it chose.
 */
export type Filter =
  | { readonly variable: Variable; readonly in: readonly string[] }
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter };

/** The category of an item of those who were asked and did not answer. */
export const NO_ANSWER_KEY = '$noAnswer';
/** The category of an item of those who were not asked it. */
export const NOT_ASKED_KEY = '$notAsked';

/** Conditions deeper than this are refused. */
export const DEEPEST_FILTER = 6;
/** Conditions with more parts than this are refused. */
export const MOST_CONDITIONS = 40;
