import type { Environment } from './environment.js';
import { treeStart } from './record-keys.js';

/**
 * What a dropped collection left in the trees. Ids are never given again, so nobody meets it; it is cleared in parts, as
 * one transaction would hold all its pages in memory and everybody up. The catalog notes what is still to be cleared.
 */
type TreeName = 'documents' | 'indexes';

const noteKey = (tree: TreeName, id: number) => Buffer.from(`g:${tree}:${id}`);
const notes = { start: Buffer.from('g:'), end: Buffer.from('g;') };
const noBytes = Buffer.alloc(0);

/** Notes that a tree's entries under `id` are to be cleared. Only inside a transaction. */
export function leave(environment: Environment, tree: TreeName, id: number): void {
  environment.catalog.putSync(noteKey(tree, id), noBytes);
}

export function hasLeavings({ catalog }: Environment): boolean {
  return [...catalog.getKeys({ ...notes, limit: 1 })].length > 0;
}

/** Clears up to `most` entries. Only inside a transaction. */
export function clearSome(environment: Environment, most: number): void {
  let left = most;
  for (const note of [...environment.catalog.getKeys(notes)]) {
    const [, tree, id] = note.toString().split(':') as [string, TreeName, string];
    const range = { start: treeStart(Number(id)), end: treeStart(Number(id) + 1), limit: left };
    const keys = [...environment[tree].getKeys(range)];
    for (const key of keys) environment[tree].removeSync(key);
    left -= keys.length;
    if (left <= 0) return;
    environment.catalog.removeSync(note);
  }
}
