import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';

/** The files of a zip by their names. */
export const unzipped = (bytes: Uint8Array): Record<string, Uint8Array> => unzipSync(bytes);

/** The lines of a csv file, by the names of its head. */
export const csvLines = (file: string | Uint8Array): Record<string, string>[] =>
  parse(typeof file === 'string' ? file : Buffer.from(file), { bom: true, columns: true });
