import { inTurn, median, report, timed } from './measure.js';
import { sample } from './statistics/contest.js';
import { contestsOfDesigns } from './statistics/of-designs.js';
import { contestsOfRows } from './statistics/of-rows.js';
import { contestsOfTallies } from './statistics/of-tallies.js';

const ROUNDS = 3;

/** Times each procedure over `rows` respondents beside a plain equivalent. */
export async function benchStatistics(rows: number): Promise<void> {
  console.log(`\nStatistics over ${rows.toLocaleString('en')} respondents, ms\n`);
  const data = sample(rows);
  const contests = [...contestsOfTallies(rows), ...contestsOfRows(data), ...contestsOfDesigns(data)];
  for (const { subject, ours, yardstick, theirs } of contests) {
    const run = async (work: () => unknown) => timed(work);
    const checked = () => {
      const outcome = ours();
      if (!outcome.ok) throw new Error(`${subject}: ${outcome.reason}`);
    };
    const times = await inTurn(
      ROUNDS,
      () => run(checked),
      () => run(theirs),
    );
    const [own, other] = [median(times.ours), median(times.theirs)];
    report(subject, `${own.toFixed(1)} ms`, `${yardstick}: ${other.toFixed(1)} ms`, own / other);
  }
}
