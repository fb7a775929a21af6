import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkIndicators, compileQuestionnaire, type Framework } from './index.js';

const five = [5, 4, 3, 2, 1].map((value) => ({
  value,
  text: { 'zh-cn': `选项${value}`, en: `Option ${value}` },
}));
const columns = [...five, { value: 9, text: { 'zh-cn': '不了解' } }];

/** A form with every question type. */
function everyType(): Record<string, unknown> & {
  pages: { name?: string; visibleIf?: string; elements: Record<string, unknown>[] }[];
} {
  return {
    title: { 'zh-cn': '教师问卷', en: 'Teachers' },
    scales: {
      S: { label: { 'zh-cn': '满意度' }, type: 'ordinal', favourable: [4, 5], missing: [9] },
      R: { label: '推荐', type: 'nps', favourable: [9, 10], missing: [] },
    },
    pages: [
      {
        name: 'first',
        visibleIf: '{unit_primary} = true',
        elements: [
          {
            type: 'matrix',
            name: 'FAC',
            title: { 'zh-cn': '下列条件' },
            scale: 'S',
            indicators: ['1.1'],
            eachRowRequired: true,
            columns: structuredClone(columns),
            rows: [
              { value: 'FAC1', text: { 'zh-cn': '场地', en: 'Grounds' }, visibleIf: '{unit_junior} = true' },
              { value: 'FAC2', text: '实验室', indicators: ['1.2'], reverse: true },
            ],
          },
          {
            type: 'panel',
            visibleIf: '{FAC.FAC2} = 5',
            elements: [
              {
                type: 'radiogroup',
                name: 'STG',
                title: '学段',
                stratum: 'stage',
                choices: [
                  { value: 'primary', text: '小学' },
                  { value: 2, text: '初中', stage: 'junior' },
                ],
              },
              {
                type: 'checkbox',
                name: 'RES',
                title: '紧缺',
                maxSelectedChoices: 2,
                choices: ['a', 'b', { value: 'none', text: '都不紧缺', exclusive: true }],
              },
            ],
          },
        ],
      },
      {
        elements: [
          {
            type: 'rating',
            name: 'NPS',
            title: '推荐',
            scale: 'R',
            rateMin: 0,
            rateMax: 10,
            minRateDescription: { 'zh-cn': '不会', en: 'No' },
          },
          { type: 'boolean', name: 'YES', title: '是否', isRequired: true, valueFalse: 'n' },
          { type: 'dropdown', name: 'ATT', title: '请选 2', choices: [1, 2, 3], attention: 2 },
          { type: 'text', name: 'AGE', title: '年龄', inputType: 'number', min: 6, max: 99 },
          { type: 'comment', name: 'OPN', title: '建议', requiredIf: '{YES} = true', maxLength: 500 },
          { type: 'text', name: 'SHORT', title: '一句话' },
          { type: 'html', name: 'note', html: '<p>说明 <b>重点</b></p>' },
        ],
      },
    ],
  };
}

const pathsOf = (json: unknown): string[] => compileQuestionnaire(json).problems.map(({ path }) => path);

