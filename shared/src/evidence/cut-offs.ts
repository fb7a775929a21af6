/**
 * Where evidence draws its lines, all in one place, so that they can be questioned and changed. Shares are 0 to 1. A line
 * is passed only when a whole 95 % interval passes it: a small base then says "undecided" by itself.
 */
export const CUT_OFFS = {
  /**
   * A favourable share is high from here, where the framework sets no threshold of its own: four in five. The
   * national standard for quality-balanced compulsory education asks for 85 % approval; a framework states that as a threshold.
   */
  highShare: 0.8,
  /** And low under this: more than a third are not satisfied, which no report should call an achievement unremarked. */
  lowShare: 0.65,
  /**
   * Groups disagree strongly when the interval of their difference begins at this many points or more: less is
   * often found between adults and pupils for the wording alone.
   */
  groupGap: 0.1,
  /**
   * A street or a stage stands apart from the rest at this difference or more. Pupils of one school answer alike, so
   * a street of few schools wanders by several points without cause; ten is beyond that at the intraclass correlations usual here.
   */
  placeGap: 0.1,
  /** From this many places on, their own spread shows how much places differ without cause; it widens what counts as chance. */
  placesForSpread: 6,
  /** Differences are more than chance under this p (for places: after Holm's adjustment over all that are compared). */
  significance: 0.05,
  /** A base and a half-width of the interval that bear strong weight: some 4 points to either side. */
  strong: { n: 400, halfWidth: 0.04 },
  /** And moderate weight; the rest is weak. */
  moderate: { n: 100, halfWidth: 0.08 },
  /** A side of the evidence with less than this part of the weight does not make the section's evidence mixed. */
  minorSide: 0.25,
  /** Findings for and against must carry this part of all findings' weight before a section has a verdict. */
  decided: 1 / 3,
  /** A sentence names this many groups one by one; of more, the highest, the lowest and the range of the others. */
  groupsNamed: 4,
  /** Options named of a choice without a favourable side. */
  choicesNamed: 3,
  /** Streets or stages named in one sentence, those farthest from the rest first. */
  placesNamed: 3,
} as const;
