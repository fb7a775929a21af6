import type { MultipleResponseSet, SavFile, SavVariable } from '../sav/variable.js';
import { VariableNames } from '../sav/variable-names.js';
import type { DataVariable } from './data-variable.js';
import type { RespondentData } from './respondent-data.js';

/** Most bytes of a text variable. */
const MOST_BYTES = 255;

/** Respondents' data as an SPSS file: "not asked" is system-missing, no answer and "don't know" are missing values. */
export function respondentSav(data: RespondentData, label: string, made: Date): SavFile {
  const { variables, count } = data;
  return {
    label,
    made,
    cases: count,
    rows: data.rows(),
    variables: variables.map(savVariable),
    sets: responseSets(variables),
  };
}

function savVariable({ name, label, type, decimals, measure, values }: DataVariable): SavVariable {
  const longest = values.reduce((most, { value }) => Math.max(most, Buffer.byteLength(String(value))), 1);
  return {
    name,
    label,
    type: type === 'text' ? { bytes: Math.min(MOST_BYTES, longest) } : type,
    decimals,
    measure,
    valueLabels: values.map(({ value, label: own }) => [value, own] as const),
    missing: values.flatMap(({ value, missing }) =>
      missing !== null && typeof value === 'number' ? [value] : [],
    ),
  };
}

/** The variables of each item of several choices. */
function responseSets(variables: readonly DataVariable[]): MultipleResponseSet[] {
  const sets = new Map<string, DataVariable[]>();
  for (const variable of variables) {
    if (variable.item === null || variable.option === null) continue;
    sets.set(variable.item, [...(sets.get(variable.item) ?? []), variable]);
  }
  const names = new VariableNames();
  return [...sets].map(([item, members]) => ({
    name: names.take(item),
    label: members[0]!.label.split('：')[0]!,
    variables: members.map(({ name }) => name),
  }));
}
