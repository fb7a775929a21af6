import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import {
  STRATA,
  variableCategories,
  type Filter,
  type Population,
  type Variable,
} from '@duwen/shared/tabulation';
import type { Cell } from './sheet.js';
import type { Texts } from './texts.js';

type Known = Pick<CampaignMatrix, 'columns' | 'codebook'>;

/** What a variable is called: the stratum, or the item's code and wording. */
export function variableWords({ codebook }: Known, variable: Variable, { text, say }: Texts): string {
  if ('stratum' in variable) return text(`stratum.${variable.stratum}`);
  const wording = [...(codebook.byCode.get(variable.item)?.wording.values() ?? [])][0];
  return wording ? `${variable.item} ${say(wording)}` : variable.item;
}

/** A condition in words: `(学段 = 小学、初中) 且 非 (FAC1 场地 = 1)`. */
export function conditionWords(known: Known, filter: Filter, texts: Texts): string {
  const inner = (part: Filter): string => `(${conditionWords(known, part, texts)})`;
  if ('and' in filter) return filter.and.map(inner).join(` ${texts.text('word.and')} `);
  if ('or' in filter) return filter.or.map(inner).join(` ${texts.text('word.or')} `);
  if ('not' in filter) return `${texts.text('word.not')} ${inner(filter.not)}`;
  const { columns, codebook } = known;
  const categories = variableCategories(columns, codebook, filter.variable, 'all');
  const labels = filter.in.map((key) => {
    const category = categories.find((candidate) => candidate.key === key);
    return category ? texts.say(category.label) : key;
  });
  return `${variableWords(known, filter.variable, texts)} = ${labels.join('、')}`;
}

/** What a cover says of whose answers are counted: a row per filter, the condition, and quality. */
export function populationRows(
  known: Known,
  { filter, where, quality }: Population,
  texts: Texts,
): [label: string, value: Cell][] {
  const filters = STRATA.flatMap((name): [string, Cell][] => {
    const kept = new Set(filter[name] ?? []);
    if (kept.size === 0) return [];
    const labels = known.columns.strata[name].categories.filter(({ key }) => kept.has(key));
    const value = labels.map(({ label }) => texts.say(label)).join('、');
    return [[texts.text('cover.filter', { stratum: texts.text(`stratum.${name}`) }), value]];
  });
  return [
    ...filters,
    ...(where
      ? ([[texts.text('cover.where'), conditionWords(known, where, texts)]] satisfies [string, Cell][])
      : []),
    [texts.text('cover.quality'), texts.text(`cover.quality.${quality}`)],
  ];
}
