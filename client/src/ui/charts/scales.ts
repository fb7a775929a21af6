/** From a figure to a place in pixels. */
export type Scale = (value: number) => number;

/** A scale whose steps are even. A domain of no width lies in the middle. */
export function linearScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const span = domain[1] - domain[0];
  if (span === 0) return () => (range[0] + range[1]) / 2;
  return (value) => range[0] + ((value - domain[0]) / span) * (range[1] - range[0]);
}

/** A scale by square roots: small bases have room, large ones do not run away. For figures of 0 and more. */
export function rootScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const linear = linearScale([Math.sqrt(domain[0]), Math.sqrt(domain[1])], range);
  return (value) => linear(Math.sqrt(Math.max(0, value)));
}

/** Figures by how round they are, within a decade: the first have the first choice. */
const STEPS = [
  [1, 2, 5],
  [1.5, 3, 4, 7],
] as const;

/** Round whole figures within a domain of counts, spread for a root scale: none nearer to another than `1/most` of its length. */
export function countTicks(domain: readonly [number, number], most: number): number[] {
  const [low, high] = domain;
  const scale = rootScale(domain, [0, 1]);
  const gap = 1 / Math.max(1, most);
  const ticks: number[] = [];
  for (const steps of STEPS) {
    const round: number[] = [];
    for (let decade = 1; decade <= high; decade *= 10)
      for (const step of steps) if (Number.isInteger(step * decade)) round.push(step * decade);
    // From the large end, where the scale is closest to even.
    for (const tick of round.filter((value) => value >= low && value <= high).reverse())
      if (ticks.every((taken) => Math.abs(scale(taken) - scale(tick)) >= gap)) ticks.push(tick);
  }
  return ticks.sort((a, b) => a - b);
}

/** The narrowest axis of shares: a difference of a point never looks like a chasm. */
const LEAST_SPAN = 0.3;

/** The axis of a plot of shares: the tenths around them, widened on the side that has less room until `LEAST_SPAN` is reached. */
export function plotDomain(shares: readonly number[]): [number, number] {
  if (shares.length === 0) return [0, 1];
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  let low = Math.max(0, Math.floor(least * 10 + 1e-9));
  let high = Math.min(10, Math.ceil(most * 10 - 1e-9));
  while (high - low < LEAST_SPAN * 10 - 1e-9) {
    const below = low > 0 && (high === 10 || least * 10 - low <= high - most * 10);
    if (below) low -= 1;
    else high += 1;
  }
  return [low / 10, high / 10];
}

/** The ticks of a plot's axis of shares: every tenth, or every fifth where the axis is wide. */
export function plotTicks([low, high]: readonly [number, number]): number[] {
  const step = high - low > 0.45 ? 2 : 1;
  const ticks: number[] = [];
  for (
    let tenth = Math.ceil(Math.round(low * 10) / step) * step;
    tenth <= Math.round(high * 10);
    tenth += step
  )
    ticks.push(tenth / 10);
  return ticks;
}
