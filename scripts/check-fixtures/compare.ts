/** How R writes numbers that are none into JSON, beside null. */
const NOT_A_NUMBER = new Set(['NA', 'NaN', 'Inf', '-Inf']);

/** One expected figure that we do not meet. */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** What a comparison found: the differences, and the largest relative error of all numbers. */
export interface Comparison {
  readonly differences: readonly Difference[];
  readonly largestError: number;
}

/**
 * Compares what a case expects with what we give; what it does not mention does not count. Numbers agree where
 * |ours − expected| ≤ tolerance × max(1, |expected|); no number expected (null, NA) agrees with none given.
 */
export function compare(expected: unknown, actual: unknown, tolerance: number, path = ''): Comparison {
  if (expected === null || (typeof expected === 'string' && NOT_A_NUMBER.has(expected))) {
    return agreement(actual === null || actual === undefined, path, expected, actual);
  }
  if (typeof expected === 'number') {
    if (typeof actual !== 'number') return agreement(false, path, expected, actual);
    const error = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
    return { ...agreement(error <= tolerance, path, expected, actual), largestError: error };
  }
  if (Array.isArray(expected)) {
    const given: readonly unknown[] = Array.isArray(actual) ? actual : [];
    if (given.length !== expected.length)
      return agreement(false, `${path}.length`, expected.length, given.length);
    return join(expected.map((value, i) => compare(value, given[i], tolerance, `${path}[${i}]`)));
  }
  if (typeof expected === 'object') {
    const given = (typeof actual === 'object' && actual !== null ? actual : {}) as Record<string, unknown>;
    return join(
      Object.entries(expected).map(([key, value]) => compare(value, given[key], tolerance, `${path}.${key}`)),
    );
  }
  return agreement(expected === actual, path, expected, actual);
}

function agreement(agrees: boolean, path: string, expected: unknown, actual: unknown): Comparison {
  return { differences: agrees ? [] : [{ path, expected, actual }], largestError: 0 };
}

function join(parts: readonly Comparison[]): Comparison {
  return {
    differences: parts.flatMap(({ differences }) => differences),
    largestError: parts.reduce((most, { largestError }) => Math.max(most, largestError), 0),
  };
}
