import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { missingValues } from './missing-values.js';
import { cutBytes, type SavFile, type SavValue, type SavVariable } from './variable.js';
import { VariableNames } from './variable-names.js';
import { writeSav } from './write-sav.js';

const variable = (name: string, change: Partial<SavVariable> = {}): SavVariable => ({
  name,
  label: '',
  type: 'number',
  decimals: 0,
  measure: 'nominal',
  valueLabels: [],
  missing: [],
  ...change,
});

const rows: SavValue[][] = [
  ['parent', '上海市示范小学', '2019-03-11', 5, 1, 0, 12.5, 0.25],
  ['deputy', '', null, 9, -9, -9, 1000, 1e9],
  [
    'student',
    'A school whose name is long enough to need four elements',
    '2024-02-29',
    null,
    null,
    null,
    -9,
    -99.5,
  ],
];
const sample: SavFile = {
  label: '示例区督政',
  made: new Date('2026-03-05T06:07:08Z'),
  cases: rows.length,
  rows,
  sets: [{ name: 'MULTI', label: '最紧缺的', variables: ['MULTI_1', 'MULTI_2'] }],
  variables: [
    variable('group', {
      type: { bytes: 7 },
      label: '调查对象',
      valueLabels: [
        ['parent', '家长'],
        ['deputy', '代表'],
      ],
    }),
    variable('学校', {
      type: { bytes: 60 },
      label: '学校名称',
      valueLabels: [['上海市示范小学', '示范小学（总部）']],
    }),
    variable('day', { type: 'day', label: '日期', measure: 'scale' }),
    variable('FAC1_a_rather_long_name', {
      label: '场地条件 <"&">',
      measure: 'ordinal',
      valueLabels: [
        [5, '非常满意'],
        [1, '很不满意'],
        [9, '不了解'],
        [-9, '未答'],
      ],
      missing: [9, -9],
    }),
    variable('MULTI_1', { label: '教室', missing: [-9] }),
    variable('MULTI_2', { label: '操场', missing: [-9] }),
    variable('hours', { decimals: 1, measure: 'scale', missing: [-9] }),
    variable('weight', { decimals: 4, measure: 'scale' }),
  ],
};

async function written(file: SavFile): Promise<Buffer> {
  const output = new PassThrough();
  const [bytes] = await Promise.all([buffer(output), writeSav(file, output)]);
  return bytes;
}

/** The cases of a file, read by the published description, without anything of the writer's. */
function readCases(bytes: Buffer, widths: readonly number[]): (number | string | null)[][] {
  let at = bytes.indexOf(Buffer.from([0xe7, 3, 0, 0, 0, 0, 0, 0])) + 8;
  let codes: number[] = [];
  const literal = (): Buffer => bytes.subarray(at, (at += 8));
  const next = (): Buffer | number | null | 'end' => {
    for (;;) {
      if (codes.length === 0) {
        if (at >= bytes.length) return 'end';
        codes = [...bytes.subarray(at, (at += 8))];
      }
      const code = codes.shift()!;
      if (code === 0) continue;
      if (code === 252) return 'end';
      if (code === 253) return literal();
      if (code === 254) return Buffer.alloc(8, 0x20);
      return code === 255 ? null : code - 100;
    }
  };
  const cases: (number | string | null)[][] = [];
  for (;;) {
    const values: (number | string | null)[] = [];
    for (const width of widths) {
      const elements = Array.from({ length: Math.max(1, Math.ceil(width / 8)) }, next);
      if (elements[0] === 'end') return cases;
      const [first] = elements as (Buffer | number | null)[];
      if (width > 0)
        values.push(
          Buffer.concat(elements as Buffer[])
            .toString()
            .trimEnd(),
        );
      else values.push(Buffer.isBuffer(first) ? first.readDoubleLE() : (first ?? null));
    }
    cases.push(values);
  }
}

