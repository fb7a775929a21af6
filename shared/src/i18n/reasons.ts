import type { LocalizedText } from './localized-text.js';

/** Why there is no number: a text for each reason of the statistics. */
export const reasonTexts = {
  noData: { zh: '没有可用的回答。', en: 'Nobody answered.' },
  tooFewValues: { zh: '回答太少，无法计算。', en: 'There are too few answers to compute this.' },
  tooFewGroups: { zh: '可比较的组不足两个。', en: 'There are not two groups to compare.' },
  noVariation: {
    zh: '所有回答都相同，无从比较。',
    en: 'All answers are the same, so there is nothing to compare.',
  },
  emptyCategory: { zh: '有一个类别没有回答。', en: 'One of the groups or answers has nobody in it.' },
  invalidValue: {
    zh: '有数值超出该方法允许的范围。',
    en: 'A value lies outside what the method is defined for.',
  },
  differentLengths: { zh: '各列的行数不一致。', en: 'The columns do not belong to the same rows.' },
  singleUnitStratum: {
    zh: '有一层只抽到一所学校，无法估计误差。',
    en: 'One stratum has a single school, so its error cannot be estimated.',
  },
  inconsistentDesign: {
    zh: '抽样设计与总体数据相互矛盾。',
    en: 'The survey design contradicts itself or the population counts.',
  },
  singular: { zh: '有题目可由其他题目完全推出。', en: 'Some items follow exactly from others.' },
  notConverged: { zh: '计算未能收敛。', en: 'The calculation did not settle.' },
  severalChoices: {
    zh: '可选多项，同一人可能同时属于几类，不能检验。',
    en: 'People could choose several, so one person may be in several rows or columns.',
  },
  tooManyCells: { zh: '表格太大，不作检验。', en: 'The table is too large to be tested.' },
  overflow: { zh: '数值过大，无法计算。', en: 'The values are too large to compute with.' },
} as const satisfies Readonly<Record<string, LocalizedText>>;
