import type { ProblemDetail } from '@duwen/shared/api';
import { STAGES, STAGE_TITLES, type Stage, type Unit } from '@duwen/shared/codebook';
import type { LocalizedText } from '@duwen/shared/i18n';
import { message } from './message.js';
import type { RosterTable } from './roster-table.js';

/** The columns of docs/roster-format.md: English name, Chinese name, longest value. */
const COLUMNS = {
  code: { zh: '单位代码', required: true, longest: 60 },
  name_zh: { zh: '单位名称', required: true, longest: 200 },
  name_en: { zh: '英文名称', required: false, longest: 200 },
  kind: { zh: '类别', required: true, longest: 20 },
  stages: { zh: '学段', required: false, longest: 200 },
  education_group: { zh: '教育集团', required: false, longest: 100 },
  street: { zh: '街镇', required: false, longest: 100 },
  enrolment: { zh: '在校生数', required: false, longest: 20 },
  staff: { zh: '教职工数', required: false, longest: 20 },
} as const;
type Column = keyof typeof COLUMNS;

/** Names of the columns as a template's first row has them. */
export const ROSTER_COLUMNS = Object.keys(COLUMNS) as readonly Column[];

const FRAME_COLUMN = /^(?:frame|对象)[:：]\s*([a-z][a-z0-9_]{0,39})$/;
const MOST_ROWS = 20_000;
const MOST_PROBLEMS = 200;
const MOST_PEOPLE = 100_000_000;

/** Reads units off a roster's table. `units` is whole only where there are no problems. */
export function rosterUnits({ header, rows }: RosterTable): { units: Unit[]; problems: ProblemDetail[] } {
  const { places, frames, problems } = readHeader(header);
  if (problems.length > 0) return { units: [], problems };
  if (rows.length === 0) return { units: [], problems: [{ message: message('roster-empty') }] };
  if (rows.length > MOST_ROWS) {
    return { units: [], problems: [{ message: message('roster-too-long', { max: MOST_ROWS }) }] };
  }
  const units: Unit[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const reader = new RowReader(row, header, places, problems);
    reader.refuseNameless();
    units.push(readUnit(reader, frames, seen));
    if (problems.length >= MOST_PROBLEMS) break;
  }
  return { units, problems };
}

interface Header {
  /** Where each known column stands. */
  readonly places: ReadonlyMap<string, number>;
  /** Group codes of the frame columns, by their place. */
  readonly frames: ReadonlyMap<number, string>;
  readonly problems: ProblemDetail[];
}

function readHeader(header: readonly string[]): Header {
  const places = new Map<string, number>();
  const frames = new Map<number, string>();
  const problems: ProblemDetail[] = [];
  const refuse = (column: string, text: LocalizedText): void => {
    problems.push({ row: 1, column, message: text });
  };
  header.forEach((title, place) => {
    if (title === '') return; // its values, if any, are refused with their rows
    const group = FRAME_COLUMN.exec(title)?.[1];
    const name = group === undefined ? columnNamed(title) : `frame:${group}`;
    if (name === null) refuse(title, message('roster-column-unknown', { column: title }));
    else if (places.has(name)) refuse(title, message('roster-column-twice', { column: title }));
    else {
      places.set(name, place);
      if (group !== undefined) frames.set(place, group);
    }
  });
  for (const name of ROSTER_COLUMNS) {
    if (COLUMNS[name].required && !places.has(name)) {
      refuse(name, message('roster-column-missing', { column: `${name} ${COLUMNS[name].zh}` }));
    }
  }
  return { places, frames, problems };
}

const columnNamed = (title: string): Column | null =>
  ROSTER_COLUMNS.find((name) => name === title.toLowerCase() || COLUMNS[name].zh === title) ?? null;

/** The values of one row, each checked as it is read; what is wrong is noted with its row and column. */
class RowReader {
  constructor(
    readonly row: RosterTable['rows'][number],
    readonly header: readonly string[],
    readonly places: ReadonlyMap<string, number>,
    readonly problems: ProblemDetail[],
  ) {}

