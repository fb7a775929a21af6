import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { breakdownQuery, tableQuery, type SessionInfo } from '@duwen/shared/api';
import type { BreakdownRequest, TableRequest } from '@duwen/shared/tabulation';
import { createFirstAccounts } from '@duwen/server/accounts/accounts';
import { createApp } from '@duwen/server/http/app';
import { listen } from '@duwen/server/http/listener';
import { campaignMatrix } from '@duwen/server/matrix/campaign-matrix';
import { handedCampaign } from '@duwen/server/tabulation-workers/handed-campaign';
import {
  countBattery,
  countCells,
  stopTabulationWorkers,
} from '@duwen/server/tabulation-workers/tabulation-workers';
import { inTurn, median, report, timed } from './measure.js';

const PASSWORD = 'a password for benches';
const ROUNDS = 11;

/**
 * What a request through HTTP takes over the counting alone (guard, disclosure control, intervals, JSON, compression), and
 * how long it holds up the thread that takes everybody's requests. The store is connected, the campaign in it.
 */
export async function benchAnalysisHttp(campaign: string): Promise<void> {
  await createFirstAccounts(PASSWORD);
  const app = await createApp({
    logger: pino({ level: 'silent' }),
    clientDirectory: null,
    publicUrl: null,
    trustProxy: false,
    version: 'bench',
  });
  const listener = await listen(app, '127.0.0.1', 0);
  try {
    const api = `http://127.0.0.1:${listener.port}/api`;
    const cookie = await signIn(api);
    await measure(campaign, async (path, query) => {
      const url = `${api}/campaigns/${campaign}/${path}?${new URLSearchParams(query).toString()}`;
      const response = await fetch(url, { headers: { cookie } });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      await response.arrayBuffer();
    });
  } finally {
    await listener.close(1000);
    await stopTabulationWorkers();
  }
}

type Get = (path: string, query: [name: string, value: string][]) => Promise<void>;

async function measure(campaign: string, get: Get): Promise<void> {
  const matrix = await campaignMatrix(campaign);
  const handed = handedCampaign(matrix);
  const items = matrix.codebook.items.filter(({ kind }) => kind === 'single').map(({ code }) => code);
  const everybody = { filter: {}, where: null, quality: 'all', weighted: false } as const;
  const battery: BreakdownRequest = { ...everybody, items: items.slice(0, 60), by: 'unit' };
  const table: TableRequest = {
    ...everybody,
    rows: [{ item: items[0]! }],
    columns: [{ item: items[1]! }],
    measure: 'rowPercent',
    of: null,
    base: 'answered',
  };
  await compare(
    'crosstab',
    () => countCells(handed, table),
    () => get('table', tableQuery(table)),
  );
  await compare(
    `${battery.items.length} items by unit`,
    () => countBattery(handed, battery),
    () => get('breakdown', breakdownQuery(battery)),
  );
}

async function compare(
  subject: string,
  kernel: () => Promise<unknown>,
  request: () => Promise<void>,
): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const { ours, theirs } = await inTurn(
    ROUNDS,
    async () => {
      delay.enable();
      const time = await timed(request);
      delay.disable();
      return time;
    },
    () => timed(kernel),
  );
  const over = median(ours) - median(theirs);
  report(
    `${subject} through HTTP`,
    `${median(ours).toFixed(1)} ms`,
    `counting ${median(theirs).toFixed(1)} ms, ${over.toFixed(1)} ms over it`,
    median(ours) / median(theirs),
  );
  console.log(`${''.padEnd(34)} event loop held up ${(delay.max / 1e6).toFixed(1)} ms at most`);
}

/** @returns the session's cookies */
async function signIn(api: string): Promise<string> {
  const first = await fetch(`${api}/session`);
  const { csrfToken } = (await first.json()) as SessionInfo;
  const cookies = cookiesOf(first);
  const response = await fetch(`${api}/session`, {
    method: 'POST',
    headers: { cookie: cookies, 'content-type': 'application/json', 'x-csrf-token': csrfToken },
    body: JSON.stringify({ username: 'admin', password: PASSWORD }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  return [cookies, cookiesOf(response)].filter(Boolean).join('; ');
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .join('; ');
