/** Middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] as number) + (sorted[Math.floor(middle)] as number)) / 2;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Runs two things in turn, so that a machine whose speed drifts treats both alike.
 *
 * @param rounds how often each is run, after one uncounted round
 * @returns what each run gave, in order
 */
export async function inTurn(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<{ ours: number[]; theirs: number[] }> {
  await ours();
  await theirs();
  const results = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    results.ours.push(await ours());
    results.theirs.push(await theirs());
  }
  return results;
}

/** One line of the report: both figures and their ratio. */
export function report(subject: string, ours: string, theirs: string, ratio: number): void {
  console.log(`${subject.padEnd(34)} ${ours.padEnd(30)} ${theirs.padEnd(42)} ratio ${ratio.toFixed(3)}`);
}
