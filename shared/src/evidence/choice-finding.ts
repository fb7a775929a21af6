import type { ItemBreakdown } from '../breakdown/index.js';
import { evidenceTexts as texts } from '../i18n/index.js';
import { wilsonInterval } from '../statistics/index.js';
import { CUT_OFFS } from './cut-offs.js';
import { strengthOfInterval } from './direction.js';
import type { Finding, GroupFigure } from './finding.js';
import { findingBase, type FindingContext } from './group-finding.js';
import { count, interval, join, name, percent, quoted, say, sentence, type Words } from './in-words.js';
import { onItem, withheldSentence, withStop } from './shares-in-words.js';

/** What was chosen most where no option counts as favourable (reasons, wishes, shortages), and the average of numbers. */
export function choiceFinding(
  context: FindingContext,
  figures: readonly GroupFigure[],
  breakdown: ItemBreakdown,
): Finding {
  const told = figures.flatMap((figure) => {
    const n = breakdown.rows.find(({ key }) => key === figure.group)?.n;
    return n ? [{ ...figure, n }] : [];
  });
  const largest = told.reduce((most, { n }) => Math.max(most, n), 0);
  // A share of one half has the widest interval: the weight is that of the base.
  const widest = wilsonInterval(Math.round(largest / 2), largest);
  return {
    ...findingBase(context, 'choices'),
    statement: choiceStatement(context, figures, told),
    groups: figures,
    test: null,
    direction: 'neutral',
    strength: widest.ok ? strengthOfInterval(largest, (widest.value.upper - widest.value.lower) / 2) : 'weak',
  };
}

type ToldFigure = GroupFigure & { readonly n: number };

function choiceStatement(
  { item, title }: FindingContext,
  figures: readonly GroupFigure[],
  told: readonly ToldFigure[],
): Words {
  const clauses = [...told].sort((a, b) => b.n - a.n).flatMap((figure) => clauseOf(item.options, figure));
  if (clauses.length === 0) return say(texts.allWithheld, { title: quoted(title) });
  const lead = withStop(join([onItem(title), join(clauses, 'semicolon')], 'none'));
  const several = item.kind === 'multiple' ? say(texts.severalAllowed) : null;
  return join(
    [lead, several, withheldSentence(figures)].filter((each) => each !== null).map(sentence),
    'sentence',
  );
}

function clauseOf(
  options: FindingContext['item']['options'],
  { label, n, mean, counts }: ToldFigure,
): Words[] {
  if (options.length === 0) {
    if (mean === null) return [];
    return [say(texts.average, { group: name(label), mean: mean.toFixed(2), n: count(n) })];
  }
  const top = counts
    .flatMap((chosen, index) =>
      chosen && !options[index]!.missing ? [{ chosen, option: options[index]! }] : [],
    )
    .sort((a, b) => b.chosen - a.chosen)
    .slice(0, CUT_OFFS.choicesNamed)
    .flatMap(({ chosen, option }) => {
      const share = wilsonInterval(chosen, n);
      if (!share.ok) return [];
      const values = {
        option: option.label,
        share: percent(share.value.estimate),
        interval: interval(share.value),
      };
      return [say(texts.choice, values)];
    });
  return top.length === 0
    ? []
    : [say(texts.topChoices, { group: name(label), choices: join(top, 'and'), n: count(n) })];
}
