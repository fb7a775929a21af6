import { ConditionRunner } from 'survey-core';

/**
 * The conditions of a codebook, each expression parsed once by survey-core and evaluated at most once per submission,
 * when it is first asked for.
 */
export class ConditionSet {
  readonly #runners: ConditionRunner[] = [];
  readonly #places = new Map<string, number>();
  #results: (boolean | undefined)[] = [];
  #values: Readonly<Record<string, unknown>> = {};

  /** The number by which `holds` knows the expression. */
  add(expression: string): number {
    const known = this.#places.get(expression);
    if (known !== undefined) return known;
    const place = this.#runners.push(new ConditionRunner(expression)) - 1;
    this.#places.set(expression, place);
    return place;
  }

  /** Starts a submission: what the expressions' `{names}` stand for from now on. */
  begin(values: Readonly<Record<string, unknown>>): void {
    this.#values = values;
    this.#results = new Array<boolean | undefined>(this.#runners.length);
  }

  holds(place: number): boolean {
    return (this.#results[place] ??= this.#runners[place]?.runValues(this.#values) ?? false);
  }

  /** Whether all of `places` hold. */
  hold(places: readonly number[]): boolean {
    for (const place of places) if (!this.holds(place)) return false;
    return true;
  }
}