  /** The text of a column, '' where there is none. */
  text(column: Column): string {
    const place = this.places.get(column);
    const value = place === undefined ? '' : (this.row.cells[place] ?? '');
    const { required, longest } = COLUMNS[column];
    if (value === '' && required) this.refuse(column, message('roster-value-missing'));
    if (/(?![\t\n\r])\p{Cc}/u.test(value)) this.refuse(column, message('roster-control-character'));
    if (value.length > longest) this.refuse(column, message('roster-value-too-long', { max: longest }));
    return value;
  }

  /** A whole number of 0 or more; null where the cell is empty. */
  count(place: number | undefined): number | null {
    const value = place === undefined ? '' : (this.row.cells[place] ?? '');
    if (value === '') return null;
    if (/^\d{1,9}$/.test(value) && Number(value) <= MOST_PEOPLE) return Number(value);
    this.refuseAt(this.header[place!]!, message('roster-bad-number'));
    return null;
  }

  /** A value without a column's name is often a comma too many: everything after it would be taken for something else. */
  refuseNameless(): void {
    const place = this.row.cells.findIndex((cell, index) => cell !== '' && !this.header[index]);
    if (place >= 0) this.refuseAt(`#${place + 1}`, message('roster-nameless-value'));
  }

  refuse(column: Column, text: LocalizedText): void {
    const place = this.places.get(column);
    this.refuseAt(place === undefined ? column : this.header[place]!, text);
  }

  refuseAt(column: string, text: LocalizedText): void {
    this.problems.push({ row: this.row.number, column, message: text });
  }
}

function readUnit(reader: RowReader, frames: ReadonlyMap<number, string>, seen: Map<string, number>): Unit {
  const kind = readKind(reader);
  const english = reader.text('name_en');
  const frame: Record<string, number> = {};
  for (const [place, group] of frames) frame[group] = reader.count(place) ?? 0;
  return {
    code: readCode(reader, seen),
    name: { zh: reader.text('name_zh'), ...(english === '' ? {} : { en: english }) },
    kind,
    stages: readStages(reader, kind),
    educationGroup: reader.text('education_group') || null,
    street: reader.text('street') || null,
    enrolment: reader.count(reader.places.get('enrolment')),
    staff: reader.count(reader.places.get('staff')),
    frame,
  };
}

function readCode(reader: RowReader, seen: Map<string, number>): string {
  const code = reader.text('code');
  if (code === '') return code;
  const earlier = seen.get(code);
  if (!/^[A-Za-z0-9_-]+$/.test(code)) reader.refuse('code', message('roster-bad-code'));
  else if (earlier !== undefined) {
    reader.refuse('code', message('roster-code-twice', { code, row: earlier }));
  } else seen.set(code, reader.row.number);
  return code;
}

const KINDS: Readonly<Record<string, Unit['kind']>> = {
  school: 'school',
  学校: 'school',
  body: 'body',
  其他单位: 'body',
};

function readKind(reader: RowReader): Unit['kind'] {
  const text = reader.text('kind');
  const kind = Object.hasOwn(KINDS, text.toLowerCase()) ? KINDS[text.toLowerCase()] : undefined;
  if (!kind && text !== '') reader.refuse('kind', message('roster-bad-kind'));
  return kind ?? 'school';
}

function readStages(reader: RowReader, kind: Unit['kind']): Stage[] {
  const names = reader
    .text('stages')
    .split(/[|、，,｜]/)
    .map((name) => name.trim())
    .filter(Boolean);
  const stages = names.map(stageNamed);
  const unknown = names.find((_, index) => stages[index] === null);
  if (unknown !== undefined) {
    reader.refuse('stages', message('roster-bad-stage', { stage: unknown, values: STAGES.join(', ') }));
  } else if (kind === 'school' && names.length === 0) {
    reader.refuse('stages', message('roster-stage-missing'));
  } else if (kind === 'body' && names.length > 0) {
    reader.refuse('stages', message('roster-body-stages'));
  }
  const given = new Set(stages);
  return STAGES.filter((stage) => given.has(stage));
}

const stageNamed = (name: string): Stage | null =>
  STAGES.find((stage) => stage === name.toLowerCase() || STAGE_TITLES[stage].zh === name) ?? null;
