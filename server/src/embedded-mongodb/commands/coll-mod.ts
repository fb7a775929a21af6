import { StoreError } from '../errors.js';
import { compareValues } from '../bson/order.js';
import { isNumeric, isTrue, toNumber, type Document } from '../bson/values.js';
import { parseIndex } from '../indexes/definition.js';
import type { Collection } from '../storage/collection.js';
import { documentArgument, namespaceOf } from './arguments.js';
import type { Command } from './context.js';

const general = ['collMod', '$db', 'lsid', 'writeConcern', '$readPreference', 'comment', 'maxTimeMS'];
const validation = ['validator', 'validationLevel', 'validationAction'];

/** `collMod` of a validator, of a TTL index's time, and of an index that is to be hidden or shown. */
export const collMod: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['collMod'], 'collMod');
  const others = Object.keys(command).filter((key) => ![...general, ...validation, 'index'].includes(key));
  if (others.length > 0) throw new StoreError(238, `collMod's '${others[0]}' is not served (embedded store)`);
  return store.writer.run(() => {
    const collection = store.catalog.find(namespace);
    if (!collection) throw new StoreError(26, `ns does not exist: ${namespace}`);
    const given = validation.filter((option) => option in command);
    if (given.length > 0) {
      const changed = Object.fromEntries(given.map((option) => [option, command[option]]));
      collection.setOptions({ ...collection.options, ...changed });
    }
    return 'index' in command ? changeIndex(collection, documentArgument(command, 'index')) : {};
  });
};

function changeIndex(collection: Collection, asked: Document): Document {
  const index = collection.indexes.find(({ definition }) =>
    typeof asked['name'] === 'string'
      ? definition.name === asked['name']
      : compareValues(definition.spec['key'], asked['keyPattern']) === 0,
  );
  if (!index) throw new StoreError(27, `cannot find index for ns ${collection.namespace}`);
  const { definition } = index;
  const [seconds, hidden] = [asked['expireAfterSeconds'], asked['hidden']];
  if (!isNumeric(seconds) && typeof hidden !== 'boolean')
    throw new StoreError(72, 'no expireAfterSeconds or hidden field to update');
  if (hidden === true && definition.name === '_id_') throw new StoreError(2, "can't hide _id index");
  const { hidden: wasHidden, ...spec } = definition.spec;
  const isHidden = typeof hidden === 'boolean' ? hidden : isTrue(wasHidden);
  const old = definition.expireAfterSeconds;
  collection.redefineIndex(
    index,
    parseIndex({
      ...spec,
      ...(isNumeric(seconds) ? { expireAfterSeconds: seconds } : {}),
      ...(isHidden ? { hidden: true } : {}),
    }),
  );
  return {
    ...(isNumeric(seconds) && old !== null ? { expireAfterSeconds_old: old } : {}),
    ...(isNumeric(seconds) ? { expireAfterSeconds_new: toNumber(seconds) } : {}),
    ...(typeof hidden === 'boolean' ? { hidden_old: isTrue(wasHidden), hidden_new: hidden } : {}),
  };
}
