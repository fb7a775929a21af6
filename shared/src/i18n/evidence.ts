import type { LocalizedText } from './localized-text.js';

/** The sentences that evidence is written in. Places to fill are `{{name}}`. */
export const evidenceTexts = {
  method: {
    zh: '比例为选择量表所列正面选项的人数占有效回答的比重，“不了解”和未答不计入；区间为 95% Wilson 区间；对象之间的差异用 χ² 检验，幅度用 Cramér’s V；街镇、学段与其余部分的比较经 Holm 校正。未加权。',
    en: 'Shares are of valid answers that chose an option which the scale counts as favourable; “don’t know” and skipped answers are left out. Intervals are 95% Wilson intervals. Differences between groups are tested by χ², their size given as Cramér’s V; streets and stages are compared with the rest after Holm’s adjustment. Unweighted.',
  },

  // What groups answered
  onItem: { zh: '在“{{title}}”一题中，', en: 'On “{{title}}”, ' },
  firstShare: {
    zh: '{{group}}选择{{favourable}}的占 {{share}}（95% 置信区间 {{interval}}，n = {{n}}）',
    en: '{{share}} of {{group}} chose {{favourable}} (95% CI {{interval}}, n = {{n}})',
  },
  nextShare: {
    zh: '{{group}}占 {{share}}（{{interval}}，n = {{n}}）',
    en: '{{share}} of {{group}} (CI {{interval}}, n = {{n}})',
  },
  boundAtLeast: { zh: '不低于 {{low}}', en: 'at least {{low}}' },
  boundAtMost: { zh: '不高于 {{high}}', en: 'at most {{high}}' },
  boundBetween: { zh: '在 {{low}} 与 {{high}} 之间', en: 'between {{low}} and {{high}}' },
  firstBounded: {
    zh: '{{group}}选择{{favourable}}的比例{{bound}}（n = {{n}}，准确值不予公布）',
    en: '{{bound}} of {{group}} chose {{favourable}} (n = {{n}}, the exact share is withheld)',
  },
  nextBounded: {
    zh: '{{group}}{{bound}}（n = {{n}}，准确值不予公布）',
    en: '{{bound}} of {{group}} (n = {{n}}, the exact share is withheld)',
  },
  othersBetween: {
    zh: '其余 {{count}} 类对象在 {{low}} 至 {{high}} 之间',
    en: '{{low}} to {{high}} in the other {{count}} groups',
  },
  withheld: {
    zh: '为保护受访者，{{groups}}的结果不予公布。',
    en: 'To protect respondents, the results of {{groups}} are withheld.',
  },
  allWithheld: {
    zh: '在“{{title}}”一题中，作答人数过少，为保护受访者，结果不予公布。',
    en: 'On “{{title}}”, too few people answered: the results are withheld to protect respondents.',
  },
  reverse: {
    zh: '本题为反向题，比例越低越有利。',
    en: 'The item is reversed: the lower the share, the better.',
  },

  // How they differ
  twoDiffer: { zh: '两类对象相差 {{points}} 个百分点，', en: 'The two groups differ by {{points}} points, ' },
  groupsDiffer: {
    zh: '各对象最高与最低相差 {{points}} 个百分点，',
    en: 'The highest and the lowest group differ by {{points}} points, ',
  },
  withinChance: {
    zh: '未超出随机波动（{{test}}）。',
    en: 'no more than chance would give ({{test}}).',
  },
  beyondChance: {
    zh: '超出随机波动，{{size}}（{{test}}）。',
    en: 'more than chance would give, {{size}} ({{test}}).',
  },
  test: {
    zh: 'χ² = {{statistic}}，df = {{df}}，p {{p}}，V = {{v}}',
    en: 'χ² = {{statistic}}, df = {{df}}, p {{p}}, V = {{v}}',
  },
  negligible: { zh: '但差异幅度微小', en: 'but the difference is negligible in size' },
  small: { zh: '但差异幅度较小', en: 'but the difference is small in size' },
  medium: { zh: '差异幅度中等', en: 'and the difference is of medium size' },
  large: { zh: '差异幅度很大', en: 'and the difference is large' },
  /** V weighs groups by their answers: a small group far from a large one hardly moves it. */
  smallOverall: {
    zh: '按全体回答计幅度不大，但{{higher}}与{{lower}}之间差距明显',
    en: 'small over all answers, yet {{higher}} and {{lower}} lie far apart',
  },

  // Against a threshold
  threshold: {
    zh: '对照 {{threshold}} 的要求，{{positions}}。',
    en: 'Against the {{threshold}} asked for, {{positions}}.',
  },
  thresholdAbove: {
    zh: '{{groups}}的置信区间整体达到要求',
    en: 'the interval lies wholly above it for {{groups}}',
  },
  thresholdBelow: {
    zh: '{{groups}}的置信区间整体低于要求',
    en: 'the interval lies wholly below it for {{groups}}',
  },
  thresholdStraddles: {
    zh: '{{groups}}的置信区间跨过该线，尚不能判定',
    en: 'the interval straddles it for {{groups}}, so that cannot be decided',
  },

  // Recommendation (0 to 10)
  netPromoter: {
    zh: '净推荐值：{{scores}}。',
    en: 'Net promoter score: {{scores}}.',
  },
  netPromoterOf: {
    zh: '{{group}} {{score}}（95% 置信区间 {{low}} 至 {{high}}）',
    en: '{{group}} {{score}} (95% CI {{low}} to {{high}})',
  },

  // Choices without a favourable side
  topChoices: {
    zh: '{{group}}选择最多的是{{choices}}（n = {{n}}）',
    en: '{{group}} most often chose {{choices}} (n = {{n}})',
  },
  choice: {
    zh: '“{{option}}”（{{share}}，95% 置信区间 {{interval}}）',
    en: '“{{option}}” ({{share}}, 95% CI {{interval}})',
  },
  severalAllowed: {
    zh: '可多选，各项比例之和可超过 100%。',
    en: 'Several choices were allowed, so shares may add up to more than 100%.',
  },
  average: {
    zh: '{{group}}平均为 {{mean}}（n = {{n}}）',
    en: 'the average of {{group}} is {{mean}} (n = {{n}})',
  },

  // Streets and stages that stand apart
  placeLower: {
    zh: '{{place}}选择{{favourable}}的占 {{share}}（95% 置信区间 {{interval}}，n = {{n}}），比{{rest}}的 {{restShare}} 低 {{points}} 个百分点，超出随机波动（Holm 校正后 p {{p}}）',
    en: '{{share}} in {{place}} chose {{favourable}} (95% CI {{interval}}, n = {{n}}), {{points}} points below the {{restShare}} of {{rest}}, more than chance would give (p {{p}} after Holm’s adjustment)',
  },
  placeHigher: {
    zh: '{{place}}选择{{favourable}}的占 {{share}}（95% 置信区间 {{interval}}，n = {{n}}），比{{rest}}的 {{restShare}} 高 {{points}} 个百分点，超出随机波动（Holm 校正后 p {{p}}）',
    en: '{{share}} in {{place}} chose {{favourable}} (95% CI {{interval}}, n = {{n}}), {{points}} points above the {{restShare}} of {{rest}}, more than chance would give (p {{p}} after Holm’s adjustment)',
  },
  otherStreets: { zh: '其余街镇', en: 'the other streets' },
  otherStages: { zh: '其余学段', en: 'the other stages' },
  pooledGroups: { zh: '以上为各类对象合并计算。', en: 'All groups are taken together here.' },

  // Contradictions
  againstAchievement: {
    zh: '报告将本节列为成效，而{{figures}}，与之相悖。',
    en: 'The report counts this section as an achievement, yet {{figures}}.',
  },
  againstProblem: {
    zh: '报告将本节列为问题，而{{figures}}，数据中未见这一问题。',
    en: 'The report counts this section as a problem, yet {{figures}}: the scores do not show one.',
  },
  groupsDisagree: {
    zh: '在“{{title}}”一题中，选择{{favourable}}的，{{higher}}，{{lower}}，前者高 {{points}} 个百分点（95% 置信区间 {{low}}–{{high}}），两类对象看法明显不一。',
    en: 'On “{{title}}”, {{higher}} but {{lower}} chose {{favourable}}: {{points}} points apart (95% CI {{low}}–{{high}}), so the two groups clearly disagree.',
  },
  groupsDisagreeBounded: {
    zh: '在“{{title}}”一题中，选择{{favourable}}的，{{higher}}，{{lower}}，两类对象看法明显不一（为保护受访者，只公布范围）。',
    en: 'On “{{title}}”, {{higher}} but {{lower}} chose {{favourable}}, so the two groups clearly disagree (only bounds are published, to protect respondents).',
  },
  shareOfGroup: { zh: '{{group}}占 {{share}}（n = {{n}}）', en: '{{share}} of {{group}} (n = {{n}})' },
  boundOfGroup: { zh: '{{group}}{{bound}}（n = {{n}}）', en: '{{bound}} of {{group}} (n = {{n}})' },

  // Summary of a section
  counted: {
    zh: '本节有 {{findings}} 条问卷证据，出自 {{items}} 个题目：{{parts}}。',
    en: 'The questionnaires give {{findings}} on this section, from {{items}}: {{parts}}.',
  },
  countedAlike: {
    zh: '本节有 {{findings}} 条问卷证据，出自 {{items}} 个题目，{{parts}}。',
    en: 'The questionnaires give {{findings}} on this section, from {{items}}, {{parts}}.',
  },
  allSupport: { zh: '支持报告的判断', en: 'in support of the claim' },
  allContradict: { zh: '与报告的判断相悖', en: 'against the claim' },
  allMixed: { zh: '显示各对象看法不一', en: 'on which groups disagree' },
  allNeutral: { zh: '既不支持也不否定报告的判断', en: 'neither for nor against the claim' },
  countSupports: { zh: '{{count}} 条支持报告的判断', en: '{{count}} in support of the claim' },
  countContradicts: { zh: '{{count}} 条与之相悖', en: '{{count}} against it' },
  countMixed: { zh: '{{count}} 条各对象不一', en: '{{count}} on which groups disagree' },
  countNeutral: { zh: '{{count}} 条既不支持也不否定', en: '{{count}} neither for nor against' },
  extremes: {
    zh: '正面回答的比例最高的是“{{highTitle}}”（{{highGroup}} {{highShare}}），最低的是“{{lowTitle}}”（{{lowGroup}} {{lowShare}}）。',
    en: 'The favourable share is highest on “{{highTitle}}” ({{highShare}} of {{highGroup}}) and lowest on “{{lowTitle}}” ({{lowShare}} of {{lowGroup}}).',
  },
  achievementSupports: {
    zh: '总体上，问卷数据支持本节所说的成效。',
    en: 'On the whole the scores support this achievement.',
  },
  achievementContradicts: {
    zh: '总体上，问卷数据不支持本节所说的成效，写入报告前须核实。',
    en: 'On the whole the scores do not support this achievement: check before it goes into the report.',
  },
  problemSupports: {
    zh: '总体上，问卷数据反映出本节所说的问题。',
    en: 'On the whole the scores show this problem.',
  },
  problemContradicts: {
    zh: '总体上，问卷数据没有反映出本节所说的问题，写入报告前须核实。',
    en: 'On the whole the scores do not show this problem: check before it goes into the report.',
  },
  verdictMixed: {
    zh: '证据之间不一致，写入报告前须核实。',
    en: 'The evidence does not agree: check before it goes into the report.',
  },
  verdictNeutral: {
    zh: '问卷数据不足以支持或否定本节的判断。',
    en: 'The scores are not enough to support or to contradict this claim.',
  },
  uncovered: { zh: '{{indicators}}没有问卷证据。', en: 'No questionnaire item speaks to {{indicators}}.' },
  noItems: {
    zh: '没有问卷题目涉及本节，问卷不能说明本节的判断。',
    en: 'No questionnaire item concerns this section: the scores say nothing of its claim.',
  },
  noAnswers: {
    zh: '涉及本节的题目尚无可公布的回答，暂无问卷证据。',
    en: 'The items on this section have no answers that can be published yet: there is no evidence from the questionnaires.',
  },
  factsOnly: {
    zh: '可供核对的有区方事实数据 {{count}} 项。',
    en: 'The district’s own figures can be checked ({{count}} series).',
  },
} as const satisfies Record<string, LocalizedText>;
