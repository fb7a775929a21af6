// One export of a made-up campaign in a process of its own, so that what it takes of memory, and of the event loop, can be read.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import type { RespondentGroup, Unit } from '@duwen/shared/codebook';
import { writeRespondents, type RespondentFormat } from '@duwen/server/exports/respondents/write-respondents';
import { textsIn } from '@duwen/server/exports/texts';
import type { CampaignMatrix } from '@duwen/server/matrix/campaign-matrix';
import { madeUpCampaign } from './made-up-columns.js';

const [format = 'csv', rows = '1000000', items = '60'] = process.argv.slice(2);
const GROUPS = 7;
const UNITS = 150;

function madeUpMatrix(): CampaignMatrix {
  const shape = { rows: Number(rows), items: Number(items), groups: GROUPS, units: UNITS };
  const { columns, codebook, minimumCell } = madeUpCampaign(shape).held;
  const groups = Array.from({ length: GROUPS }, (_, group): RespondentGroup => ({
    code: `g${group}`,
    title: { zh: `对象${group}` },
    units: { kind: 'school', stages: [] },
    frame: null,
  }));
  const units = Array.from({ length: UNITS }, (_, unit): Unit => ({
    code: `u${unit}`,
    name: { zh: `学校${unit}` },
    kind: 'school',
    stages: ['primary'],
    educationGroup: null,
    street: null,
    enrolment: null,
    staff: null,
    frame: Object.fromEntries(groups.map(({ code }) => [code, 2000])),
  }));
  return {
    columns,
    submittedAt: new Float64Array(0),
    seconds: new Uint16Array(columns.length).fill(300),
    codebook,
    campaign: {
      name: { zh: '生成的项目' },
      district: '示例区',
      organiser: { zh: '教育督导室' },
      timeZone: 'Asia/Shanghai',
      synthetic: true,
      minimumCell,
      groups,
    } as unknown as CampaignMatrix['campaign'],
    units,
    asOf: new Date().toISOString(),
    revision: '1',
    generation: 1,
  };
}

const matrix = madeUpMatrix();
globalThis.gc?.();
const before = process.memoryUsage().rss;
let peak = before;
const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
let bytes = 0;
const output = new Writable({
  write(chunk: Buffer, _encoding, done) {
    bytes += chunk.length;
    setImmediate(done);
  },
});
const begun = performance.now();
await writeRespondents(
  format as RespondentFormat,
  {
    matrix,
    texts: textsIn('zh'),
    requester: { username: 'bench', at: new Date() },
    onProgress: () => undefined,
  },
  output,
);
const milliseconds = performance.now() - begun;
clearInterval(sampling);
delay.disable();
console.log(
  JSON.stringify({
    milliseconds,
    bytes,
    grownBytes: peak - before,
    longestBlock: delay.max / 1e6,
    usualBlock: delay.percentile(99) / 1e6,
  }),
);
