// npm run bench: what the main job costs, each time as a ratio to a yardstick measured in the same run.
import { parseArgs } from 'node:util';
import { benchBreakdown } from './breakdown.js';
import { benchRound } from './round.js';
import { benchStatistics } from './statistics.js';
import { benchStore } from './store.js';
import { benchSubmissions } from './submissions.js';
import { benchWorkbook } from './workbook.js';

/** Rows over which the statistics are timed, whatever the round's size. */
const STATISTICS_ROWS = 1_000_000;

const { values } = parseArgs({ options: { responses: { type: 'string', default: '30000' } } });
const round = await benchRound(Number(values.responses));
try {
  console.log(
    `\nNode ${process.version}, ${values.responses} responses; ours, then the yardstick, then ours / yardstick\n`,
  );
  await benchBreakdown(round);
  await benchWorkbook(round);
  await benchSubmissions(round);
  await benchStore(round);
  await benchStatistics(STATISTICS_ROWS);
} finally {
  await round.close();
}
