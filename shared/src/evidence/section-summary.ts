import type { FrameworkIndicator } from '../codebook/index.js';
import { evidenceTexts as texts } from '../i18n/index.js';
import { CUT_OFFS } from './cut-offs.js';
import type { ClaimKind } from './direction.js';
import type { Direction, Finding, SectionEvidence } from './finding.js';
import { rankedByShare } from './group-figures.js';
import { count, join, name, percent, quoted, say, type Words } from './in-words.js';

const WEIGHT = { strong: 3, moderate: 2, weak: 1 } as const;

/**
 * What a section's findings say of its claim together, each item by the strength of what it says, and once however many
 * findings it gives. Choices without a favourable side and single schools have no say. 'none' where there are no findings.
 */
export function verdictOf(findings: readonly Finding[]): SectionEvidence['verdict'] {
  if (findings.length === 0) return 'none';
  const judging = findings.filter(({ kind }) => kind !== 'choices' && kind !== 'school');
  const items = [...new Set(judging.map(({ item }) => item))].map((item) =>
    sideOf(judging.filter((finding) => finding.item === item)),
  );
  const sum = (side: keyof ItemSide): number => items.reduce((total, each) => total + each[side], 0);
  const [supports, contradicts] = [sum('supports'), sum('contradicts')];
  const speaking = supports + contradicts;
  if (speaking === 0 || speaking < CUT_OFFS.decided * (speaking + sum('neutral'))) return 'neutral';
  if (Math.min(supports, contradicts) >= CUT_OFFS.minorSide * speaking) return 'mixed';
  return supports > contradicts ? 'supports' : 'contradicts';
}

/** The weight that an item puts on each side. */
interface ItemSide {
  readonly supports: number;
  readonly contradicts: number;
  readonly neutral: number;
}

/** An item that speaks both ways puts half its weight on either side. */
function sideOf(findings: readonly Finding[]): ItemSide {
  const weightOf = (...directions: Direction[]): number =>
    Math.max(
      0,
      ...findings
        .filter(({ direction }) => directions.includes(direction))
        .map(({ strength }) => WEIGHT[strength]),
    );
  const [supports, contradicts] = [weightOf('supports', 'mixed'), weightOf('contradicts', 'mixed')];
  if (supports + contradicts === 0) return { supports, contradicts, neutral: weightOf('neutral') };
  const share = supports > 0 && contradicts > 0 ? 1 / 2 : 1;
  return { supports: share * supports, contradicts: share * contradicts, neutral: 0 };
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
    .filter(({ kind }) => kind === 'groups')
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
