import { ByteList } from './byte-list.js';
import { missingValues } from './missing-values.js';
import { cutBytes, elementsOf, type SavFile, type SavVariable } from './variable.js';

/** Integers from −99 to 151 take a byte of a case: the value and this. */
export const BIAS = 100;
export const SYSTEM_MISSING = -Number.MAX_VALUE;
/** The number next above: SPSS's "lowest", where a range of missing values begins at the bottom. */
const LOWEST = -1.7976931348623155e308;

const RECORD = { variable: 2, valueLabels: 3, labelledVariables: 4, extension: 7, end: 999 } as const;
const EXTENSION = {
  integers: 3,
  floats: 4,
  responseSets: 7,
  display: 11,
  longNames: 13,
  cases: 16,
  encoding: 20,
  longTextLabels: 21,
} as const;
const FORMAT = { text: 1, number: 5, day: 39 } as const;
const MEASURE = { nominal: 1, ordinal: 2, scale: 3 } as const;
/** Most bytes of a variable's label, and of a value's: what SPSS shows. */
const VARIABLE_LABEL = 255;
const VALUE_LABEL = 120;

/**
 * All that comes before the cases in an SPSS system file, after the description of the format in the developers' guide of PSPP.
 * Texts are UTF-8; numbers little-endian; cases compressed by bytecode.
 */
export function savDictionary(file: SavFile): Buffer {
  const bytes = new ByteList();
  header(bytes, file);
  const { variables } = file;
  const shortNames = variables.map((_, index) => `V${String(index + 1).padStart(5, '0')}`);
  const places = dictionaryPlaces(variables);
  variables.forEach((variable, index) => variableRecord(bytes, variable, shortNames[index]!));
  variables.forEach((variable, index) => valueLabels(bytes, variable, places[index]!));
  integerInfo(bytes);
  extension(bytes, EXTENSION.floats, 8, 3).double(SYSTEM_MISSING, Number.MAX_VALUE, LOWEST);
  responseSets(bytes, file, shortNames);
  displayParameters(bytes, variables);
  const names = variables.map(({ name }, index) => `${shortNames[index]}=${name}`).join('\t');
  textExtension(bytes, EXTENSION.longNames, Buffer.from(names));
  extension(bytes, EXTENSION.cases, 8, 2).int64(1, file.cases);
  textExtension(bytes, EXTENSION.encoding, Buffer.from('UTF-8'));
  longTextLabels(bytes, variables);
  return bytes.int32(RECORD.end, 0).toBuffer();
}

function header(bytes: ByteList, { label, made, variables, cases }: SavFile): void {
  const [, day, month, year] = /^\w+, (\d+) (\w+) \d\d(\d\d)/.exec(made.toUTCString()) ?? [];
  bytes
    .bytes(Buffer.from('$FL2'))
    .padded(Buffer.from('@(#) SPSS DATA FILE Duwen'), 60)
    // Layout, elements of a case, bytecode compression, no weighting variable, cases.
    .int32(
      2,
      variables.reduce((sum, variable) => sum + elementsOf(variable), 0),
      1,
      0,
      cases,
    )
    .double(BIAS)
    .padded(Buffer.from(`${day} ${month} ${year}`), 9)
    .padded(Buffer.from(made.toISOString().slice(11, 19)), 8)
    .padded(cutBytes(label, 64), 64)
    .bytes(Buffer.alloc(3));
}

/** Place of each variable, from 1, among elements of 8 bytes. */
function dictionaryPlaces(variables: readonly SavVariable[]): number[] {
  let place = 1;
  return variables.map((variable) => {
    const own = place;
    place += elementsOf(variable);
    return own;
  });
}

const format = (type: number, width: number, decimals: number): number =>
  (type << 16) | (width << 8) | decimals;

function formatOf({ type, decimals }: SavVariable): number {
  if (type === 'day') return format(FORMAT.day, 10, 0);
  return typeof type === 'object' ? format(FORMAT.text, type.bytes, 0) : format(FORMAT.number, 8, decimals);
}

