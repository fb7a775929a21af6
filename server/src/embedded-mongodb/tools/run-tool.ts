import { parseArgs } from 'node:util';
import { ToolRefusal } from './tool.js';

/**
 * Each tool reads one folder and writes another; it says in one line what it did. Their files are loaded when one is asked
 * for: a store that starts needs none of them.
 */
const tools: Readonly<
  Record<string, { options: [string, string]; run: (a: string, b: string) => Promise<string> }>
> = {
  backup: {
    options: ['data', 'to'],
    run: async (data, to) => {
      const { backUp } = await import('./backup.js');
      await backUp(data, to);
      return `${data} is backed up in ${to}`;
    },
  },
  restore: {
    options: ['from', 'data'],
    run: async (from, data) => {
      const { restore } = await import('./backup.js');
      restore(from, data);
      return `${data} holds what the backup ${from} held`;
    },
  },
  export: {
    options: ['data', 'to'],
    run: async (data, to) => {
      const { exportAll } = await import('./export.js');
      const { collections, documents } = await exportAll(data, to);
      return `${documents} documents of ${collections} collections are written to ${to}`;
    },
  },
  import: {
    options: ['from', 'data'],
    run: async (from, data) => {
      const { importAll } = await import('./import.js');
      const { collections, documents } = await importAll(from, data);
      return `${documents} documents of ${collections} collections are read into ${data}`;
    },
  },
};

export const isTool = (name: string | undefined): name is string =>
  name !== undefined && Object.hasOwn(tools, name);

/** Runs `backup`, `restore`, `export` or `import` with its two folders; gives the line to print. */
export function runTool(name: string, argv: string[]): Promise<string> {
  const { options, run } = tools[name]!;
  const { values } = parseArgs({
    args: argv,
    options: Object.fromEntries(options.map((option) => [option, { type: 'string' } as const])),
  });
  const [first, second] = options.map((option) => values[option]);
  if (typeof first !== 'string' || typeof second !== 'string' || first === '' || second === '')
    throw new ToolRefusal(`${name} needs --${options[0]} FOLDER and --${options[1]} FOLDER`);
  return run(first, second);
}
