import type { LocalizedText } from './localized-text.js';

/** The sentences that evidence is written in. Places to fill are `{{name}}`. */
export const evidenceTexts = {
  method: {
    zh: '比例为选择正面选项的人数占有效回答的比重：哪些选项算正面由量表规定，“不了解”和未答不计入。比例附 95% 区间：填写者分属多所学校时按学校整群设计，考虑同校回答相近；否则用 Wilson 法。两类对象之差附 Newcombe 区间，由两者各自的区间得出；判断“达到”“偏低”须整个区间越过界线。对象之间的差异是否超出随机波动用 χ² 检验，人数先除以设计效应；幅度用 Cohen’s h（0.2 起为较小，0.5 中等，0.8 很大）。街镇、学段、学校只在同一类对象内与其余部分比较，学校之间的一般差异计入随机波动，并经 Holm 校正；学校按题目和对象分别校正，题目较多时，个别学校仍可能因偶然列出。需要注意：多选题比例的 Wilson 区间和均值的 t 区间按各人独立作答，而同一学校的回答往往相近，因此偏窄；结果未加权，也未对无应答作调整，只说明作答者的看法。人数过少的结果不予公布。',
    en: 'A share is that of valid answers which chose a favourable option: the scale says which options are, and “don’t know” and skipped answers are left out. Shares have 95% intervals: by design where respondents come from several schools, since people of one school answer alike; Wilson’s elsewhere. Differences of two groups have Newcombe intervals, made of the two groups’ own; a line counts as passed only when the whole interval passes it. Whether groups differ by more than chance is tested by χ² on counts divided by the design effect; how much is given as Cohen’s h (small from 0.2, medium from 0.5, large from 0.8). Streets, stages and schools are compared with the rest within one group at a time, counting the usual differences between schools as chance, with Holm’s adjustment; schools are adjusted for within each item and group, so over many items one may still be named by chance. Beware: Wilson intervals of several-choice items and t intervals of means take answers for independent, yet answers from one school resemble each other, so these are rather too narrow. Results are not weighted, nor adjusted for those who did not answer: they speak of those who did. Results of too few people are withheld.',
  },

  // What groups answered
  onItem: { zh: '关于“{{title}}”，', en: 'On “{{title}}”, ' },
  chosenOn: {
    zh: '关于“{{title}}”，选择{{favourable}}的，',
    en: 'On “{{title}}”, {{favourable}} was chosen by ',
  },
  firstShare: {
    zh: '{{group}}占 {{share}}（95% 置信区间 {{interval}}，n = {{n}}）',
    en: '{{share}} of {{group}} (95% CI {{interval}}, n = {{n}})',
  },
  nextShare: {
    zh: '{{group}}占 {{share}}（{{interval}}，n = {{n}}）',
    en: '{{share}} of {{group}} ({{interval}}, n = {{n}})',
  },
  boundAtLeast: { zh: '不低于 {{low}}', en: 'at least {{low}}' },
  boundAtMost: { zh: '不高于 {{high}}', en: 'at most {{high}}' },
  boundBetween: { zh: '在 {{low}} 与 {{high}} 之间', en: 'between {{low}} and {{high}}' },
  boundedShare: {
    zh: '{{group}}{{bound}}（n = {{n}}，准确值不予公布）',
    en: '{{bound}} of {{group}} (n = {{n}}, the exact share is withheld)',
  },
  chosenAlso: { zh: '另外，{{shares}}。', en: 'It was also chosen by {{shares}}.' },
  othersBetween: {
    zh: '其余 {{count}} 类对象在 {{low}} 至 {{high}} 之间',
    en: '{{low}} to {{high}} of the other {{count}} groups',
  },
  withheld: {
    zh: '为保护受访者，{{groups}}的结果不予公布。',
    en: 'To protect respondents, the results of {{groups}} are withheld.',
  },
  allWithheld: {
    zh: '关于“{{title}}”，作答人数过少，为保护受访者，结果不予公布。',
    en: 'On “{{title}}”, too few people answered: the results are withheld to protect respondents.',
  },
  reverse: {
    zh: '本题为反向题，比例越低越有利。',
    en: 'The item is reversed: the lower the share, the better.',
  },

  // How they differ
  groupsDiffer: {
    zh: '{{higher}}比{{lower}}高 {{points}} 个百分点（95% 置信区间 {{interval}}）{{size}}；{{who}}的差异{{chance}}（χ² = {{statistic}}，df = {{df}}，p {{p}}{{how}}）。',
    en: '{{higher}} lie {{points}} points above {{lower}} (95% CI {{interval}}){{size}}; {{who}} differ by {{chance}} (χ² = {{statistic}}, df = {{df}}, p {{p}}{{how}}).',
  },
  exactly: { zh: '，Fisher 精确检验', en: ', Fisher’s exact test' },
  roughly: { zh: '，应有人数较少，p 值只是近似', en: ', roughly, since expected counts are small' },
  twoGroups: { zh: '两类对象', en: 'the two groups' },
  allGroups: { zh: '各类对象', en: 'the groups' },
  moreThanChance: { zh: '超出随机波动', en: 'more than chance would give' },
  noMoreThanChance: { zh: '未超出随机波动', en: 'no more than chance would give' },
  negligible: { zh: '，幅度微小（h = {{h}}）', en: ', a negligible difference (h = {{h}})' },
  small: { zh: '，幅度较小（h = {{h}}）', en: ', a small difference (h = {{h}})' },
  medium: { zh: '，幅度中等（h = {{h}}）', en: ', a medium difference (h = {{h}})' },
  large: { zh: '，幅度很大（h = {{h}}）', en: ', a large difference (h = {{h}})' },

  fewAnswers: {
    zh: '{{groups}}有效回答不足 {{least}} 份，不与其他对象比较。',
    en: '{{groups}} gave fewer than {{least}} valid answers and are not compared with the others.',
  },

  // Against a threshold
  threshold: {
    zh: '对照 {{threshold}} 的要求，{{positions}}。',
    en: 'Against the {{threshold}} asked for: {{positions}}.',
  },
  thresholdReversed: {
    zh: '按反向计，对照 {{threshold}} 的要求，{{positions}}。',
    en: 'Turned round, against the {{threshold}} asked for: {{positions}}.',
  },
  thresholdMet: { zh: '{{groups}}达到', en: 'met for {{groups}}' },
  thresholdNotMet: { zh: '{{groups}}未达到', en: 'not met for {{groups}}' },
  thresholdStraddled: {
    zh: '{{groups}}尚不能判定（置信区间跨过该线）',
    en: 'undecided for {{groups}} (the interval straddles it)',
  },

  // Recommendation (0 to 10)
  netPromoter: {
    zh: '净推荐值（推荐者占比减贬损者占比）：{{scores}}。',
    en: 'Net promoter score (promoters less detractors): {{scores}}.',
  },
  netPromoterOf: {
    zh: '{{group}} {{score}}（95% 置信区间 {{interval}}）',
    en: '{{group}} {{score}} (95% CI {{interval}})',
  },

  // Choices without a favourable side
  topChoices: {
    zh: '{{group}}选择最多的是{{choices}}（n = {{n}}）。',
    en: '{{group}} most often chose {{choices}} (n = {{n}}).',
  },
  firstChoice: {
    zh: '“{{option}}”（{{share}}，95% 置信区间 {{interval}}）',
    en: '“{{option}}” ({{share}}, 95% CI {{interval}})',
  },
  nextChoice: {
    zh: '“{{option}}”（{{share}}，{{interval}}）',
    en: '“{{option}}” ({{share}}, {{interval}})',
  },
  severalAllowed: {
    zh: '可多选，各项比例之和可超过 100%。',
    en: 'Several choices were allowed, so shares may add up to more than 100%.',
  },
  average: {
    zh: '{{group}}平均为 {{mean}}（n = {{n}}）。',
    en: 'the average of {{group}} is {{mean}} (n = {{n}}).',
  },
  averageWithInterval: {
    zh: '{{group}}平均为 {{mean}}（95% 置信区间 {{interval}}，n = {{n}}）。',
    en: 'the average of {{group}} is {{mean}} (95% CI {{interval}}, n = {{n}}).',
  },

  // Streets, stages and schools that stand apart
  inStreet: { zh: '{{place}}的{{group}}', en: '{{group}} in {{place}}' },
  atStage: { zh: '{{place}}学段的{{group}}', en: '{{group}} at the {{place}} stage' },
  ofSchool: { zh: '{{place}}的{{group}}', en: '{{group}} of {{place}}' },
  chosenToo: { zh: '', en: 'it was chosen by ' },
  baseOfSchools: {
    zh: '95% 置信区间 {{interval}}，n = {{n}}，{{schools}} 所学校',
    en: '95% CI {{interval}}, n = {{n}}, {{schools}} schools',
  },
  baseOfBodies: {
    zh: '95% 置信区间 {{interval}}，n = {{n}}，{{schools}} 个单位',
    en: '95% CI {{interval}}, n = {{n}}, {{schools}} bodies',
  },
  baseOfSchool: {
    zh: '95% 置信区间 {{interval}}，n = {{n}}',
    en: '95% CI {{interval}}, n = {{n}}',
  },
  placeLower: {
    zh: '{{group}}占 {{share}}（{{base}}），比{{rest}}的 {{restShare}} 低 {{points}} 个百分点，{{chance}}（Holm 校正后 p {{p}}）',
    en: '{{share}} of {{group}} ({{base}}), {{points}} points below the {{restShare}} {{rest}}, {{chance}} (p {{p}} after Holm’s adjustment)',
  },
  placeHigher: {
    zh: '{{group}}占 {{share}}（{{base}}），比{{rest}}的 {{restShare}} 高 {{points}} 个百分点，{{chance}}（Holm 校正后 p {{p}}）',
    en: '{{share}} of {{group}} ({{base}}), {{points}} points above the {{restShare}} {{rest}}, {{chance}} (p {{p}} after Holm’s adjustment)',
  },
  beyondChance: { zh: '超出随机波动', en: 'more than chance would give' },
  beyondSchools: { zh: '超出学校之间的一般差异', en: 'more than schools usually differ' },
  otherStreets: { zh: '其余街镇', en: 'in the other streets' },
  otherStages: { zh: '其余学段', en: 'at the other stages' },
  otherSchools: { zh: '其余学校', en: 'at the other schools' },
  groupElsewhere: { zh: '{{rest}}的{{group}}', en: '{{group}} {{rest}}' },

  // Contradictions
  againstAchievement: {
    zh: '报告将本节列为成效，下列数据与之不符：{{figures}}。',
    en: 'The report counts this section as an achievement, which these figures contradict: {{figures}}.',
  },
  againstProblem: {
    zh: '报告将本节列为问题，下列数据未显示这一问题：{{figures}}。',
    en: 'The report counts this section as a problem, which these figures do not show: {{figures}}.',
  },
  disagreeSmall: { zh: '有一定差距', en: 'somewhat disagree' },
  disagreeMedium: { zh: '明显不一', en: 'clearly disagree' },
  disagreeLarge: { zh: '差距很大', en: 'widely disagree' },
  groupsDisagree: {
    zh: '关于“{{title}}”，{{pair}}的看法{{disagree}}：选择{{favourable}}的，{{higher}}，{{lower}}，相差 {{points}} 个百分点（95% 置信区间 {{interval}}，h = {{h}}）。',
    en: 'On “{{title}}”, {{pair}} {{disagree}}: {{favourable}} was chosen by {{higher}} but {{lower}}, {{points}} points apart (95% CI {{interval}}, h = {{h}}).',
  },
  groupsDisagreeBounded: {
    zh: '关于“{{title}}”，{{pair}}的看法{{disagree}}：选择{{favourable}}的，{{higher}}，{{lower}}（为保护受访者，只公布范围）。',
    en: 'On “{{title}}”, {{pair}} {{disagree}}: {{favourable}} was chosen by {{higher}} but {{lower}} (only bounds are published, to protect respondents).',
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
