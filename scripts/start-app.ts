// The server as `npm start` runs it: with the demo round where the store is empty, and a welcome that says where to go.
import { networkOrigin } from '@duwen/server/campaigns/respondent-origin';
import { runServer, showFirstAccounts, type RunningServer } from '@duwen/server/main';
import { Campaigns } from '@duwen/server/store/campaigns';
import { Links } from '@duwen/server/store/links';
import { USUAL_RESPONSES } from '#seeds/yangpu-2019/index';
import { anyCampaign, demoState } from './seed/demo-campaign.js';
import { progressOn } from './seed/progress.js';
import { seedYangpu } from './seed/seed-yangpu.js';

// Phones are to reach it. Set HOST=127.0.0.1 to keep it to this machine.
process.env['HOST'] ||= '0.0.0.0';

async function seedWhenEmpty(): Promise<void> {
  const state = await demoState();
  if (state !== 'unfinished' && (await anyCampaign())) return;
  const onProgress = progressOn(process.stderr, 'Demo round (synthetic)');
  await seedYangpu({ responses: USUAL_RESPONSES, seed: 2019, onProgress });
}

async function welcome({ firstAccounts, url, port }: RunningServer): Promise<void> {
  const elsewhere = process.env['PUBLIC_URL'] ? null : networkOrigin(process.env['HOST'] ?? '', port);
  const lines = [
    '',
    '督问 Duwen is running.',
    '',
    `  Inspectors       ${url}`,
    ...(elsewhere ? [`                   ${elsewhere}  (other devices in this network)`] : []),
    ...(await respondentLines(elsewhere ?? url)),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  showFirstAccounts(firstAccounts);
  if (firstAccounts.length === 0)
    process.stdout.write('accounts: as before (a lost password is set anew as docs/operations.md says)\n');
  process.stdout.write(`\nCtrl-C stops it.\nlistening on ${url}\n`);
}

/** Where respondents of the demo round begin. */
async function respondentLines(origin: string): Promise<string[]> {
  const demo = await Campaigns.findOne({ synthetic: true, status: 'open' }, { _id: 1 }).lean();
  const link = demo && (await Links.findOne({ campaign: demo._id, group: 'parent' }).lean());
  return link
    ? [`  A parent's phone ${origin}/r/${link._id}  (demo round; the other groups' links are on its page)`]
    : [];
}

await runServer({ prepare: seedWhenEmpty, ready: welcome });
