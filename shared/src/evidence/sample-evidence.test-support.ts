import { breakDown, type ItemBreakdown } from '../breakdown/index.js';
import type { CampaignItem, Framework, RespondentGroup } from '../codebook/index.js';
import { FIRST_CODE, NO_ANSWER } from '../coding/index.js';
import type { Stratum } from '../tabulation/index.js';
import { sampleCodebook, sampleColumns, sampleItem } from '../tabulation/sample-campaign.test-support.js';
import type { SectionEvidence } from './finding.js';
import { placeTables } from './place-tables.js';
import { sectionEvidence } from './section-evidence.js';

const LABELS = [
  { zh: '非常满意', en: 'Very satisfied' },
  { zh: '比较满意', en: 'Fairly satisfied' },
  { zh: '一般', en: 'So-so' },
  { zh: '不满意', en: 'Dissatisfied' },
];

/** An item on four steps, the upper two favourable, put to teachers, parents and principals. */
export const ratedItem = (code: string, more: Partial<CampaignItem> = {}): CampaignItem => ({
  ...sampleItem(code, {
    options: ['favourable', 'favourable', 'other', 'other'],
    labels: LABELS,
    groups: ['teacher', 'parent', 'principal'],
    indicators: ['1.1'],
    title: { zh: '对场地的评价。', en: 'Grounds' },
  }),
  ...more,
});

const GROUPS: RespondentGroup[] = [
  ['deputy', '人大代表', 'Deputies'],
  ['principal', '校长', 'Principals'],
  ['teacher', '教师', 'Teachers'],
  ['parent', '家长', 'Parents'],
  ['student', '学生', 'Students'],
].map(([code, zh, en]) => ({ code: code!, title: { zh: zh!, en: en! }, units: null, frame: null }));

/** So many people of a group (of a street, at a stage) chose each option; of several choices, each person one. */
export interface Block {
  readonly group: string;
  readonly street?: string;
  readonly stage?: string;
  readonly unit?: string;
  readonly counts: readonly number[];
  readonly missing?: number;
}

export interface SampleSection {
  readonly kind?: 'achievement' | 'problem';
  readonly threshold?: number;
  readonly indicators?: readonly string[];
  readonly facts?: readonly string[];
}

/** The evidence for a section with indicator 1.1, from blocks of answers by item code, at a minimum cell of 5. */
export function evidenceFrom(
  blocks: Readonly<Record<string, readonly Block[]>>,
  items: readonly CampaignItem[],
  section: SampleSection = {},
): SectionEvidence {
  const codebook = sampleCodebook(items);
  const rows = Object.entries(blocks).flatMap(([item, list]) =>
    list.flatMap((block) =>
      [...block.counts, block.missing ?? 0].flatMap((count, option) => {
        const code = option === block.counts.length ? NO_ANSWER : codeOf(codebook.byCode.get(item)!, option);
        return Array.from({ length: count }, () => ({ ...block, item, code }));
      }),
    ),
  );
  const stratum = (of: (row: Block) => string | undefined) => {
    const keys = [...new Set(rows.map(of))].filter((key) => key !== undefined);
    return { keys, codes: rows.map((row) => keys.indexOf(of(row)!) + 1) };
  };
  const columns = sampleColumns({
    length: rows.length,
    items: Object.fromEntries(
      items.map(({ code }) => [code, rows.map((row) => (row.item === code ? row.code : 0))]),
    ),
    strata: {
      group: stratum(({ group }) => group),
      street: stratum(({ street }) => street),
      stage: stratum(({ stage }) => stage),
      unit: stratum(({ unit }) => unit),
    },
  });
  const tableBy = (by: Stratum): Map<string, ItemBreakdown> => {
    const request = { items: items.map(({ code }) => code), by, filter: {}, quality: 'all' as const };
    const { items: tables } = breakDown({ columns, codebook, request, minimumCell: 5, asOf: '' });
    return new Map(tables.map((table) => [table.code, table]));
  };
  const [evidence] = sectionEvidence({
    framework: frameworkOf(section),
    codebook,
    groups: GROUPS,
    facts: [
      { code: 'F01', title: { zh: '支出' }, unit: { zh: '亿元' }, values: [{ period: '2018', value: 28.4 }] },
    ],
    byGroup: tableBy('group'),
    places: placeTables({ columns, codebook, groups: GROUPS.map(({ code }) => code), minimumCell: 5 }),
    themes: new Map(),
    minimumCell: 5,
  });
  return evidence!;
}

const codeOf = ({ kind, min }: CampaignItem, option: number): number => {
  if (kind === 'multiple') return 1 | (2 << option);
  return kind === 'numeric' ? FIRST_CODE + option - (min ?? 0) : FIRST_CODE + option;
};

const frameworkOf = ({
  kind = 'achievement',
  threshold,
  indicators = ['1.1'],
  facts = [],
}: SampleSection): Framework => ({
  title: { zh: '指标体系' },
  parts: [
    {
      code: 'I',
      title: { zh: '第一部分' },
      sections: [
        {
          code: '1',
          title: { zh: '第一节' },
          kind,
          claim: { zh: '如报告所述' },
          indicators: indicators.map((code) => ({
            code,
            title: { zh: `指标${code}`, en: `Indicator ${code}` },
            threshold,
            facts: [...facts],
          })),
        },
      ],
    },
  ],
});

/** The findings of all indicators. */
export const findingsOf = ({ indicators }: SectionEvidence) => indicators.flatMap(({ findings }) => findings);
