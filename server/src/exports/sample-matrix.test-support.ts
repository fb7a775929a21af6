import { compileQuestionnaire, joinCodebooks, type RespondentGroup, type Unit } from '@duwen/shared/codebook';
import { createCoder } from '@duwen/shared/coding';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { ResponseColumns } from '../matrix/response-columns.js';

const titles = { zh: '家长', en: 'Parents' };
const option = (value: number, zh: string): object => ({ value, text: { 'zh-cn': zh } });
const scale = [
  option(5, '非常满意'),
  option(4, '比较满意'),
  option(3, '一般'),
  option(2, '不太满意'),
  option(1, '很不满意'),
  option(9, '不了解'),
];
const question = (type: string, name: string, title: string, more: object): object => ({
  type,
  name,
  title: { 'zh-cn': title, en: `Item ${name}` },
  ...more,
});

const questionnaire = {
  title: '问卷',
  scales: { S: { label: { 'zh-cn': '满意度' }, type: 'ordinal', favourable: [4, 5], missing: [9] } },
  pages: [
    {
      elements: [
        question('radiogroup', 'A', '=SUM(1,2) 场地条件', {
          scale: 'S',
          choices: scale,
          indicators: ['1.1'],
        }),
        question('radiogroup', 'B', '家校沟通', { scale: 'S', choices: scale }),
        question('checkbox', 'M', '最紧缺的', { choices: ['幼儿园', '小学', '初中'] }),
        question('text', 'H', '每周时数', { inputType: 'number', min: 0, max: 60 }),
        question('comment', 'O', '建议', {}),
      ],
    },
  ],
};

const { codebook } = compileQuestionnaire(questionnaire);

export const groups: readonly RespondentGroup[] = [
  { code: 'parent', title: titles, units: { kind: 'school', stages: [] }, frame: null },
  { code: 'deputy', title: { zh: '代表/委员', en: 'Deputies' }, units: null, frame: 40 },
];

export const units: readonly Unit[] = Array.from({ length: 6 }, (_, index) => ({
  code: `S${index}`,
  name: { zh: `第${index}小学` },
  kind: 'school',
  stages: ['primary'],
  educationGroup: index < 2 ? '一集团' : null,
  street: '五角场街道',
  enrolment: null,
  staff: null,
  frame: { parent: 100 },
}));

/** A number of 0 to `below`, always the same for the same place. */
const pick = (place: number, salt: number, below: number): number =>
  Math.floor(((Math.abs(Math.sin(place * 12.9898 + salt * 78.233)) * 43_758.5453) % 1) * below);

/**
 * A campaign of two groups, their answers made up but always the same: parents of six schools, the last of them with three
 * answers, and deputies.
 */
export function sampleMatrix(parents = 300, deputies = 30): CampaignMatrix {
  const versions = new Map(groups.map(({ code }) => [`${code}.1`, codebook!]));
  const joined = joinCodebooks(groups.map(({ code }) => [code, codebook!])).codebook;
  const rows = new ResponseColumns(joined, versions, groups, units);
  const coder = createCoder(codebook!);
  const append = (group: string, unit: string | null, place: number): void => {
    const answers = {
      ...(pick(place, 1, 10) > 0 && { A: [5, 5, 4, 4, 3, 2, 1, 9][pick(place, 2, 8)] }),
      B: [5, 4, 4, 3, 2, 1, 9][pick(place, 3, 7)],
      M: ['幼儿园', '小学', '初中'].filter((_, index) => pick(place, 4 + index, 2) === 0),
      H: pick(place, 8, 61),
      ...(pick(place, 9, 3) === 0 && { O: '希望多开家长会' }),
    };
    const { row, problems } = coder.code(answers, {});
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    rows.append({
      group,
      unit,
      stage: unit === null ? null : 'primary',
      version: `${group}.1`,
      row: new Uint8Array(row.buffer),
      flags: 0,
      seconds: 120,
      submittedAt: 1_552_300_000_000 + place,
    });
  };
  for (let place = 0; place < parents; place += 1)
    append('parent', place < 3 ? 'S5' : `S${place % 5}`, place);
  for (let place = 0; place < deputies; place += 1) append('deputy', null, 1000 + place);
  const campaign = {
    _id: 'campaign',
    name: { zh: '示例区督政', en: 'Sample round' },
    district: '示例区',
    organiser: { zh: '教育督导室' },
    timeZone: 'Asia/Shanghai',
    synthetic: true,
    opensAt: new Date('2019-03-11T00:00:00Z'),
    closesAt: new Date('2019-03-18T15:59:59Z'),
    minimumCell: 5,
    groups,
  } as unknown as CampaignMatrix['campaign'];
  return {
    columns: rows.view(),
    submittedAt: rows.submittedAt,
    seconds: rows.seconds,
    codebook: joined,
    campaign,
    units,
    asOf: '2019-03-18T16:30:00.000Z',
    revision: '1',
    generation: rows.generation,
  };
}
