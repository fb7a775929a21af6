import type { CampaignItem } from '../codebook/index.js';
import { evidenceTexts as texts, type LocalizedText } from '../i18n/index.js';
import { CUT_OFFS } from './cut-offs.js';
import type { GroupFigure } from './finding.js';
import { rankedByShare } from './group-figures.js';
import type { FindingContext } from './group-finding.js';
import { count, interval, join, name, percent, quoted, say, withStop, type Words } from './in-words.js';

/** What counts as favourable, as a list of option labels: 非常满意、比较满意. */
export function favourableLabel(item: Pick<CampaignItem, 'options'>): Words {
  return join(favourableLabels(item), 'comma');
}

const favourableLabels = ({ options }: Pick<CampaignItem, 'options'>): LocalizedText[] =>
  options.filter(({ favourable, missing }) => favourable && !missing).map(({ label }) => label);

/** "On “…”, “…” or “…” was chosen by ", before shares. What was chosen stands once, here. */
export function chosenOn({ item, title }: Pick<FindingContext, 'item' | 'title'>): Words {
  return say(texts.chosenOn, { title: quoted(title), favourable: favourableChoice(item) });
}

/** What counts as favourable, within a sentence: “非常满意”或“比较满意”. */
export function favourableChoice(item: Pick<CampaignItem, 'options'>): Words {
  const labels = favourableLabels(item).map(({ zh, en }) => ({ zh: `“${zh}”`, en: `“${en ?? zh}”` }));
  return join(labels, 'or');
}

/**
 * The favourable shares of groups as the clauses of one sentence, from the highest to the lowest; of many groups only the
 * highest, the lowest and the range of the others. Withheld groups are not in it.
 */
export function shareClauses(figures: readonly GroupFigure[]): Words {
  return join([...exactClauses(figures), ...boundedClauses(figures)], 'clause');
}

/** The same as sentences, where there are both exact and bounded shares: long lists are hard to read. */
export function shareSentences(
  context: Pick<FindingContext, 'item' | 'title'>,
  figures: readonly GroupFigure[],
): Words[] {
  const exact = exactClauses(figures);
  const bounded = boundedClauses(figures);
  if (exact.length === 0 || bounded.length === 0) {
    return [withStop(join([chosenOn(context), join([...exact, ...bounded], 'clause')], 'none'))];
  }
  const lead = withStop(join([chosenOn(context), join(exact, 'clause')], 'none'));
  const rest = say(texts.chosenAlso, { shares: join(bounded, 'clause') });
  return [lead, rest];
}

function exactClauses(figures: readonly GroupFigure[]): Words[] {
  const ranked = rankedByShare(figures);
  const many = ranked.length > CUT_OFFS.groupsNamed;
  const named = many ? [ranked[0]!, ranked.at(-1)!] : ranked;
  const clauses = named.map(({ label, favourable: share }, index) =>
    say(index === 0 ? texts.firstShare : texts.nextShare, {
      group: name(label),
      share: percent(share.share),
      interval: interval(share),
      n: count(share.n),
    }),
  );
  if (!many) return clauses;
  const others = say(texts.othersBetween, {
    count: count(ranked.length - named.length),
    low: percent(ranked.at(-2)!.favourable.share),
    high: percent(ranked[1]!.favourable.share),
  });
  return [...clauses, others];
}

const boundedClauses = (figures: readonly GroupFigure[]): Words[] =>
  figures.flatMap(({ label, bounds }) =>
    bounds
      ? [say(texts.boundedShare, { group: name(label), bound: boundInWords(bounds), n: count(bounds.n) })]
      : [],
  );

/** Between which shares a withheld one lies. */
export function boundInWords({ atLeast, atMost }: NonNullable<GroupFigure['bounds']>): Words {
  const values = { low: percent(atLeast), high: percent(atMost) };
  if (atMost >= 1) return say(texts.boundAtLeast, values);
  return say(atLeast <= 0 ? texts.boundAtMost : texts.boundBetween, values);
}

/** Which groups' results are withheld, as a sentence; null where none is. */
export function withheldSentence(figures: readonly GroupFigure[]): Words | null {
  const labels = figures.filter(({ suppressed }) => suppressed).map(({ label }) => name(label));
  return labels.length === 0 ? null : say(texts.withheld, { groups: join(labels, 'and') });
}
