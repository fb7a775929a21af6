import type { LocalizedText } from './localized-text.js';

/** The quality panel: marks, what leaving them out does, decisions. */
export const qualityScreenTexts = {
  'nav.quality': { zh: '数据质量', en: 'Quality' },
  'quality.title': { zh: '数据质量', en: 'Data quality' },
  'quality.intro': {
    zh: '标记只说“值得一看”，不等于无效：不少满意的家长确实全选同一项。是否排除由管理员决定并写明理由；决定只增不改，随时可以另作决定恢复。',
    en: 'A mark says “look here”, not “invalid”: many a satisfied parent does answer the same throughout. Whether marked responses are left out is an administrator’s decision, with its reason; decisions are added, never changed, and another one lets them back in.',
  },
  'quality.counts': { zh: '各标记的答卷数', en: 'Marked responses' },
  'quality.mark': { zh: '标记', en: 'Mark' },
  'quality.share': { zh: '占比', en: 'Share' },
  'quality.all': { zh: '全部', en: 'All' },
  'quality.state': { zh: '现状', en: 'At present' },
  'quality.counted': { zh: '计入', en: 'counted' },
  'quality.leftOut': { zh: '已排除', en: 'left out' },
  'quality.any': { zh: '有任一标记', en: 'With any mark' },
  'quality.method': {
    zh: '判定依据见方法说明；一份答卷可有多个标记。变化按四舍五入前的数计算。',
    en: 'How marks are set is told under Methods; a response may have several. Changes are of unrounded shares.',
  },
  'quality.effect': { zh: '排除的影响', en: 'What leaving them out does' },
  'quality.effectBase': {
    zh: '与全部答卷相比：排除 {{n}} 份后，{{items}} 道量表题合计满意率由 {{all}} 变为 {{without}}（{{change}}）。',
    en: 'Against all responses: without these {{n}}, the favourable share over {{items}} scale items goes from {{all}} to {{without}} ({{change}}).',
  },
  'quality.effectLargest': {
    zh: '变化最大的题由 {{all}} 变为 {{without}}（{{change}}）：{{item}} {{title}}',
    en: 'The item that changes most goes from {{all}} to {{without}} ({{change}}): {{item}} {{title}}',
  },
  'quality.change': { zh: '{{points}} 个百分点', en: '{{points}} points' },
  'quality.hardlyChanged': { zh: '不到 0.1 个百分点', en: 'by less than 0.1 points' },
  'quality.effectLeftOut': {
    zh: '另有 {{n}} 题不作比较：比较会透露少数人的回答。',
    en: '{{n}} more items are not compared: it would tell what few people answered.',
  },
  'quality.effectNone': { zh: '没有这样的答卷。', en: 'There is no such response.' },
  'quality.effectWithheld': {
    zh: '答卷过少，或与其他标记只差几份：影响会透露少数人的回答，不予显示。',
    en: 'Too few responses, or few apart from those of another mark: the effect would tell what few people answered, so it is withheld.',
  },
  'quality.decisions': { zh: '决定', en: 'Decisions' },
  'quality.noDecision': {
    zh: '还没有决定：这些答卷计入各表。',
    en: 'None yet: these responses count in every table.',
  },
  'quality.decided': { zh: '{{what}} · {{by}} · {{at}}', en: '{{what}} · {{by}} · {{at}}' },
  'quality.decidedOut': { zh: '排除', en: 'Left out' },
  'quality.decidedIn': { zh: '恢复计入', en: 'Let back in' },
  'quality.leaveOut': { zh: '排除这些答卷…', en: 'Leave these out…' },
  'quality.letIn': { zh: '恢复计入…', en: 'Let them back in…' },
  'quality.leaveOutTitle': { zh: '排除有“{{mark}}”标记的答卷', en: 'Leave out responses marked “{{mark}}”' },
  'quality.letInTitle': {
    zh: '恢复计入有“{{mark}}”标记的答卷',
    en: 'Let responses marked “{{mark}}” back in',
  },
  'quality.consequence': {
    zh: '此后所有表格、图、证据和导出都按此计算，所有人可见此决定；回收概览仍计全部答卷。',
    en: 'From then on every table, chart, piece of evidence and export counts so, and everybody sees the decision; returns on the overview still count all responses.',
  },
  'quality.reason': { zh: '理由', en: 'Reason' },
  'quality.reasonHint': {
    zh: '例如：核对了 20 份，均在 40 秒内完成，无法采信',
    en: 'For example: 20 of them were looked at, all done within 40 seconds',
  },
  'quality.reasonMissing': { zh: '请写明理由', en: 'Give a reason' },
  'quality.record': { zh: '记录决定', en: 'Record the decision' },
  'quality.cancel': { zh: '取消', en: 'Cancel' },
  'quality.recorded': { zh: '决定已记录，各表已更新', en: 'Recorded; the tables follow' },
  'quality.adminOnly': { zh: '由管理员作出决定。', en: 'An administrator decides.' },
  'exclusion.note': {
    zh: '按质量决定，各表、图和证据未计入 {{n}} 份答卷（{{marks}}）；回收概览仍计全部。',
    en: 'By a decision on quality, tables, charts and evidence leave out {{n}} responses ({{marks}}); returns on the overview count all.',
  },
  'exclusion.noteWithheld': {
    zh: '按质量决定，各表、图和证据未计入有“{{marks}}”标记的少数答卷；回收概览仍计全部。',
    en: 'By a decision on quality, tables, charts and evidence leave out the few responses marked “{{marks}}”; returns on the overview count all.',
  },
  'exclusion.why': { zh: '查看理由', en: 'Why' },
} as const satisfies Record<string, LocalizedText>;
