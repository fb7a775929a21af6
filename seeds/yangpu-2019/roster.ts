import type { Stage, Unit } from '@duwen/shared/codebook';
import { readData } from './data-files.js';

/** The synthetic roster as it is checked in: invented schools in the real streets of the district. */
export const rosterCsv = readData('roster.csv');

const number = (text: string | undefined): number | null => (text ? Number(text) : null);

/** The units of the checked-in roster, which quotes no cell; a campaign's roster is read by the server's importer. */
export function rosterUnits(): Unit[] {
  const [header = '', ...lines] = rosterCsv.trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    const frame = names.flatMap((name, column) =>
      name.startsWith('frame:') && cells[column] ? [[name.slice(6), Number(cells[column])] as const] : [],
    );
    return {
      code: cell('code'),
      name: { zh: cell('name_zh'), en: cell('name_en') },
      kind: cell('kind') === 'school' ? 'school' : 'body',
      stages: cell('stages').split('|').filter(Boolean) as Stage[],
      educationGroup: cell('education_group') || null,
      street: cell('street') || null,
      enrolment: number(cell('enrolment')),
      staff: number(cell('staff')),
      frame: Object.fromEntries(frame),
    };
  });
}

const SCALED = /^(enrolment|staff|frame:.*)$/;

/** The roster with its counts multiplied by `factor`, for rounds so large that more would answer than there are. */
export function scaledRosterCsv(factor: number): string {
  const [header = '', ...lines] = rosterCsv.trimEnd().split('\n');
  const names = header.split(',');
  const scaled = lines.map((line) =>
    line
      .split(',')
      .map((cell, column) =>
        cell && SCALED.test(names[column] ?? '') ? String(Math.ceil(Number(cell) * factor)) : cell,
      )
      .join(','),
  );
  return [header, ...scaled, ''].join('\n');
}
