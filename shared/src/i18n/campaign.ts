import type { LocalizedText } from './localized-text.js';

/** What the server says of a round's set-up: what is missing, and why an upload is refused. */
export const campaignTexts = {
  'missing-framework': { zh: '尚未上传指标体系。', en: 'The framework has not been uploaded.' },
  'missing-groups': { zh: '尚未设置调查对象。', en: 'There is no respondent group yet.' },
  'missing-roster': {
    zh: '尚未导入单位名册，而“{{group}}”需要选择单位。',
    en: 'The roster has not been imported, and "{{group}}" choose a unit from it.',
  },
  'missing-units': {
    zh: '名册中没有可供“{{group}}”选择的单位。',
    en: 'The roster has no unit that "{{group}}" could choose.',
  },
  'missing-publication': {
    zh: '“{{group}}”的问卷尚未发布。',
    en: 'The questionnaire of "{{group}}" has not been published.',
  },
  'status-change': {
    zh: '项目不能从“{{from}}”变为“{{to}}”。',
    en: 'A campaign cannot go from {{from}} to {{to}}.',
  },
  'being-changed': {
    zh: '另一处正在修改该项目，请稍后再试。',
    en: 'Somebody else is changing this campaign at the moment. Try again shortly.',
  },
  'minimum-lowered': {
    zh: '开放后不能降低最小单元格人数：已向答题者承诺。',
    en: 'The minimum cell cannot be lowered once open: respondents were promised it.',
  },
  'units-changed': {
    zh: '开放后不能更改该对象所选单位的范围。',
    en: 'Which units a group chooses from cannot change once open.',
  },
  'nothing-to-publish': { zh: '没有待发布的问卷草稿。', en: 'There is no draft questionnaire to publish.' },
  'group-published': {
    zh: '该对象的问卷已经发布，不能删除。',
    en: 'The group has a published questionnaire and cannot be removed.',
  },
  'code-twice': { zh: '代码 {{code}} 重复。', en: 'The code {{code}} is there twice.' },
  'indicator-in-use': {
    zh: '“{{group}}”的题目 {{item}} 使用指标 {{code}}，新的指标体系中没有它。',
    en: 'Item {{item}} of "{{group}}" uses indicator {{code}}, which the new framework lacks.',
  },
  'questionnaire-too-large': {
    zh: '问卷超过 {{max}} KB。',
    en: 'The questionnaire has more than {{max}} KB.',
  },
  'bad-group-code': {
    zh: '对象代码须以小写字母开头，只含小写字母、数字和下划线，最多 40 个字符。',
    en: 'A group code starts with a small letter, holds small letters, digits and underscores only, and has at most 40 characters.',
  },
  'reserved-group-code': { zh: '对象代码不能是 {{code}}。', en: 'A group code cannot be {{code}}.' },
  'roster-unreadable': {
    zh: '文件无法读取，请使用 CSV 或 xlsx 模板。',
    en: 'The file cannot be read. Use the CSV or xlsx template.',
  },
  'roster-too-large': {
    zh: '工作簿过大或过于复杂，请只保留名册一张工作表，或另存为 CSV。',
    en: 'The workbook is too large or too complex. Keep the sheet of the roster alone, or save it as CSV.',
  },
  'roster-control-character': {
    zh: '含有不可见的控制字符，请删除后重新输入。',
    en: 'There is an invisible control character here. Delete the value and type it again.',
  },
  'roster-empty': { zh: '名册没有任何单位。', en: 'The roster has no unit.' },
  'roster-too-long': { zh: '名册超过 {{max}} 行。', en: 'The roster has more than {{max}} rows.' },
  'roster-column-missing': { zh: '缺少“{{column}}”列。', en: 'The column "{{column}}" is missing.' },
  'roster-column-unknown': { zh: '不认识“{{column}}”列。', en: 'The column "{{column}}" is not known.' },
  'roster-column-twice': { zh: '“{{column}}”列重复。', en: 'The column "{{column}}" is there twice.' },
  'roster-nameless-value': {
    zh: '此处有值，但该列没有列名；是否多了一个逗号？',
    en: 'There is a value here, but its column has no name. Is there a comma too many?',
  },
  'roster-value-missing': { zh: '此处不能为空。', en: 'A value is required here.' },
  'roster-value-too-long': { zh: '超过 {{max}} 个字符。', en: 'More than {{max}} characters.' },
  'roster-bad-code': {
    zh: '单位代码只能含字母、数字、“_”和“-”，最多 60 个字符。',
    en: 'A unit code holds letters, digits, "_" and "-" only, and has at most 60 characters.',
  },
  'roster-code-twice': {
    zh: '单位代码 {{code}} 已在第 {{row}} 行出现。',
    en: 'The unit code {{code}} is in row {{row}} already.',
  },
  'roster-bad-kind': {
    zh: '类别应为 school（学校）或 body（其他单位）。',
    en: 'The kind is school or body.',
  },
  'roster-bad-stage': {
    zh: '不认识学段“{{stage}}”。可用：{{values}}。',
    en: 'The stage "{{stage}}" is not known. Possible are: {{values}}.',
  },
  'roster-stage-missing': { zh: '学校须有学段。', en: 'A school needs a stage.' },
  'roster-body-stages': { zh: '其他单位没有学段。', en: 'A body has no stage.' },
  'roster-bad-number': { zh: '应为不小于 0 的整数。', en: 'A whole number of 0 or more is expected.' },
  'roster-unit-lost': {
    zh: '开放后名册只能增补：单位 {{code}} 不见了。',
    en: 'Once open, a roster may only grow: unit {{code}} is gone.',
  },
  'roster-unit-moved': {
    zh: '开放后不能更改单位 {{code}} 的类别或学段。',
    en: 'Once open, the kind and the stages of unit {{code}} cannot change.',
  },
} as const satisfies Record<string, LocalizedText>;