describe('cases', () => {
  it('come back as they were, whatever the values', async () => {
    const number = fc.oneof(
      fc.integer({ min: -120, max: 200 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null),
    );
    const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => value.replace(/[\s\0]/gu, ''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(number, text, number, text), { maxLength: 40 }), async (cases) => {
        const variables = [
          variable('a'),
          variable('b', { type: { bytes: 17 } }),
          variable('c'),
          variable('d', { type: { bytes: 255 } }),
        ];
        const bytes = await written({ ...sample, variables, sets: [], cases: cases.length, rows: cases });
        const expected = cases.map(([a, b, c, d]) => [
          a === 0 ? 0 : a,
          cutBytes(b, 17).toString(),
          c === 0 ? 0 : c,
          cutBytes(d, 255).toString(),
        ]);
        expect(readCases(bytes, [0, 17, 0, 255])).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('come in parts when there are many', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => [index, `s${index % 7}`]);
    const variables = [variable('n'), variable('s', { type: { bytes: 12 } })];
    const bytes = await written({ ...sample, variables, sets: [], cases: many.length, rows: many });
    expect(readCases(bytes, [0, 12])).toEqual(many);
  });
});

describe('cutBytes', () => {
  it('never halves a character', () => {
    expect(cutBytes('督政', 5).toString()).toBe('督');
    expect(cutBytes('a😀', 4).toString()).toBe('a');
    expect(cutBytes('督政', 6).toString()).toBe('督政');
  });
});

describe('VariableNames', () => {
  it('gives names that SPSS takes, each once', () => {
    const names = new VariableNames();
    expect(
      ['FAC1', 'fac1', '1st', 'with', 'a b-c', '满意度（总）', '_x', '', 'a.b.'].map((n) => names.take(n)),
    ).toEqual(['FAC1', 'fac1_2', 'v_1st', 'v_with', 'a_b_c', '满意度_总', 'v__x', 'v_', 'a_b']);
    expect(names.take('很'.repeat(40))).toBe('很'.repeat(21));
    expect(names.take('很'.repeat(40))).toBe(`${'很'.repeat(20)}_2`);
  });
});

describe('missingValues', () => {
  const labelled = (missing: number[], valid: number[]) =>
    missingValues(variable('x', { missing, valueLabels: valid.map((value) => [value, String(value)]) }));
  it.each([
    [[], [1, 2], 0, []],
    [[9, -9], [1, 2], 2, [-9, 9]],
    [[-9, -9, 8], [1], 2, [-9, 8]],
    [[7, 8, 9, 10], [1, 5], -2, [7, 10]],
    [[-9, 7, 8, 9], [1, 5], -3, [7, 9, -9]],
    [[1, 2, 3, 99], [50], -3, [1, 3, 99]],
    [[1, 3, 5, 7], [2, 4, 6], 3, [1, 3, 5]],
  ])('of %j beside %j are %d: %j', (missing, valid, code, values) =>
    expect(labelled(missing, valid)).toEqual({ code, values }),
  );
});

/** Whether a command is there; a test that needs it says so when it is not. */
function runs(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(`${command} ${args.join(' ')} does not run: the test that needs it is skipped.`);
    return false;
  }
}
const haven = runs('Rscript', ['-e', 'library(haven)']);
const foreign = runs('Rscript', ['-e', 'library(foreign)']);
const pspp = runs('pspp', ['--version']);

describe('other programs', () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'duwen-sav-'));
    writeFileSync(join(folder, 'sample.sav'), await written(sample));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const r = (script: string): string[] => {
    writeFileSync(join(folder, 'read.R'), `options(encoding = "UTF-8")\n${script}`);
    return execFileSync('Rscript', ['--vanilla', 'read.R'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    })
      .trimEnd()
      .split('\n');
  };

  (haven ? it : it.skip)('haven reads names, values, labels, missing values and days', () => {
    const lines = r(`
suppressMessages(library(haven))
d <- read_sav("sample.sav", user_na = TRUE)
say <- function(...) cat(paste(..., sep = "|", collapse = "|"), "\\n", sep = "")
say(names(d))
say(as.vector(d$group)); say(as.vector(d[[2]])); say(format(d$day))
say(as.vector(d[[4]])); say(as.vector(d$hours)); say(as.vector(d$weight))
say(attr(d[[4]], "label")); say(attr(d[[4]], "labels")); say(names(attr(d[[4]], "labels"))); say(attr(d[[4]], "na_values"))
say(names(attr(d$group, "labels"))); say(names(attr(d[[2]], "labels")))
say(attr(d$hours, "format.spss"))
say(as.vector(read_sav("sample.sav")[[4]]))
`);
    expect(lines).toEqual([
      sample.variables.map(({ name }) => name).join('|'),
      'parent|deputy|student',
      '上海市示范小学||A school whose name is long enough to need four elements',
      '2019-03-11|NA|2024-02-29',
      '5|9|NA',
      '12.5|1000|-9',
      '0.25|1e+09|-99.5',
      '场地条件 <"&">',
      '5|1|9|-9',
      '非常满意|很不满意|不了解|未答',
      '-9|9',
      '家长|代表',
      '示范小学（总部）',
      'F8.1',
      '5|NA|NA',
    ]);
  });

  (foreign ? it : it.skip)(
    'foreign reads it too, but for labels of long texts, which it does not know',
    () => {
      const lines = r(`
library(foreign)
warned <- character()
d <- withCallingHandlers(read.spss("sample.sav", use.value.labels = FALSE, use.missings = FALSE, to.data.frame = TRUE, reencode = "UTF-8", stringsAsFactors = FALSE),
  warning = function(w) { warned <<- c(warned, conditionMessage(w)); invokeRestart("muffleWarning") })
cat(length(warned), sub(" [(].*", "", warned), "\n", sep = "|")
cat(names(d), sep = "|"); cat("\\n")
cat(d[[4]], sep = "|"); cat("\\n")
cat(attr(d, "variable.labels")[[4]], "\\n", sep = "")
`);
      expect(lines).toEqual([
        '1|sample.sav: Long string value labels record found|',
        sample.variables.map(({ name }) => name).join('|'),
        '5|9|NA',
        '场地条件 <"&">',
      ]);
    },
  );

  (pspp ? it : it.skip)('PSPP reads it without a warning, measure and response sets included', () => {
    writeFileSync(
      join(folder, 'read.sps'),
      `GET FILE='sample.sav'.\nDISPLAY DICTIONARY.\nMRSETS /DISPLAY NAME=ALL.\nLIST /VARIABLES=FAC1_a_rather_long_name weight.\n`,
    );
    const text = execFileSync('pspp', ['-O', 'format=csv', 'read.sps'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    expect(text).not.toMatch(/warning|error/i);
    expect(text).toMatch(
      /FAC1_a_rather_long_name,4,"场地条件 <""&"">",Ordinal,Input,10,Right,F8.0,F8.0,(")?-9; 9/,
    );
    expect(text).toMatch(/\$MULTI.*最紧缺的/);
    expect(text).toContain('\n9,1.0E+009\n');
  });
});
