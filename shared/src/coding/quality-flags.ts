/**
 * Marks of doubtful quality, a bit each in the order given here. A mark never drops a response: analyses run with and without.
 * `duplicate` is set by the matrix, which alone sees all rows; the others when the response is coded.
 */
export const QUALITY_FLAGS = ['speeding', 'straightLining', 'attention', 'mostlyEmpty', 'duplicate'] as const;
export type QualityFlag = (typeof QUALITY_FLAGS)[number];

/** The bit of a flag in a bit set. */
export const flagBit = (flag: QualityFlag): number => 1 << QUALITY_FLAGS.indexOf(flag);

/** The flags of a bit set, in order. */
export const flagsOf = (bits: number): QualityFlag[] => QUALITY_FLAGS.filter((flag) => bits & flagBit(flag));