describe('compileQuestionnaire', () => {
  test('makes an item of every question and matrix row, in order', () => {
    const { codebook, problems } = compileQuestionnaire(everyType());
    expect(problems).toEqual([]);
    expect(codebook?.items.map(({ code, kind, page }) => [code, kind, page])).toEqual([
      ['FAC1', 'single', 0],
      ['FAC2', 'single', 0],
      ['STG', 'single', 0],
      ['RES', 'multiple', 0],
      ['NPS', 'single', 1],
      ['YES', 'single', 1],
      ['ATT', 'single', 1],
      ['AGE', 'numeric', 1],
      ['OPN', 'text', 1],
      ['SHORT', 'text', 1],
    ]);
    expect(codebook?.title).toEqual({ zh: '教师问卷', en: 'Teachers' });
    expect(codebook?.pageCount).toBe(2);
    expect(codebook?.byQuestion.get('FAC')?.map(({ code }) => code)).toEqual(['FAC1', 'FAC2']);
  });

  test('gives rows the matrix scale, stem, indicators and every condition around them', () => {
    const { codebook } = compileQuestionnaire(everyType());
    expect(codebook?.byCode.get('FAC1')).toMatchObject({
      path: '/pages/0/elements/0/rows/0',
      question: 'FAC',
      row: 'FAC1',
      title: { zh: '场地', en: 'Grounds' },
      stem: { zh: '下列条件' },
      required: true,
      conditions: ['{unit_primary} = true', '{unit_junior} = true'],
      indicators: ['1.1'],
    });
    expect(codebook?.byCode.get('FAC2')).toMatchObject({ indicators: ['1.2'], reverse: true });
    expect(codebook?.byCode.get('RES')?.conditions).toEqual(['{unit_primary} = true', '{FAC.FAC2} = 5']);
  });

  test('takes scores, favourable and missing options from the scale', () => {
    const { codebook } = compileQuestionnaire(everyType());
    const options = codebook?.byCode.get('FAC1')?.options;
    expect(options?.map(({ score }) => score)).toEqual([5, 4, 3, 2, 1, null]);
    expect(options?.map(({ favourable }) => favourable)).toEqual([true, true, false, false, false, false]);
    expect(options?.map(({ missing }) => missing)).toEqual([false, false, false, false, false, true]);
    expect(codebook?.byCode.get('ATT')?.options.map(({ score }) => score)).toEqual([null, null, null]);
    expect(codebook?.byCode.get('STG')?.options.map(({ stage }) => stage)).toEqual(['primary', 'junior']);
    expect(codebook?.byCode.get('NPS')?.options[0]).toMatchObject({
      label: { zh: '0（不会）', en: '0 (No)' },
    });
    expect(codebook?.byCode.get('YES')?.options.map(({ value }) => value)).toEqual([true, 'n']);
  });

  test('reads a text by locale: Chinese first, default as English only beside it', () => {
    const title = (text: unknown): unknown =>
      compileQuestionnaire({ ...everyType(), title: text }).codebook?.title;
    expect(title('问卷')).toEqual({ zh: '问卷' });
    expect(title({ default: '问卷', en: 'Form' })).toEqual({ zh: '问卷', en: 'Form' });
    expect(title({ default: 'Form', 'zh-cn': '问卷' })).toEqual({ zh: '问卷', en: 'Form' });
    expect(pathsOf({ ...everyType(), title: { en: 'Form' } })).toEqual(['/title']);
    expect(pathsOf({ ...everyType(), title: { 'zh-cn': 3 } })).toContain('/title/zh-cn');
  });

  /** Each change to the good form, and the one place it must be told at. */
  const refusals: [string, (form: ReturnType<typeof everyType>) => void, string][] = [
    [
      'an unknown type',
      (form) => void (form.pages[1]!.elements[0]!['type'] = 'matrixdynamic'),
      '/pages/1/elements/0/type',
    ],
    [
      'a property that changes valid answers',
      (form) => void (form.pages[1]!.elements[2]!['showOtherItem'] = true),
      '/pages/1/elements/2/showOtherItem',
    ],
    [
      'a misspelt property',
      (form) => void (form.pages[1]!.elements[2]!['visibleIF'] = '{YES} = true'),
      '/pages/1/elements/2/visibleIF',
    ],
    ['triggers', (form) => void (form['triggers'] = []), '/triggers'],
    ['a bad name', (form) => void (form.pages[1]!.elements[2]!['name'] = '一'), '/pages/1/elements/2/name'],
    [
      'a name of Object.prototype',
      (form) => void (form.pages[1]!.elements[2]!['name'] = 'constructor'),
      '/pages/1/elements/2/name',
    ],
    [
      'a name twice but for capitals',
      (form) => void (form.pages[1]!.elements[2]!['name'] = 'fac1'),
      '/pages/1/elements/2/name',
    ],
    [
      'a reserved name',
      (form) => void (form.pages[1]!.elements[2]!['name'] = 'unit_street'),
      '/pages/1/elements/2/name',
    ],
    [
      'a broken condition',
      (form) => void (form.pages[1]!.elements[2]!['visibleIf'] = '{YES} =='),
      '/pages/1/elements/2/visibleIf',
    ],
    [
      'a condition nested beyond reading',
      (form) => void (form.pages[1]!.elements[2]!['visibleIf'] = '('.repeat(900)),
      '/pages/1/elements/2/visibleIf',
    ],
    [
      'a condition on what is not there',
      (form) => void (form.pages[1]!.elements[4]!['requiredIf'] = '{NO} = 1'),
      '/pages/1/elements/4/requiredIf',
    ],
    [
      'a question that depends on itself',
      (form) => void (form.pages[1]!.elements[2]!['visibleIf'] = '{ATT} = 1'),
      '/pages/1/elements/2/visibleIf',
    ],
    [
      'a page that depends on a question inside',
      (form) => void Object.assign(form.pages[0]!, { visibleIf: '{FAC.FAC2} = 1' }),
      '/pages/0/visibleIf',
    ],
    [
      'conditions in a circle, over a page',
      (form) =>
        void (
          Object.assign(form.pages[0]!, { visibleIf: '{YES} = true' }),
          Object.assign(form.pages[1]!.elements[1]!, { visibleIf: '{RES} notempty' })
        ),
      '/pages/1/elements/1',
    ],
    [
      'a condition on the clock',
      (form) => void (form.pages[1]!.elements[4]!['requiredIf'] = 'today() > 1'),
      '/pages/1/elements/4/requiredIf',
    ],
    [
      'an unknown scale',
      (form) => void (form.pages[1]!.elements[0]!['scale'] = 'X'),
      '/pages/1/elements/0/scale',
    ],
    [
      'an nps that is not 0 to 10',
      (form) => void (form.pages[1]!.elements[0]!['rateMin'] = 1),
      '/pages/1/elements/0',
    ],
    [
      'an option twice',
      (form) => void (form.pages[1]!.elements[2]!['choices'] = [1, 2, '1']),
      '/pages/1/elements/2/choices/2',
    ],
    [
      'an attention value that is not offered',
      (form) => void (form.pages[1]!.elements[2]!['attention'] = '2'),
      '/pages/1/elements/2/attention',
    ],
    [
      'a number without a range',
      (form) => void delete form.pages[1]!.elements[3]!['max'],
      '/pages/1/elements/3',
    ],
    [
      'a range too wide',
      (form) => void (form.pages[1]!.elements[3]!['max'] = 1e6),
      '/pages/1/elements/3/max',
    ],
    [
      'isRequired on a matrix',
      (form) => void (form.pages[0]!.elements[0]!['isRequired'] = true),
      '/pages/0/elements/0/isRequired',
    ],
    [
      'a second stage item',
      (form) =>
        void Object.assign(form.pages[1]!.elements[2]!, {
          stratum: 'stage',
          choices: ['primary', 'junior'],
          attention: 'junior',
        }),
      '/pages/1/elements/2',
    ],
    [
      'a script in html',
      (form) => void (form.pages[1]!.elements[6]!['html'] = '<p>a</p><img src=x onerror=alert(1)>'),
      '/pages/1/elements/6/html',
    ],
    [
      'an answer quoted in html',
      (form) => void (form.pages[1]!.elements[6]!['html'] = '<p>{OPN1}</p>'),
      '/pages/1/elements/6/html',
    ],
    [
      'an answer quoted in its own option',
      (form) => {
        const quoting = { value: 5, text: { 'zh-cn': '选{FAC.FAC1}', en: 'Option 5' } };
        form.pages[0]!.elements[0]!['columns'] = [quoting, ...columns.slice(1)];
      },
      '/pages/0/elements/0/columns/0/text/zh-cn',
    ],
    [
      'an unclosed tag in html',
      (form) => void (form.pages[1]!.elements[6]!['html'] = { default: '<p>a</p><svg onload=alert(1)' }),
      '/pages/1/elements/6/html',
    ],
    [
      'a wording missing',
      (form) => void delete form.pages[1]!.elements[5]!['title'],
      '/pages/1/elements/5/title',
    ],
    [
      'a pre-filled answer',
      (form) => void (form.pages[1]!.elements[5]!['defaultValue'] = 'x'),
      '/pages/1/elements/5/defaultValue',
    ],
    [
      'what is hidden for good',
      (form) => void (form.pages[1]!.elements[5]!['visible'] = false),
      '/pages/1/elements/5/visible',
    ],
  ];
  test.each(refusals)('refuses %s', (_, change, path) => {
    const form = everyType();
    change(form);
    const { codebook, problems } = compileQuestionnaire(form);
    expect(codebook).toBeNull();
    expect([...new Set(problems.map((problem) => problem.path))]).toEqual([path]);
    for (const { message } of problems) {
      expect(message.zh).not.toMatch(/\{\{/);
      expect(message.en).not.toMatch(/\{\{/);
    }
  });

  test('refuses fifteen choices of a checkbox, favourable options that are not offered, and bounds that cross', () => {
    const form = everyType();
    const panel = form.pages[0]!.elements[1]!['elements'] as Record<string, unknown>[];
    panel[1]!['choices'] = Array.from({ length: 15 }, (_, index) => `c${index}`);
    form.pages[0]!.elements[0]!['columns'] = [1, 2, 3];
    form.pages[1]!.elements.push({
      type: 'checkbox',
      name: 'Z',
      title: '多选',
      choices: ['a', 'b'],
      minSelectedChoices: 2,
      maxSelectedChoices: 1,
    });
    expect(pathsOf(form)).toEqual([
      '/pages/0/elements/0/rows/0',
      '/pages/0/elements/0/rows/0',
      '/pages/0/elements/0/rows/1',
      '/pages/0/elements/0/rows/1',
      '/pages/0/elements/1/elements/1/choices',
      '/pages/1/elements/7',
    ]);
  });

  test('refuses panels without end, without following them down', () => {
    let element: Record<string, unknown> = { type: 'comment', name: 'A', title: '甲' };
    for (let depth = 0; depth < 5000; depth += 1) element = { type: 'panel', elements: [element] };
    const { codebook, problems } = compileQuestionnaire({ title: '问卷', pages: [{ elements: [element] }] });
    expect(codebook).toBeNull();
    expect(problems[0]?.message.en).toContain('nested more than 8');
  });

  test('stops telling after a hundred problems', () => {
    const elements = Array.from({ length: 5000 }, () => ({ type: 'nothing' }));
    const { problems } = compileQuestionnaire({ title: '问卷', pages: [{ elements }] });
    expect(problems).toHaveLength(101);
    expect(problems[100]?.message.en).toContain('more problems');
  });

  test('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const { codebook, problems } = compileQuestionnaire(json);
        expect(codebook === null).toBe(problems.length > 0);
      }),
    );
  });

  test('never throws when any part of a good form is replaced by any JSON', () => {
    const places = placesOf(everyType());
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
        const form = everyType();
        replace(form, place, value);
        const { codebook, problems } = compileQuestionnaire(form);
        expect(codebook === null).toBe(problems.length > 0);
      }),
      { numRuns: 1000 },
    );
  });
});

type Place = readonly (string | number)[];

function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, part]) => placesOf(part, [...at, key]));
  return at.length === 0 ? inner : [at, ...inner];
}

function replace(root: object, place: Place, value: unknown): void {
  let node = root as Record<string | number, unknown>;
  for (const key of place.slice(0, -1)) node = node[key] as Record<string | number, unknown>;
  node[place.at(-1)!] = value;
}

describe('checkIndicators', () => {
  const framework: Framework = {
    title: { zh: '指标体系' },
    parts: [
      {
        code: '1',
        title: { zh: '第一部分' },
        sections: [
          {
            code: '1.0',
            title: { zh: '一' },
            kind: 'achievement',
            claim: { zh: '好' },
            indicators: [{ code: '1.1', title: { zh: '甲' } }],
          },
        ],
      },
    ],
  };

  test('names the items whose indicator the framework lacks', () => {
    const { codebook } = compileQuestionnaire(everyType());
    expect(checkIndicators(codebook!, framework)).toEqual([
      {
        path: '/pages/0/elements/0/rows/1/indicators',
        message: {
          zh: '指标体系中没有指标“1.2”。',
          en: 'The framework has no indicator "1.2".',
        },
      },
    ]);
  });
});
