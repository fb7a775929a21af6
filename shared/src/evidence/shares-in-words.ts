import type { CampaignItem } from '../codebook/index.js';
import { evidenceTexts as texts, type LocalizedText } from '../i18n/index.js';
import { CUT_OFFS } from './cut-offs.js';
import type { GroupFigure } from './finding.js';
import { rankedByShare } from './group-figures.js';
import { count, interval, join, name, percent, quoted, say, type Words } from './in-words.js';

/** What counts as favourable, as a list of option labels: 非常满意、比较满意. */
export function favourableLabel({ options }: Pick<CampaignItem, 'options'>): Words {
  const labels = options
    .filter(({ favourable, missing }) => favourable && !missing)
    .map(({ label }) => label);
  return labels.length === 0 ? { zh: '', en: '' } : join(labels, 'comma');
}

/** The same within a sentence: “非常满意”或“比较满意”. */
export function favourableChoice({ options }: Pick<CampaignItem, 'options'>): Words {
  const labels = options
    .filter(({ favourable, missing }) => favourable && !missing)
    .map(({ label }) => ({ zh: `“${label.zh}”`, en: `“${label.en ?? label.zh}”` }));
  return join(labels, 'or');
}

/**
 * The favourable shares of groups as the clauses of one sentence, from the highest to the lowest; of many groups only the
 * highest, the lowest and the range of the others. Withheld groups are not in it.
 */
export function shareClauses(figures: readonly GroupFigure[], favourable: Words): Words {
  const ranked = rankedByShare(figures);
  const many = ranked.length > CUT_OFFS.groupsNamed;
  const named = many ? [ranked[0]!, ranked.at(-1)!] : ranked;
  const clauses = named.map(({ label, favourable: share }, index) =>
    say(index === 0 ? texts.firstShare : texts.nextShare, {
      group: name(label),
      favourable,
      share: percent(share.share),
      interval: interval(share),
      n: count(share.n),
    }),
  );
  if (many) {
    clauses.push(
      say(texts.othersBetween, {
        count: count(ranked.length - named.length),
        low: percent(ranked.at(-2)!.favourable.share),
        high: percent(ranked[1]!.favourable.share),
      }),
    );
  }
  for (const { label, bounds } of figures) {
    if (!bounds) continue;
    const values = { group: name(label), favourable, bound: boundInWords(bounds), n: count(bounds.n) };
    clauses.push(say(clauses.length === 0 ? texts.firstBounded : texts.nextBounded, values));
  }
  return join(clauses, 'clause');
}

/** Between which shares a withheld one lies. */
export function boundInWords({ atLeast, atMost }: NonNullable<GroupFigure['bounds']>): Words {
  const values = { low: percent(atLeast), high: percent(atMost) };
  if (atMost >= 1) return say(texts.boundAtLeast, values);
  return say(atLeast <= 0 ? texts.boundAtMost : texts.boundBetween, values);
}

/** "On “…”, " before clauses. */
export const onItem = (title: LocalizedText): Words => say(texts.onItem, { title: quoted(title) });

/** Ends clauses as a sentence of their own. */
export const withStop = ({ zh, en }: Words): Words => ({ zh: `${zh}。`, en: `${en}.` });

/** Which groups' results are withheld, as a sentence; null where none is. */
export function withheldSentence(figures: readonly GroupFigure[]): Words | null {
  const labels = figures.filter(({ suppressed }) => suppressed).map(({ label }) => name(label));
  return labels.length === 0 ? null : say(texts.withheld, { groups: join(labels, 'and') });
}
