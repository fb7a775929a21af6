import type { CampaignMatrix } from '../../matrix/campaign-matrix.js';
import { timeIn } from '../local-time.js';
import type { SheetNames } from '../sheet-names.js';
import type { Cell, HeadedColumn, Sheet, SheetRow } from '../sheet.js';
import type { Texts } from '../texts.js';
import type { DataVariable } from './data-variable.js';
import { SECONDS_STEP, type RespondentData } from './respondent-data.js';

/** Rows of a sheet of Excel, less the head. */
const MOST_ROWS = 1_048_575;
/** A sheet's XML must stay under 4 GB: at up to some 45 bytes a cell. */
const MOST_CELLS = 80_000_000;

/** Who asked for the data, and when: what is written on them. */
export interface Requester {
  readonly username: string;
  readonly at: Date;
}

/** What must be said with respondents' data, whatever the format: pairs of a heading and a text. */
export function dataNotes(
  { campaign, asOf }: Pick<CampaignMatrix, 'campaign' | 'asOf'>,
  { count }: Pick<RespondentData, 'count'>,
  { username, at }: Requester,
  { text, say }: Texts,
): [label: string, value: Cell][] {
  const { timeZone, minimumCell } = campaign;
  const time = (moment: Date): string =>
    text('cover.time', { time: timeIn(timeZone, moment), zone: timeZone });
  return [
    ...(campaign.synthetic
      ? ([[text('cover.notice'), text('cover.synthetic')]] satisfies [string, Cell][])
      : []),
    [text('cover.campaign'), say(campaign.name)],
    [text('cover.district'), campaign.district],
    [text('cover.organiser'), say(campaign.organiser)],
    [text('cover.asOf'), time(new Date(asOf))],
    [text('data.by'), text('data.by.text', { user: username, time: time(at) })],
    [text('data.rows'), count],
    [text('data.protection'), text('data.protection.text', { minimum: minimumCell, step: SECONDS_STEP })],
    [text('data.codes'), text('data.codes.text')],
    [text('data.weights'), text('data.weights.text')],
  ];
}

export function notesSheet(name: string, notes: readonly (readonly [string, Cell])[]): Sheet {
  return {
    name,
    columns: [
      { width: 26, format: 'text' },
      { width: 100, format: 'text' },
    ],
    head: [],
    rows: notes.map((cells) => ({ cells })),
    frozenColumns: 0,
  };
}

/** The rows as sheets: as many as the format needs. Each must be read to its end before the next is asked for. */
export function* dataSheets(
  data: RespondentData,
  names: SheetNames,
  texts: Texts,
  perSheet = Math.min(MOST_ROWS, Math.floor(MOST_CELLS / data.variables.length)),
): Generator<Sheet> {
  const { variables, count } = data;
  const rows = data.rows();
  for (let from = 0; from === 0 || from < count; from += perSheet) {
    yield {
      name: names.take(texts.text('sheet.data')),
      columns: variables.map(({ name, type }) => ({
        width: Math.max(8, Math.min(24, name.length + 3)),
        format: type === 'number' ? 'decimal' : 'text',
      })),
      head: [variables.map(({ name }) => name)],
      rows: nextRows(rows, perSheet),
      frozenColumns: 0,
      bare: true,
    };
  }
}

function* nextRows(rows: Iterator<readonly Cell[]>, most: number): Generator<SheetRow> {
  for (let taken = 0; taken < most; taken += 1) {
    const next = rows.next();
    if (next.done) return;
    yield { cells: next.value };
  }
}

/** Every variable with the values it has: a row per value. */
export function variablesSheet(name: string, variables: readonly DataVariable[], texts: Texts): Sheet {
  const columns: HeadedColumn[] = [
    { head: texts.text('data.variable'), width: 18, format: 'text' },
    { head: texts.text('data.label'), width: 60, format: 'text' },
    { head: texts.text('data.type'), width: 8, format: 'text' },
    { head: texts.text('data.measure'), width: 10, format: 'text' },
    { head: texts.text('data.item'), width: 12, format: 'text' },
    { head: texts.text('data.value'), width: 12, format: 'text' },
    { head: texts.text('data.valueLabel'), width: 30, format: 'text' },
    { head: texts.text('data.missing'), width: 10, format: 'text' },
  ];
  return {
    name,
    columns,
    head: [columns.map(({ head }) => head)],
    rows: variables.flatMap((variable) => variableRows(variable, texts).map((cells) => ({ cells }))),
    frozenColumns: 1,
  };
}

function variableRows(variable: DataVariable, { text }: Texts): Cell[][] {
  const { name, label, type, measure, item, values } = variable;
  const about: Cell[] = [name, label, text(`data.type.${type}`), text(`data.measure.${measure}`), item];
  if (values.length === 0) return [[...about, null, null, null]];
  return values.map(({ value, label: own, missing }) => [
    ...about,
    value,
    own,
    missing && text(`data.missing.${missing}`),
  ]);
}
