import type { Item } from '@duwen/shared/codebook';
import { plantedShift } from './planted.js';
import { Random, textKey } from './random.js';
import type { Respondent } from './respondent.js';
import { forGroup, TENDENCIES } from './tendencies.js';

/**
 * Where the variance of a latent answer comes from; the parts add up to 1. Someone's answers to all items are
 * correlated through one factor of the person, those to one section of the framework through a second, and those of
 * a unit's people through the unit. The unit's part is the intraclass correlation of the latent answer.
 */
const VARIANCE = { person: 0.28, section: 0.2, unit: 0.022, unitSection: 0.018, unitItem: 0.014 };
const RESIDUAL = 1 - Object.values(VARIANCE).reduce((sum, part) => sum + part, 0);

/** Latent answers above these are at least a 2, 3, 4, 5; so the share above 0 is the share satisfied. */
const THRESHOLDS = [-1.5, -0.85, 0, 0.95];

/** The normal quantile, to about two digits (Tukey's lambda distribution): enough to set a tendency. */
const quantile = (share: number): number => (share ** 0.135 - (1 - share) ** 0.135) / 0.1975;

/** How people incline to answer one group's items with a scale: latent, continuous, standard deviation 1. */
export class Inclinations {
  readonly #seed: number;
  readonly #unitEffects = new Map<string, number>();
  readonly #locations = new Map<string, number>();
  #person = 0;
  #sections = new Map<string, number>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Starts a person. */
  begin(random: Random): void {
    this.#person = Math.sqrt(VARIANCE.person) * random.normal();
    this.#sections = new Map();
  }

  /** The person's latent answer to an item, drawn once. */
  latent(item: Item, respondent: Respondent, random: Random): number {
    const section = sectionOf(item);
    let bySection = this.#sections.get(section);
    if (bySection === undefined) {
      bySection = Math.sqrt(VARIANCE.section) * random.normal();
      this.#sections.set(section, bySection);
    }
    return (
      this.#location(item, respondent) +
      plantedShift(item.code, respondent) +
      this.#person +
      bySection +
      this.#unitPart(item.code, section, respondent.unit?.code) +
      Math.sqrt(RESIDUAL) * random.normal()
    );
  }

  #location(item: Item, { group }: Respondent): number {
    const key = `${group}:${item.code}`;
    let location = this.#locations.get(key);
    if (location === undefined) {
      location = quantile(forGroup(TENDENCIES[item.code]?.satisfied, group, 0.75));
      this.#locations.set(key, location);
    }
    return location;
  }

  #unitPart(item: string, section: string, unit: string | undefined): number {
    if (unit === undefined) return 0;
    return (
      this.#effect(VARIANCE.unit, unit, '') +
      this.#effect(VARIANCE.unitSection, unit, section) +
      this.#effect(VARIANCE.unitItem, unit, `item:${item}`)
    );
  }

  #effect(variance: number, unit: string, of: string): number {
    const key = `${unit}/${of}`;
    let effect = this.#unitEffects.get(key);
    if (effect === undefined) {
      effect = Math.sqrt(variance) * new Random(this.#seed, textKey(key), 0x75_6e_69_74).normal();
      this.#unitEffects.set(key, effect);
    }
    return effect;
  }
}

/** The section that an item speaks to first: `1.1.3` of `1.1.3.2`. */
const sectionOf = (item: Item): string =>
  item.indicators[0]?.slice(0, item.indicators[0].lastIndexOf('.')) ?? '';

/** The five-point answer of a latent one. */
export const fivePoint = (latent: number): number =>
  1 + THRESHOLDS.filter((threshold) => latent > threshold).length;

/** The zero-to-ten answer of a latent one: high, and skewed as recommendations are. */
export const tenPoint = (latent: number): number =>
  Math.min(10, Math.max(0, Math.round(7.6 + 2.1 * (latent - 0.3))));
