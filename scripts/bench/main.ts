// npm run bench: what the main job costs, each time as a ratio to a yardstick measured in the same run.
import { parseArgs } from 'node:util';
import { benchAnalysisHttp } from './analysis-http.js';
import { benchBreakdown } from './breakdown.js';
import { benchCrosstab } from './crosstab.js';
import { benchCube } from './cube.js';
import { benchExports } from './exports.js';
import { benchRound, type BenchRound } from './round.js';
import { benchScale } from './scale.js';
import { benchStatistics } from './statistics.js';
import { benchStore } from './store.js';
import { benchSubmissions } from './submissions.js';
import { benchWorkbook } from './workbook.js';

/** Rows over which the statistics are timed, whatever the round's size. */
const STATISTICS_ROWS = 1_000_000;

const SUBJECTS: Readonly<Record<string, (round: BenchRound) => Promise<void>>> = {
  breakdown: benchBreakdown,
  cube: () => benchCube(),
  crosstab: () => benchCrosstab(),
  http: ({ campaign }) => benchAnalysisHttp(campaign),
  workbook: benchWorkbook,
  submissions: benchSubmissions,
  store: benchStore,
  statistics: () => benchStatistics(STATISTICS_ROWS),
  exports: benchExports,
};
/** What takes minutes is measured where asked for only. */
const USUAL = Object.keys(SUBJECTS).filter((subject) => subject !== 'exports');

const { values } = parseArgs({
  options: {
    responses: { type: 'string', default: '30000' },
    scale: { type: 'string' },
    only: { type: 'string', default: USUAL.join(',') },
  },
});
/** Rounds of other sizes than the demo's take their time: only where asked for, `--scale 30000,1000000`. */
if (values.scale !== undefined) {
  for (const size of values.scale.split(',')) await benchScale(Number(size));
  process.exit();
}
const wanted = values.only.split(',');
const unknown = wanted.find((subject) => !(subject in SUBJECTS));
if (unknown !== undefined)
  throw new Error(`--only takes ${Object.keys(SUBJECTS).join(', ')}; there is no ${unknown}`);

const round = await benchRound(Number(values.responses));
try {
  console.log(
    `\nNode ${process.version}, ${values.responses} responses; ours, then the yardstick, then ours / yardstick\n`,
  );
  for (const subject of wanted) await SUBJECTS[subject]?.(round);
} finally {
  await round.close();
}
