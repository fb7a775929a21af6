import { DEEPEST_FILTER, MOST_CONDITIONS, type Filter, type Variable } from '@duwen/shared/tabulation';

export const MODES = ['all', 'any', 'none'] as const;
/** Whether all, any or none of a group's parts must hold. */
export type Mode = (typeof MODES)[number];

/** That a variable has (or has not) one of some categories; without categories it is not finished yet. */
export interface Condition {
  readonly variable: Variable;
  readonly negated: boolean;
  readonly categories: readonly string[];
}

export interface ConditionGroup {
  readonly mode: Mode;
  readonly parts: readonly ConditionPart[];
}

export type ConditionPart = Condition | ConditionGroup;

export const isGroup = (part: ConditionPart): part is ConditionGroup => 'mode' in part;

export const EMPTY_GROUP: ConditionGroup = { mode: 'all', parts: [] };

/** A filter as the builder shows it: always a group, so that there is something to add to. */
export function groupOf(filter: Filter | null | undefined): ConditionGroup {
  if (!filter) return EMPTY_GROUP;
  const part = partOf(filter);
  return isGroup(part) ? part : { mode: 'all', parts: [part] };
}

function partOf(filter: Filter): ConditionPart {
  if ('variable' in filter) return { variable: filter.variable, negated: false, categories: filter.in };
  if ('and' in filter) return { mode: 'all', parts: filter.and.map(partOf) };
  if ('or' in filter) return { mode: 'any', parts: filter.or.map(partOf) };
  const { not } = filter;
  if ('variable' in not) return { variable: not.variable, negated: true, categories: not.in };
  if ('or' in not) return { mode: 'none', parts: not.or.map(partOf) };
  return { mode: 'none', parts: [partOf(not)] };
}

/**
 * The filter of a group as simple as it can be written; null where nothing in it is finished. Conditions without categories
 * are left out.
 */
export function filterOf(part: ConditionPart): Filter | null {
  if (!isGroup(part)) {
    if (part.categories.length === 0) return null;
    const condition: Filter = { variable: part.variable, in: [...part.categories] };
    return part.negated ? { not: condition } : condition;
  }
  const parts = part.parts.map(filterOf).filter((filter) => filter !== null);
  const [first, ...rest] = parts;
  if (!first) return null;
  if (part.mode === 'none') return { not: rest.length > 0 ? { or: parts } : first };
  if (rest.length === 0) return first;
  return part.mode === 'all' ? { and: parts } : { or: parts };
}

/** Whether some condition has no categories yet. */
export const isUnfinished = (part: ConditionPart): boolean =>
  isGroup(part) ? part.parts.some(isUnfinished) : part.categories.length === 0;

/** Whether the server would refuse a filter for its depth or its number of parts. */
export function isTooLarge(filter: Filter | null): boolean {
  if (!filter) return false;
  const { depth, parts } = sizeOf(filter);
  return depth > DEEPEST_FILTER || parts > MOST_CONDITIONS;
}

function sizeOf(filter: Filter): { depth: number; parts: number } {
  if ('variable' in filter) return { depth: 1, parts: 1 };
  const inner = 'and' in filter ? filter.and : 'or' in filter ? filter.or : [filter.not];
  const sizes = inner.map(sizeOf);
  return {
    depth: 1 + Math.max(...sizes.map(({ depth }) => depth)),
    parts: 1 + sizes.reduce((sum, { parts }) => sum + parts, 0),
  };
}

/** A group with one of its parts changed, or taken out by null. */
export const withPart = (
  group: ConditionGroup,
  index: number,
  part: ConditionPart | null,
): ConditionGroup => ({
  ...group,
  parts: group.parts.flatMap((each, at) => (at === index ? (part ? [part] : []) : [each])),
});
