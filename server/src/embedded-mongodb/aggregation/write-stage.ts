import { failedToParse, notImplemented, StoreError } from '../errors.js';
import { isObject, typeName, type Document } from '../bson/values.js';

/** Where an aggregation's documents go instead of to the client. */
export type WriteStage = OutStage | MergeStage;

export interface OutStage {
  kind: 'out';
  namespace: string;
}

export interface MergeStage {
  kind: 'merge';
  namespace: string;
  /** The fields that identify a document of the target. */
  on: string[];
  /** A pipeline over the target's document, with `$$new` for the incoming one. */
  whenMatched: 'replace' | 'keepExisting' | 'merge' | 'fail' | Document[];
  whenNotMatched: 'insert' | 'discard' | 'fail';
  let: Document;
}

const names = ['$out', '$merge'];

/** Takes `$out` or `$merge` off the end of a pipeline. Throws if one stands elsewhere or says something wrong. */
export function splitWriteStage(
  pipeline: readonly Document[],
  database: string,
): { reading: Document[]; write: WriteStage | null } {
  const misplaced = pipeline
    .slice(0, -1)
    .flatMap((stage) => names.filter((name) => isObject(stage) && name in stage));
  if (misplaced.length > 0)
    throw new StoreError(40601, `${misplaced[0]} can only be the final stage in the pipeline`);
  const last = pipeline.at(-1);
  if (!isObject(last) || Object.keys(last).length !== 1) return { reading: [...pipeline], write: null };
  const reading = pipeline.slice(0, -1);
  if ('$out' in last) return { reading, write: parseOut(last['$out'], database) };
  if ('$merge' in last) return { reading, write: parseMerge(last['$merge'], database) };
  return { reading: [...pipeline], write: null };
}

function parseOut(spec: unknown, database: string): OutStage {
  if (isObject(spec) && 'timeseries' in spec) throw notImplemented("$out's 'timeseries' is not served");
  if (typeof spec !== 'string' && !(isObject(spec) && typeof spec['db'] === 'string'))
    throw new StoreError(
      16990,
      `$out only supports a string or object argument, but found ${typeName(spec)}`,
    );
  return { kind: 'out', namespace: targetOf(spec, database, '$out') };
}

function targetOf(target: unknown, database: string, stage: string): string {
  if (typeof target === 'string' && target !== '') return `${database}.${target}`;
  if (isObject(target) && typeof target['coll'] === 'string') {
    const { db = database, coll } = target;
    if (typeof db === 'string') return `${db}.${coll}`;
  }
  throw failedToParse(`${stage} needs the name of a collection`);
}

const matchedActions = ['replace', 'keepExisting', 'merge', 'fail'];
const notMatchedActions = ['insert', 'discard', 'fail'];
const mergeOptions = ['into', 'on', 'let', 'whenMatched', 'whenNotMatched'];

function parseMerge(raw: unknown, database: string): MergeStage {
  const spec: unknown = typeof raw === 'string' ? { into: raw } : raw;
  if (!isObject(spec))
    throw new StoreError(51182, `$merge requires a string or object argument, but found ${typeName(raw)}`);
  for (const option of Object.keys(spec)) {
    if (!mergeOptions.includes(option))
      throw new StoreError(40415, `BSON field '$merge.${option}' is an unknown field.`);
  }
  const { whenMatched = 'merge', whenNotMatched = 'insert', on = '_id' } = spec;
  if (!Array.isArray(whenMatched) && !matchedActions.includes(String(whenMatched)))
    throw new StoreError(
      51191,
      `Enumeration value '${String(whenMatched)}' for field 'whenMatched' is not a valid value.`,
    );
  if (!notMatchedActions.includes(String(whenNotMatched)))
    throw new StoreError(
      2,
      `Enumeration value '${String(whenNotMatched)}' for field 'whenNotMatched' is not a valid value.`,
    );
  if ('let' in spec && !Array.isArray(whenMatched))
    throw new StoreError(51199, "Cannot use 'let' variables with 'whenMatched' that is not a pipeline");
  const fields = Array.isArray(on) ? (on as unknown[]) : [on];
  if (fields.length === 0)
    throw new StoreError(51187, "If explicitly specifying $merge 'on', must include at least one field");
  if (!fields.every((field) => typeof field === 'string'))
    throw new StoreError(51186, "$merge 'on' field must be either a string or an array of strings");
  return {
    kind: 'merge',
    namespace: targetOf(spec['into'], database, '$merge'),
    on: fields,
    whenMatched: whenMatched as MergeStage['whenMatched'],
    whenNotMatched: whenNotMatched as MergeStage['whenNotMatched'],
    let: isObject(spec['let']) ? spec['let'] : {},
  };
}
