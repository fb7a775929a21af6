import { success, type Outcome } from '../outcome.js';
import { codeLabels, type Labels } from './labels.js';
import { poststratify, type PopulationCounts } from './poststratify.js';
import type { SurveyDesign } from './survey-design.js';

/** How one class of the invited answered. */
export interface ResponseClass {
  readonly label: string | number;
  /** Everyone of the class who was invited. */
  readonly invited: number;
  /** Rows of the design in the class, whatever their weight. */
  readonly responded: number;
  /** Responded over invited, 0 to 1. */
  readonly responseRate: number;
  /** The mean weight of a respondent of the class, after: how many of the invited each stands for. */
  readonly meanWeight: number;
}

export interface NonResponseAdjustment {
  readonly design: SurveyDesign;
  readonly classes: readonly ResponseClass[];
}

/**
 * Weighting-class adjustment for non-response: within each class (stage, street) those who answered stand for those
 * who were invited and did not. It mends what differs between classes, not within.
 *
 * @param design of the survey
 * @param classes per row its class
 * @param invited how many of each class were invited
 * @returns the reweighted design with the classes' response rates; reasons of `poststratify` (`emptyCategory` where
 *   nobody of a class answered: join it with another)
 * @see Little & Rubin (2019), Statistical Analysis with Missing Data, 3rd ed., section 3.3
 */
export function adjustForNonResponse(
  design: SurveyDesign,
  classes: Labels,
  invited: PopulationCounts,
): Outcome<NonResponseAdjustment> {
  const fitted = poststratify(design, classes, invited);
  if (!fitted.ok) return fitted;
  const { codes, labels } = codeLabels(classes);
  const responded = new Float64Array(labels.length);
  codes.forEach((code) => (responded[code]! += 1));
  return success({
    design: fitted.value,
    classes: labels.map((label, code) => {
      const count = invited.get(label) ?? 0;
      return {
        label,
        invited: count,
        responded: responded[code]!,
        responseRate: count > 0 ? responded[code]! / count : 0,
        meanWeight: count / responded[code]!,
      };
    }),
  });
}
