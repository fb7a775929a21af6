import type { FrameworkIndicator } from '../codebook/index.js';
import { evidenceTexts as texts } from '../i18n/index.js';
import { CUT_OFFS } from './cut-offs.js';
import type { ClaimKind } from './direction.js';
import type { Direction, Finding, SectionEvidence } from './finding.js';
import { rankedByShare } from './group-figures.js';
import { count, join, name, percent, quoted, say, type Words } from './in-words.js';

const WEIGHT = { strong: 3, moderate: 2, weak: 1 } as const;

/** What a section's findings say of its claim together, each by its strength; 'none' where there are none. */
export function verdictOf(findings: readonly Finding[]): SectionEvidence['verdict'] {
  if (findings.length === 0) return 'none';
  const weightOf = (...directions: Direction[]): number =>
    findings.reduce(
      (sum, each) => (directions.includes(each.direction) ? sum + WEIGHT[each.strength] : sum),
      0,
    );
  // A mixed finding weighs half on either side.
  const supports = weightOf('supports') + weightOf('mixed') / 2;
  const contradicts = weightOf('contradicts') + weightOf('mixed') / 2;
  const speaking = supports + contradicts;
  if (speaking === 0 || speaking < CUT_OFFS.decided * (speaking + weightOf('neutral'))) return 'neutral';
  if (Math.min(supports, contradicts) >= CUT_OFFS.minorSide * speaking) return 'mixed';
  return supports > contradicts ? 'supports' : 'contradicts';
}

/** What a summary is made from; findings that stand under several indicators come once. */
export interface SummaryInput {
  readonly kind: ClaimKind;
  readonly findings: readonly Finding[];
  readonly verdict: SectionEvidence['verdict'];
  /** Whether any questionnaire item speaks to the section. */
  readonly hasItems: boolean;
  /** Indicators that no item speaks to. */
  readonly uncovered: readonly FrameworkIndicator[];
  /** How many fact series speak to the section. */
  readonly facts: number;
}

/** The section in a few sentences: what there is, what it says of the claim, the extremes, what is not covered. */
export function summaryOf({ kind, findings, verdict, hasItems, uncovered, facts }: SummaryInput): Words {
  const factsSentence = facts > 0 ? say(texts.factsOnly, { count: count(facts) }) : null;
  if (verdict === 'none') {
    return join(
      [say(hasItems ? texts.noAnswers : texts.noItems), ...(factsSentence ? [factsSentence] : [])],
      'sentence',
    );
  }
  const sentences = [
    countSentence(findings),
    verdictSentence(kind, verdict),
    extremesSentence(findings),
    uncovered.length === 0 ? null : uncoveredSentence(uncovered),
  ];
  return join(
    sentences.filter((each) => each !== null),
    'sentence',
  );
}

function countSentence(findings: readonly Finding[]): Words {
  const numbers = (
    [
      ['supports', texts.countSupports, texts.allSupport],
      ['contradicts', texts.countContradicts, texts.allContradict],
      ['mixed', texts.countMixed, texts.allMixed],
      ['neutral', texts.countNeutral, texts.allNeutral],
    ] as const
  ).flatMap(([direction, each, all]) => {
    const number = findings.filter((finding) => finding.direction === direction).length;
    return number === 0 ? [] : [{ number, each, all }];
  });
  const items = new Set(findings.map(({ item }) => item)).size;
  const values = {
    findings: { zh: count(findings.length), en: plural(findings.length, 'finding') },
    items: { zh: count(items), en: plural(items, 'item') },
  };
  if (numbers.length === 1) {
    const alike = say(numbers[0]!.all);
    const parts = findings.length === 1 ? alike : { zh: `均${alike.zh}`, en: `all ${alike.en}` };
    return say(texts.countedAlike, { ...values, parts });
  }
  const parts = numbers.map(({ number, each }) => say(each, { count: count(number) }));
  return say(texts.counted, { ...values, parts: join(parts, 'clause') });
}

const plural = (number: number, noun: string): string => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;

function verdictSentence(kind: ClaimKind, verdict: Direction): Words {
  if (verdict === 'mixed') return say(texts.verdictMixed);
  if (verdict === 'neutral') return say(texts.verdictNeutral);
  if (kind === 'achievement') {
    return say(verdict === 'supports' ? texts.achievementSupports : texts.achievementContradicts);
  }
  return say(verdict === 'supports' ? texts.problemSupports : texts.problemContradicts);
}

/** The items and groups with the highest and the lowest favourable share, where two items at least have one. */
function extremesSentence(findings: readonly Finding[]): Words | null {
  const shares = findings
    .filter(({ id }) => id.endsWith('/groups'))
    .flatMap((finding) => rankedByShare(finding.groups).map((figure) => ({ finding, figure })))
    .sort((a, b) => b.figure.favourable.share - a.figure.favourable.share);
  const highest = shares[0];
  const lowest = shares.at(-1);
  if (!highest || !lowest || highest.finding.item === lowest.finding.item) return null;
  return say(texts.extremes, {
    highTitle: quoted(highest.finding.itemTitle),
    highGroup: name(highest.figure.label),
    highShare: percent(highest.figure.favourable.share),
    lowTitle: quoted(lowest.finding.itemTitle),
    lowGroup: name(lowest.figure.label),
    lowShare: percent(lowest.figure.favourable.share),
  });
}

function uncoveredSentence(indicators: readonly FrameworkIndicator[]): Words {
  const titles = indicators.map(({ title }) => {
    const { zh, en } = quoted(title);
    return { zh: `“${zh}”`, en: `“${en}”` };
  });
  return say(texts.uncovered, { indicators: join(titles, 'or') });
}
