import type { BreakdownRow, ItemBreakdown } from '../breakdown/index.js';
import { evidenceTexts as texts } from '../i18n/index.js';
import { meanInterval, wilsonInterval } from '../statistics/index.js';
import { CUT_OFFS } from './cut-offs.js';
import { strengthOfInterval } from './direction.js';
import type { Finding, GroupFigure } from './finding.js';
import { findingBase, type FindingContext } from './group-finding.js';
import { count, interval, join, name, percent, quoted, say, sentence, type Words } from './in-words.js';
import { withheldSentence } from './shares-in-words.js';

/** What was chosen most where no option counts as favourable (reasons, wishes, shortages), and the average of numbers. */
export function choiceFinding(
  context: FindingContext,
  figures: readonly GroupFigure[],
  breakdown: ItemBreakdown,
): Finding {
  const told = figures.flatMap(({ group, label }) => {
    const row = breakdown.rows.find(({ key }) => key === group);
    return row?.n ? [{ label, row, n: row.n }] : [];
  });
  const largest = told.reduce((most, { n }) => Math.max(most, n), 0);
  // A share of one half has the widest interval: the weight is that of the base.
  const widest = wilsonInterval(Math.round(largest / 2), largest);
  return {
    ...findingBase(context, 'choices'),
    statement: choiceStatement(context, figures, told),
    groups: figures,
    test: null,
    noTest: null,
    direction: 'neutral',
    strength: widest.ok ? strengthOfInterval(largest, (widest.value.upper - widest.value.lower) / 2) : 'weak',
  };
}

/** A group's row with its base. */
interface ToldGroup {
  readonly label: GroupFigure['label'];
  readonly row: BreakdownRow;
  readonly n: number;
}

function choiceStatement(
  { item, title }: FindingContext,
  figures: readonly GroupFigure[],
  told: readonly ToldGroup[],
): Words {
  const clauses = [...told]
    .sort((a, b) => b.n - a.n)
    .flatMap((group) => (item.options.length === 0 ? averageOf(group) : topChoicesOf(item.options, group)));
  if (clauses.length === 0) return say(texts.allWithheld, { title: quoted(title) });
  const lead = join([say(texts.onItem, { title: quoted(title) }), clauses[0]!], 'none');
  const several = item.kind === 'multiple' ? say(texts.severalAllowed) : null;
  const sentences = [lead, ...clauses.slice(1), several, withheldSentence(figures)];
  return join(sentences.filter((each) => each !== null).map(sentence), 'sentence');
}

function averageOf({ label, n, row: { mean, sd, meanDecimals } }: ToldGroup): Words[] {
  if (mean === null) return [];
  const inWords = (value: number): string => value.toFixed(meanDecimals ?? 2);
  const sure = sd === null ? null : meanInterval(mean, sd, n);
  const values = { group: name(label), mean: inWords(mean), n: count(n) };
  if (!sure?.ok) return [say(texts.average, values)];
  const range = `${inWords(sure.value.lower)}–${inWords(sure.value.upper)}`;
  return [say(texts.averageWithInterval, { ...values, interval: range })];
}

function topChoicesOf(options: FindingContext['item']['options'], { label, n, row }: ToldGroup): Words[] {
  const top = row.counts
    .flatMap((chosen, index) =>
      chosen && !options[index]!.missing ? [{ chosen, option: options[index]! }] : [],
    )
    .sort((a, b) => b.chosen - a.chosen)
    .slice(0, CUT_OFFS.choicesNamed)
    .flatMap(({ chosen, option }, index) => {
      const share = wilsonInterval(chosen, n);
      if (!share.ok) return [];
      const values = {
        option: option.label,
        share: percent(share.value.estimate),
        interval: interval(share.value),
      };
      return [say(index === 0 ? texts.firstChoice : texts.nextChoice, values)];
    });
  return top.length === 0
    ? []
    : [say(texts.topChoices, { group: name(label), choices: join(top, 'and'), n: count(n) })];
}
