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
   * Groups disagree when the interval of their difference begins at this many points or more: less is often found
   * between adults and pupils for the wording alone. Ten points are at least a small effect by Cohen's h (0.2), so the size
   * that a finding's sentence gives never denies a disagreement that is named beside it.
   */
  groupGap: 0.1,
  /** Groups are compared only from this many answers on: six principals do not contradict a thousand pupils. */
  groupBase: 20,
  /**
   * A street, a stage or a school stands apart from the rest at this difference or more: less is beyond chance soon
   * enough with thousands of answers, and nothing to act on.
   */
  placeGap: 0.1,
  /**
   * Places are compared only where a group's answers can be read for this many schools: their own spread shows how far
   * schools differ without cause, and every comparison of places takes that for chance.
   */
  schoolsForSpread: 6,
  /**
   * How many schools a place, and the rest that it is held against, must rest on. Of a street of one school the
   * school should be named, not the street. A stage is spoken of as a kind of school, which a handful cannot stand for.
   */
  placeSchools: { street: 2, stage: 6 },
  /** A single school is looked at from this many answers of a group on. */
  schoolBase: 30,
  /**
   * Differences are more than chance under this p, for places after Holm's adjustment: of streets and stages over all
   * that are compared in the campaign, for each says that a part of the district differs; of schools over those of one item
   * and group, as points out of one funnel plot. Of some fifty such plots two or three show a school by chance.
   */
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
  groupsNamed: 3,
  /** Options named of a choice without a favourable side. */
  choicesNamed: 3,
  /** Places of a group told of an item, those farthest from the rest first. */
  placesNamed: 3,
  /** Schools named in a finding: it points at what to look into, and is no ranking. */
  schoolsNamed: 2,
} as const;
