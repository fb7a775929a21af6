import type { ProblemDetail } from '@duwen/shared/api';
import type { LocalizedText } from '@duwen/shared/i18n';
import {
  categoryKeys,
  MOST_CELLS,
  STRATA,
  TabulationError,
  variableKey,
  type BreakdownRequest,
  type Filter,
  type Population,
  type TableRequest,
} from '@duwen/shared/tabulation';
import { problem, type ProblemError } from '../http/problem.js';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';

/** @throws 400 `bad-request` naming every item and category of a breakdown's request that the campaign does not have */
export function checkBreakdown(matrix: CampaignMatrix, request: BreakdownRequest): void {
  const unknown = request.items.filter((code) => !matrix.codebook.byCode.has(code));
  refuse([
    ...unknown.map((code) => detail('/items', new TabulationError('unknown-item', code))),
    ...populationDetails(matrix, request),
  ]);
}

/** @throws 400 `bad-request` naming every item and category of a table's request that the campaign does not have */
export function checkTable(matrix: CampaignMatrix, request: TableRequest): void {
  const { byCode } = matrix.codebook;
  const details = (['rows', 'columns'] as const).flatMap((axis) =>
    request[axis]
      .flatMap((variable) => ('item' in variable ? [variable.item] : []))
      .flatMap((code) => {
        const kind = byCode.get(code)?.kind;
        if (kind === undefined) return [detail(`/${axis}`, new TabulationError('unknown-item', code))];
        const counted = kind === 'single' || kind === 'multiple';
        return counted ? [] : [detail(`/${axis}`, new TabulationError('not-a-variable', code))];
      }),
  );
  if (request.of !== null && !byCode.has(request.of))
    details.push(detail('/of', new TabulationError('unknown-item', request.of)));
  refuse([...details, ...populationDetails(matrix, request)]);
}

/** A refusal that only tabulating found out, as a problem. */
export const tabulationProblem = (error: TabulationError): ProblemError =>
  problem('bad-request', 400, { errors: [detail(PATH[error.code], error)] });

const PATH: Record<TabulationError['code'], string> = {
  'unknown-item': '/items',
  'unknown-category': '/where',
  'not-a-variable': '/rows',
  'second-several-choice': '/columns',
  'no-measure': '/of',
  'too-large': '/rows',
};

function refuse(errors: readonly ProblemDetail[]): void {
  if (errors.length > 0) throw problem('bad-request', 400, { errors });
}

function populationDetails(
  { columns, codebook }: CampaignMatrix,
  { filter, where }: Population,
): ProblemDetail[] {
  const strata = STRATA.flatMap((stratum) => {
    const knows = categoryKeys(columns, codebook, { stratum });
    return (filter[stratum] ?? [])
      .filter((key) => !knows(key))
      .map((key) => detail(`/filter.${stratum}`, new TabulationError('unknown-category', key, stratum)));
  });
  const conditions = where ? leavesOf(where) : [];
  return [
    ...strata,
    ...conditions.flatMap(({ variable, in: keys }) => {
      if ('item' in variable && !codebook.byCode.has(variable.item))
        return [detail('/where', new TabulationError('unknown-item', variable.item))];
      const knows = categoryKeys(columns, codebook, variable);
      return keys
        .filter((key) => !knows(key))
        .map((key) => detail('/where', new TabulationError('unknown-category', key, variableKey(variable))));
    }),
  ];
}

type Leaf = Extract<Filter, { in: unknown }>;

function leavesOf(filter: Filter): Leaf[] {
  if ('and' in filter) return filter.and.flatMap(leavesOf);
  if ('or' in filter) return filter.or.flatMap(leavesOf);
  return 'not' in filter ? leavesOf(filter.not) : [filter];
}

const detail = (path: string, error: TabulationError): ProblemDetail => ({ path, message: messageOf(error) });

function messageOf({ code, value, variable }: TabulationError): LocalizedText {
  switch (code) {
    case 'unknown-item':
      return { zh: `没有题目 ${value}。`, en: `There is no item ${value}.` };
    case 'unknown-category':
      return {
        zh: `${variable ?? ''} 没有类别 ${value}。`.trimStart(),
        en: `There is no category ${value} in ${variable ?? 'the filter'}.`,
      };
    case 'not-a-variable':
      return {
        zh: `题目 ${value} 是填空题或数值题，不能作为行或列。`,
        en: `Item ${value} is open or numeric: it cannot stand in rows or columns.`,
      };
    case 'second-several-choice':
      return {
        zh: `一张表最多含一道多选题，${value} 是第二道。`,
        en: `A table has one item with several choices at most; ${value} is the second.`,
      };
    case 'no-measure':
      return {
        zh: `题目 ${value} 没有可计算的满意选项或分值。`,
        en: `Item ${value} has no favourable options, or no scores, to measure.`,
      };
    case 'too-large':
      return {
        zh: `这张表有 ${value} 个单元格，最多 ${MOST_CELLS} 个；请减少行、列的变量或缩小范围。`,
        en: `This table has ${value} cells, of ${MOST_CELLS} at most: take fewer variables, or filter.`,
      };
  }
}
