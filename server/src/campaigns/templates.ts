import exceljs from 'exceljs';
import { ROSTER_COLUMNS } from './roster-units.js';

/** A file to start from. Each of them passes the check that its upload goes through. */
export interface Template {
  readonly type: string;
  readonly body: string | Buffer;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const rosterRows: readonly (readonly string[])[] = [
  [...ROSTER_COLUMNS, 'frame:teacher', 'frame:parent'],
  [
    'S001',
    '示例小学',
    'Sample Primary School',
    'school',
    'primary',
    '示例教育集团',
    '示例街道',
    '860',
    '62',
    '62',
    '860',
  ],
  [
    'S002',
    '示例九年一贯制学校',
    '',
    'school',
    'primary|junior',
    '',
    '示例街道',
    '1240',
    '105',
    '105',
    '1240',
  ],
  ['B001', '示例街道办事处', '', 'body', '', '', '示例街道', '', '40', '', ''],
];

const framework = {
  title: { zh: '督政指标体系（示例）', en: 'Framework (sample)' },
  parts: [
    {
      code: '1',
      title: { zh: '义务教育优质均衡发展', en: 'Quality and balance in compulsory education' },
      sections: [
        {
          code: '1.1',
          title: { zh: '夯实教育基础保障', en: 'A sound base of schooling' },
          kind: 'achievement',
          claim: { zh: '办学条件持续改善。', en: 'School conditions keep improving.' },
          indicators: [
            {
              code: '1.1.1',
              title: { zh: '校舍与设备', en: 'Buildings and equipment' },
              threshold: 0.8,
            },
          ],
        },
        {
          code: '1.2',
          title: { zh: '问题：家校沟通', en: 'Problem: school and home' },
          kind: 'problem',
          claim: { zh: '家校沟通渠道不够畅通。', en: 'School and home do not talk enough.' },
          indicators: [{ code: '1.2.1', title: { zh: '家校沟通', en: 'Talk between school and home' } }],
        },
      ],
    },
  ],
};

const satisfaction = [
  { value: 5, text: { 'zh-cn': '非常满意', en: 'Very satisfied' } },
  { value: 4, text: { 'zh-cn': '比较满意', en: 'Rather satisfied' } },
  { value: 3, text: { 'zh-cn': '一般', en: 'Neither' } },
  { value: 2, text: { 'zh-cn': '不太满意', en: 'Rather dissatisfied' } },
  { value: 1, text: { 'zh-cn': '很不满意', en: 'Very dissatisfied' } },
  { value: 9, text: { 'zh-cn': '不了解', en: "Don't know" } },
];

const questionnaire = {
  title: { 'zh-cn': '家长问卷（示例）', en: 'Parents (sample)' },
  locale: 'zh-cn',
  scales: {
    S: {
      label: { 'zh-cn': '满意度', en: 'Satisfaction' },
      type: 'ordinal',
      favourable: [4, 5],
      missing: [9],
    },
  },
  pages: [
    {
      name: 'school',
      title: { 'zh-cn': '学校', en: 'The school' },
      elements: [
        {
          type: 'matrix',
          name: 'FAC',
          title: { 'zh-cn': '您对学校下列条件是否满意？', en: 'How satisfied are you with these?' },
          scale: 'S',
          columns: satisfaction,
          rows: [
            {
              value: 'FAC1',
              text: { 'zh-cn': '校舍、操场等场地条件', en: 'Buildings and grounds' },
              indicators: ['1.1.1'],
            },
            {
              value: 'FAC2',
              text: { 'zh-cn': '图书馆和专用教室', en: 'Library and special rooms' },
              indicators: ['1.1.1'],
            },
          ],
        },
        {
          type: 'radiogroup',
          name: 'COM1',
          title: {
            'zh-cn': '您对家校沟通是否满意？',
            en: 'How satisfied are you with how the school talks to you?',
          },
          scale: 'S',
          isRequired: true,
          indicators: ['1.2.1'],
          choices: satisfaction,
        },
        {
          type: 'comment',
          name: 'OPN1',
          title: { 'zh-cn': '您还有什么意见和建议？', en: 'What else would you like to say?' },
          maxLength: 500,
        },
      ],
    },
  ],
};

/** The templates by file name. */
const TEMPLATES: Readonly<Record<string, () => Promise<Template> | Template>> = {
  // The byte order mark is what makes Excel read UTF-8.
  'roster.csv': () => ({
    type: 'text/csv; charset=utf-8',
    body: `\uFEFF${rosterRows.map((row) => row.join(',')).join('\r\n')}\r\n`,
  }),
  'roster.xlsx': async () => ({ type: XLSX, body: await rosterWorkbook() }),
  'framework.json': () => ({ type: 'application/json', body: `${JSON.stringify(framework, null, 2)}\n` }),
  'questionnaire.json': () => ({
    type: 'application/json',
    body: `${JSON.stringify(questionnaire, null, 2)}\n`,
  }),
};

/** A template by its file name; null when there is none of that name. */
export async function template(name: string): Promise<Template | null> {
  const make = Object.hasOwn(TEMPLATES, name) ? TEMPLATES[name] : undefined;
  return make ? make() : null;
}

async function rosterWorkbook(): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('roster', { views: [{ state: 'frozen', ySplit: 1 }] });
  for (const [index, row] of rosterRows.entries()) {
    const numbers = (cell: string): string | number => (/^\d+$/.test(cell) ? Number(cell) : cell);
    sheet.addRow(index === 0 ? [...row] : row.map(numbers));
  }
  sheet.getRow(1).font = { bold: true };
  sheet.columns.forEach((column) => {
    column.width = 18;
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
