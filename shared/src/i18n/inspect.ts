import { breakdownScreenTexts } from './inspect-breakdown.js';
import { campaignScreenTexts } from './inspect-campaign.js';
import { chartScreenTexts } from './inspect-charts.js';
import { exportScreenTexts } from './inspect-exports.js';
import { explorerTexts } from './inspect-explorer.js';
import { evidenceScreenTexts } from './inspect-evidence.js';
import { methodScreenTexts } from './inspect-methods.js';
import { qualityScreenTexts } from './inspect-quality.js';
import { setupScreenTexts } from './inspect-setup.js';
import { shellTexts } from './inspect-shell.js';
import { textsScreenTexts } from './inspect-texts.js';

/** Every text of the inspector's screens. Places to fill are `{{name}}`. */
export const inspectTexts = {
  ...shellTexts,
  ...campaignScreenTexts,
  ...breakdownScreenTexts,
  ...chartScreenTexts,
  ...explorerTexts,
  ...exportScreenTexts,
  ...evidenceScreenTexts,
  ...methodScreenTexts,
  ...qualityScreenTexts,
  ...textsScreenTexts,
  ...setupScreenTexts,
} as const;
