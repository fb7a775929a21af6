import type { LocalizedText } from './localized-text.js';

/** The plots of the breakdown, and how a chart is taken away as a picture. */
export const chartScreenTexts = {
  'plot.share': {
    zh: '{{row}}：满意率 {{share}}，n = {{n}}；95% 区间 {{interval}}（{{how}}）',
    en: '{{row}}: favourable {{share}}, n = {{n}}; 95% interval {{interval}} ({{how}})',
  },
  'plot.bounds': {
    zh: '{{row}}：满意率介于 {{interval}}，n = {{n}}',
    en: '{{row}}: favourable within {{interval}}, n = {{n}}',
  },
  'plot.withheld': {
    zh: '{{row}}：隐去，不足 {{minimum}} 人，或可推出这样的数字',
    en: '{{row}}: withheld, fewer than {{minimum}} people, or it would tell such a figure',
  },
  'plot.none': { zh: '{{row}}：没有有效作答', en: '{{row}}: no valid answers' },
  'plot.withheldMark': { zh: '隐去', en: 'withheld' },
  'plot.noneMark': { zh: '没有有效作答', en: 'no valid answers' },
  'plot.total': { zh: '合计 {{share}}', en: 'total {{share}}' },
  'plot.hint': {
    zh: '移到图上一点，或用方向键逐点查看',
    en: 'Point at a mark, or move among them by the arrow keys',
  },
  'plot.asTable': { zh: '以表格显示', en: 'Show as table' },
  'plot.figure': { zh: '数值', en: 'Figure' },
  'plot.needsSplit': {
    zh: '此图需要先选择分组。',
    en: 'This plot needs rows: choose what to split by.',
  },
  'plot.needsScale': {
    zh: '本题没有满意量表，不能画此图；请看表格。',
    en: 'This item has no satisfaction scale, so it is not plotted; see its table.',
  },
  'plot.nothing': {
    zh: '没有可以画出的分组：全部隐去或没有作答。',
    en: 'There is no row to plot: all are withheld, or nobody answered.',
  },
  'plot.folded': {
    zh: '另有 {{n}} 个分组隐去，不在图中',
    en: '{{n}} more rows are withheld and not in the plot',
  },
  'plot.leftOut': { zh: '不在图中：{{rows}}', en: 'Not in the plot: {{rows}}' },
  'plot.leftOutMany': {
    zh: '{{n}} 个分组隐去或没有作答，不在图中',
    en: '{{n}} rows are withheld or without answers, and not in the plot',
  },
  'dots.label': {
    zh: '点与区间图：{{item}}。{{n}} 个分组。',
    en: 'Dot-and-interval plot: {{item}}. {{n}} rows.',
  },
  'dots.note': {
    zh: '圆点为满意率，横线为 95% 区间，灰带为只能给出的范围；竖线为合计。',
    en: 'Dot: favourable share; line: its 95% interval; grey band: the range that may be told; upright line: the total.',
  },
  'funnel.label': {
    zh: '漏斗图：{{item}}。{{n}} 个分组，以合计 {{share}} 为中心。',
    en: 'Funnel plot: {{item}}. {{n}} rows about the total of {{share}}.',
  },
  'funnel.base': { zh: '有效作答人数 n', en: 'valid answers, n' },
  'funnel.note': {
    zh: '灰带：若各组真实满意率都等于合计，95%（深）和 99.8%（浅）的组会落在其中（精确二项限）。漏斗图不排名次。',
    en: 'Grey: where 95% (darker) and 99.8% (lighter) of the rows would lie by chance if all shared the total (exact binomial limits). A funnel plot does not rank.',
  },
  'funnel.unweighted': {
    zh: '本图按未加权的人数计算。',
    en: 'This plot counts persons, without weights.',
  },
  'funnel.noTarget': {
    zh: '合计隐去，或全部（无人）满意，无法画控制限。',
    en: 'The total is withheld, or everybody (nobody) is favourable: there are no limits to draw.',
  },
  'funnel.dispersed': {
    zh: '各组之间的差异比偶然波动大（φ = {{phi}}，由 {{n}} 组算得）：控制限按 √φ = {{root}} 倍放宽（虚线 95%，实线 99.8%），只标出仍在其外的组。',
    en: 'The rows differ by more than chance (φ = {{phi}}, of {{n}} rows): the limits are widened by √φ = {{root}} (dashed 95%, solid 99.8%), and only rows outside those are named.',
  },
  'funnel.notDispersed': {
    zh: '各组之间的差异大致与偶然波动相当（φ = {{phi}}，由 {{n}} 组算得），控制限不放宽。',
    en: 'The rows differ about as much as chance has it (φ = {{phi}}, of {{n}} rows): the limits are not widened.',
  },
  'funnel.above': { zh: '高于 99.8% 限：{{rows}}。', en: 'Above the 99.8% limit: {{rows}}.' },
  'funnel.below': { zh: '低于 99.8% 限：{{rows}}。', en: 'Below the 99.8% limit: {{rows}}.' },
  'funnel.none': { zh: '没有分组超出 99.8% 限。', en: 'No row lies outside the 99.8% limits.' },
  'funnel.place': { zh: '与控制限相比', en: 'Against the limits' },
  'funnel.in': { zh: '在 95% 限内', en: 'within 95%' },
  'funnel.warnAbove': { zh: '高于 95% 限', en: 'above 95%' },
  'funnel.warnBelow': { zh: '低于 95% 限', en: 'below 95%' },
  'funnel.outAbove': { zh: '高于 99.8% 限', en: 'above 99.8%' },
  'funnel.outBelow': { zh: '低于 99.8% 限', en: 'below 99.8%' },
  'trend.label': {
    zh: '逐日趋势：{{item}}。{{n}} 天。',
    en: 'Trend by day: {{item}}. {{n}} days.',
  },
  'trend.note': {
    zh: '圆点为当日提交者的满意率，竖线为 95% 区间；下方为当日有效作答人数。各日作答者并非同一批人，断开处为隐去或没有作答。',
    en: 'Dot: favourable share of those who sent on that day; upright line: its 95% interval; below: that day’s valid answers. Each day has other respondents; the line breaks where figures are withheld or missing.',
  },
  'trend.needsDay': {
    zh: '逐日趋势需要按日期分组。',
    en: 'The trend needs the split by day.',
  },
  'picture.menu': { zh: '存为图片', en: 'Picture' },
  'picture.svg': { zh: '下载 SVG', en: 'Download SVG' },
  'picture.png': { zh: '下载 PNG', en: 'Download PNG' },
  'picture.copy': { zh: '复制为图片', en: 'Copy as picture' },
  'picture.saved': { zh: '已下载 {{name}}', en: 'Downloaded {{name}}' },
  'picture.copied': { zh: '图片已复制，可直接粘贴', en: 'Picture copied: paste it where you like' },
  'picture.noCopy': {
    zh: '此浏览器不允许复制图片，请改用下载。',
    en: 'This browser does not let a page copy pictures: download it instead.',
  },
  'picture.failed': { zh: '图片没有生成成功，请重试。', en: 'The picture could not be made. Try again.' },
  'picture.source': {
    zh: '{{campaign}}，数据截至 {{time}}。不足 {{minimum}} 人的数字隐去。',
    en: '{{campaign}}, data as of {{time}}. Figures of fewer than {{minimum}} people are withheld.',
  },
  'picture.synthetic': {
    zh: '演示数据：合成，不是真实学校的结果。',
    en: 'Demonstration data: synthetic, not the results of real schools.',
  },
  'picture.heatMarks': {
    zh: '数字为满意率（%），颜色为与该题合计之差；※ 隐去，— 没有作答',
    en: 'Favourable shares (%), coloured by the difference from the item’s total; ※ withheld, — no answers',
  },
} as const satisfies Record<string, LocalizedText>;
