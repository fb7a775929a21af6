/**
 * The paragraphs of docs/methods.md that screens link to. A test holds them against both languages of the document, so that
 * no link leads nowhere.
 */
export const METHOD_ANCHORS = [
  'base',
  'benjamini-hochberg',
  'chi-squared',
  'clustered-difference',
  'co-occurrence',
  'describe',
  'effect-size',
  'favourable',
  'fisher',
  'funnel',
  'funnel-test',
  'holm',
  'interval',
  'judgement',
  'key-terms',
  'newcombe',
  'no-number',
  'nps',
  'open-themes',
  'overdispersion',
  'p-value',
  'quality-marks',
  'time-taken',
  'tone',
  'wilson',
  'withheld',
] as const;

export type MethodAnchor = (typeof METHOD_ANCHORS)[number];