function variableRecord(bytes: ByteList, variable: SavVariable, shortName: string): void {
  const label = cutBytes(variable.label, VARIABLE_LABEL);
  const missing = missingValues(variable);
  const print = formatOf(variable);
  const width = typeof variable.type === 'object' ? variable.type.bytes : 0;
  bytes
    .int32(RECORD.variable, width, label.length > 0 ? 1 : 0, missing.code, print, print)
    .padded(Buffer.from(shortName), 8);
  if (label.length > 0) bytes.int32(label.length).padded(label, roundUp(label.length, 4));
  bytes.double(...missing.values);
  // A text goes on in elements of their own.
  for (let more = elementsOf(variable) - 1; more > 0; more -= 1)
    bytes.int32(RECORD.variable, -1, 0, 0, 0, 0).padded(Buffer.alloc(0), 8);
}

const roundUp = (length: number, to: number): number => Math.ceil(length / to) * to;

/** Labels of numbers and of texts of 8 bytes at most; for longer ones see `longTextLabels`. */
function valueLabels(bytes: ByteList, { type, valueLabels: labels }: SavVariable, place: number): void {
  if (labels.length === 0 || (typeof type === 'object' && type.bytes > 8)) return;
  bytes.int32(RECORD.valueLabels, labels.length);
  for (const [value, text] of labels) {
    if (typeof value === 'number') bytes.double(value);
    else bytes.padded(Buffer.from(value), 8);
    const label = cutBytes(text, VALUE_LABEL);
    bytes.byte(label.length).padded(label, roundUp(label.length + 1, 8) - 1);
  }
  bytes.int32(RECORD.labelledVariables, 1, place);
}

const extension = (bytes: ByteList, subtype: number, size: number, count: number): ByteList =>
  bytes.int32(RECORD.extension, subtype, size, count);

function textExtension(bytes: ByteList, subtype: number, text: Uint8Array): void {
  if (text.length > 0) extension(bytes, subtype, 1, text.length).bytes(text);
}

function integerInfo(bytes: ByteList): void {
  // Version, no particular machine, IEEE 754, compression code, little-endian, UTF-8.
  extension(bytes, EXTENSION.integers, 4, 8).int32(1, 0, 0, -1, 1, 1, 2, 65001);
}

/** `$name=D1 1 <length> <label> <variables>`: variables of which 1 is what counts. */
function responseSets(bytes: ByteList, { sets, variables }: SavFile, shortNames: readonly string[]): void {
  const shortOf = new Map(variables.map(({ name }, index) => [name, shortNames[index]!.toLowerCase()]));
  const lines = sets.map(({ name, label, variables: members }) => {
    const text = cutBytes(label, VARIABLE_LABEL);
    const list = members.map((member) => ` ${shortOf.get(member) ?? ''}`).join('');
    return Buffer.concat([Buffer.from(`$${name}=D1 1 ${text.length} `), text, Buffer.from(`${list}\n`)]);
  });
  textExtension(bytes, EXTENSION.responseSets, Buffer.concat(lines));
}

/** Measure, width on screen in characters, and alignment: texts left (0), numbers right (1). */
function displayParameters(bytes: ByteList, variables: readonly SavVariable[]): void {
  extension(bytes, EXTENSION.display, 4, 3 * variables.length);
  for (const { measure, type } of variables)
    bytes.int32(
      MEASURE[measure],
      typeof type === 'object' ? Math.min(type.bytes, 24) : 10,
      typeof type === 'object' ? 0 : 1,
    );
}

function longTextLabels(bytes: ByteList, variables: readonly SavVariable[]): void {
  const records = new ByteList();
  for (const { name, type, valueLabels: labels } of variables) {
    if (typeof type !== 'object' || type.bytes <= 8 || labels.length === 0) continue;
    const nameBytes = Buffer.from(name);
    records.int32(nameBytes.length).bytes(nameBytes).int32(type.bytes, labels.length);
    for (const [value, text] of labels) {
      const label = cutBytes(text, VALUE_LABEL);
      records.int32(type.bytes).padded(cutBytes(String(value), type.bytes), type.bytes);
      records.int32(label.length).bytes(label);
    }
  }
  textExtension(bytes, EXTENSION.longTextLabels, records.toBuffer());
}
