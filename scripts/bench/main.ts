// npm run bench: what the main job costs, each time as a ratio to a yardstick measured in the same run.
import { parseArgs } from 'node:util';
import { benchBreakdown } from './breakdown.js';
import { benchRound } from './round.js';
import { benchSubmissions } from './submissions.js';
import { benchWorkbook } from './workbook.js';

const { values } = parseArgs({ options: { responses: { type: 'string', default: '30000' } } });
const round = await benchRound(Number(values.responses));
try {
  console.log(
    `\nNode ${process.version}, ${values.responses} responses; ours, then the yardstick, then ours / yardstick\n`,
  );
  await benchBreakdown(round);
  await benchWorkbook(round);
  await benchSubmissions(round);
} finally {
  await round.close();
}
