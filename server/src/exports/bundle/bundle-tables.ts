import type { CampaignItem } from '@duwen/shared/codebook';
import type { CampaignMatrix } from '../../matrix/campaign-matrix.js';
import type { DataVariable } from '../respondents/data-variable.js';
import { optionValues } from '../respondents/item-variables.js';
import type { Cell } from '../sheet.js';
import type { Texts } from '../texts.js';

/** The codebook as JSON: every variable of the data with its values, every item with its options. */
export function codebookJson(
  { codebook }: CampaignMatrix,
  variables: readonly DataVariable[],
  texts: Texts,
): unknown {
  return {
    variables: variables.map(({ name, label, type, measure, item, values }) => ({
      name,
      label,
      type,
      measure,
      item,
      values,
    })),
    items: codebook.items.map((item) => ({
      code: item.code,
      kind: item.kind,
      wording: Object.fromEntries([...item.wording].map(([group, text]) => [group, texts.say(text)])),
      scale: item.scale && { ...item.scale, label: texts.say(item.scale.label) },
      reverse: item.reverse,
      indicators: item.indicators,
      options: optionsOf(item, texts),
    })),
  };
}

const optionsOf = (item: CampaignItem, texts: Texts): unknown[] => {
  const values = optionValues(item);
  return item.options.map(({ label, score, missing, favourable }, index) => ({
    value: values[index],
    label: texts.say(label),
    score,
    missing,
    favourable,
  }));
};

/** What `analysis.R` must know of the items: a line per option, or one for an item without any. */
export function* itemLines(
  { codebook }: CampaignMatrix,
  variables: readonly DataVariable[],
): Generator<readonly Cell[]> {
  yield ['item', 'kind', 'variable', 'value', 'missing', 'favourable', 'score', 'no_answer'];
  const flag = (is: boolean): number => (is ? 1 : 0);
  for (const item of codebook.items) {
    const own = variables.filter((variable) => variable.item === item.code);
    const values = optionValues(item);
    const noAnswer = own[0]?.values.find(({ missing }) => missing === 'noAnswer')?.value ?? 0;
    if (item.options.length === 0)
      yield [item.code, item.kind, own[0]?.name ?? null, null, null, null, null, noAnswer];
    for (const [index, { missing, favourable, score }] of item.options.entries()) {
      const variable = item.kind === 'multiple' ? own[index] : own[0];
      yield [
        item.code,
        item.kind,
        variable?.name ?? null,
        values[index]!,
        flag(missing),
        flag(favourable),
        score,
        noAnswer,
      ];
    }
  }
}
