import { type Agreement, type KappaSize } from '@duwen/shared/api';
import { cohensKappa } from '@duwen/shared/statistics';

/** Two coders' themes of an answer that both have coded. */
export interface CodedTwice {
  readonly key: string;
  readonly one: readonly string[];
  readonly other: readonly string[];
}

/** How often two coders gave a theme. */
export interface ThemeVotes {
  readonly bothGive: number;
  readonly oneGives: number;
  readonly otherGives: number;
  readonly neither: number;
}

/** Upper ends of Landis & Koch (1977), "The measurement of observer agreement for categorical data", Biometrics 33. */
const SIZES: readonly (readonly [upTo: number, size: KappaSize])[] = [
  [0, 'poor'],
  [0.2, 'slight'],
  [0.4, 'fair'],
  [0.6, 'moderate'],
  [0.8, 'substantial'],
  [1, 'almostPerfect'],
];

/** The word for a κ. */
export const sizeOf = (kappa: number): KappaSize =>
  kappa < 0 ? 'poor' : (SIZES.slice(1).find(([upTo]) => kappa <= upTo)?.[1] ?? 'almostPerfect');

export function votesOn(theme: string, answers: readonly CodedTwice[]): ThemeVotes {
  const votes = { bothGive: 0, oneGives: 0, otherGives: 0, neither: 0 };
  for (const { one, other } of answers) {
    const [first, second] = [one.includes(theme), other.includes(theme)];
    if (first && second) votes.bothGive += 1;
    else if (first) votes.oneGives += 1;
    else if (second) votes.otherGives += 1;
    else votes.neither += 1;
  }
  return votes;
}

/** Cohen's κ of given or not given. */
export function agreementOn({ bothGive, oneGives, otherGives, neither }: ThemeVotes): Agreement {
  const kappa = cohensKappa([
    [bothGive, oneGives],
    [otherGives, neither],
  ]);
  return kappa.ok ? { ok: true, kappa: kappa.value.kappa, size: sizeOf(kappa.value.kappa) } : kappa;
}

/**
 * κ over the decisions on all themes together ("pooled κ": observed and expected agreement are averaged over the themes
 * before κ is made, so that a rare theme does not count as much as a common one).
 *
 * @see De Vries, Elliott, Kanouse & Teleki (2008), "Using pooled kappa to summarize interrater agreement across many items",
 *   Field Methods 20
 */
export function pooledAgreement(votes: readonly ThemeVotes[]): Agreement {
  const known = votes.filter(
    ({ bothGive, oneGives, otherGives, neither }) => bothGive + oneGives + otherGives + neither > 0,
  );
  if (known.length === 0) return { ok: false, reason: 'noData' };
  let [observed, expected] = [0, 0];
  for (const { bothGive, oneGives, otherGives, neither } of known) {
    const n = bothGive + oneGives + otherGives + neither;
    observed += (bothGive + neither) / n;
    const [one, other] = [(bothGive + oneGives) / n, (bothGive + otherGives) / n];
    expected += one * other + (1 - one) * (1 - other);
  }
  observed /= known.length;
  expected /= known.length;
  if (expected >= 1) return { ok: false, reason: 'noVariation' };
  const kappa = (observed - expected) / (1 - expected);
  return { ok: true, kappa, size: sizeOf(kappa) };
}

/** Answers whose themes differ. */
export const differing = (answers: readonly CodedTwice[]): CodedTwice[] =>
  answers.filter(
    ({ one, other }) => one.length !== other.length || one.some((theme) => !other.includes(theme)),
  );
