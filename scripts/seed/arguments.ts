import { parseArgs } from 'node:util';
import { StartError } from '@duwen/server/store/start-error';
import { USUAL_RESPONSES } from '#seeds/yangpu-2019/index';

export interface SeedArguments {
  readonly responses: number;
  readonly seed: number;
  /** Only where there is no campaign yet, or where an earlier seeding was cut off. */
  readonly ifEmpty: boolean;
  readonly help: boolean;
}

export const USAGE = `npm run seed -- [--responses N] [--seed S] [--if-empty]

Makes the synthetic Yangpu round of 2019 in the store, in place of the demo round that is there.
  --responses N   how many responses (default ${USUAL_RESPONSES}, as in the report; up to 10,000,000)
  --seed S        a whole number: the same seed and N give the same answers (default 2019)
  --if-empty      do nothing where there is a campaign; what was cut off is done again
`;

const MOST_RESPONSES = 10_000_000;

/** Reads the command line. @throws StartError with one line for what can't be understood */
export function seedArguments(args: readonly string[]): SeedArguments {
  const { values } = parsed(args);
  return {
    responses: whole('--responses', values.responses ?? String(USUAL_RESPONSES), 1, MOST_RESPONSES),
    seed: whole('--seed', values.seed ?? '2019', 0, 2 ** 31 - 1),
    ifEmpty: values['if-empty'] ?? false,
    help: values.help ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        responses: { type: 'string' },
        seed: { type: 'string' },
        'if-empty': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // parseArgs throws a TypeError; its advice stands in further lines.
    const [reason] = (error as TypeError).message.split('\n');
    throw new StartError(`${reason} (see --help)`);
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new StartError(
    `${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`,
  );
}
