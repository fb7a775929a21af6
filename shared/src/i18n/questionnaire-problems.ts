import type { LocalizedText } from './localized-text.js';

/** Why a questionnaire is refused at upload. Places to fill are `{{name}}`. */
export const questionnaireProblems = {
  'not-an-object': { zh: '此处应为对象。', en: 'An object is expected here.' },
  'not-a-list': { zh: '此处应为数组。', en: 'A list is expected here.' },
  'not-a-text': { zh: '此处应为文字。', en: 'A text is expected here.' },
  'not-a-boolean': { zh: '此处应为 true 或 false。', en: 'true or false is expected here.' },
  'not-an-integer': {
    zh: '此处应为 {{min}} 至 {{max}} 之间的整数。',
    en: 'A whole number from {{min}} to {{max}} is expected here.',
  },
  'not-one-of': { zh: '此处只能是：{{values}}。', en: 'Only these are possible here: {{values}}.' },
  'unknown-property': {
    zh: '不认识属性“{{property}}”，请检查拼写或删除。',
    en: 'The property "{{property}}" is not known. Check its spelling or leave it out.',
  },
  'refused-property': {
    zh: '不支持属性“{{property}}”：它会改变哪些回答有效，而服务器无法核对。',
    en: 'The property "{{property}}" is not supported: it changes which answers are valid, and the server could not check them.',
  },
  'unknown-type': {
    zh: '不支持题型“{{type}}”。可用：{{values}}。',
    en: 'The question type "{{type}}" is not supported. Possible are: {{values}}.',
  },
  'bad-name': {
    zh: '代码须以英文字母开头，只含字母、数字和下划线，最多 40 个字符。',
    en: 'A code starts with a letter, holds letters, digits and underscores only, and has at most 40 characters.',
  },
  'reserved-name': { zh: '代码“{{name}}”为系统保留。', en: 'The code "{{name}}" is reserved.' },
  'name-taken': {
    zh: '代码“{{name}}”已在 {{first}} 使用（不区分大小写）。',
    en: 'The code "{{name}}" is used already at {{first}} (capitals make no difference).',
  },
  'no-text': {
    zh: '缺少中文文字（zh-cn 或 default）。',
    en: 'The Chinese text (zh-cn or default) is missing.',
  },
  'text-too-long': { zh: '文字超过 {{max}} 个字符。', en: 'The text has more than {{max}} characters.' },
  'text-placeholder': {
    zh: '文字中不能用 {…} 引用回答：同一道题对每个人都应相同。',
    en: 'A text cannot quote answers with {…}: a question is to be the same for everybody.',
  },
  'no-items': { zh: '问卷没有任何题目。', en: 'The questionnaire has no item.' },
  'too-many-items': {
    zh: '题目超过 {{max}} 个。',
    en: 'There are more than {{max}} items.',
  },
  'too-deep': { zh: '面板嵌套超过 {{max}} 层。', en: 'Panels are nested more than {{max}} deep.' },
  'too-many-problems': {
    zh: '问题过多，仅列出前 {{max}} 个。',
    en: 'There are more problems than the first {{max}}.',
  },
  'bad-condition': {
    zh: '条件表达式有语法错误：{{condition}}',
    en: 'The condition cannot be read: {{condition}}',
  },
  'unknown-variable': {
    zh: '条件中的 {{{name}}} 不是任何题目或单位变量（区分大小写；矩阵用 {矩阵.行}）。',
    en: '{{{name}}} in the condition is no question and no variable of the unit (capitals count; for a matrix write {matrix.row}).',
  },
  'condition-on-itself': {
    zh: '条件依赖于它自己所控制的题目 {{{name}}}，这样的题目无法作答。',
    en: 'The condition depends on {{{name}}}, which it decides itself: it could never be answered.',
  },
  'condition-cycle': {
    zh: '显示条件互相依赖，形成循环（题目 {{item}}）。',
    en: 'The conditions go in a circle (item {{item}}).',
  },
  'unknown-function': {
    zh: '条件中不能使用函数“{{name}}”。可用：{{values}}。',
    en: 'The function "{{name}}" cannot be used in a condition. Possible are: {{values}}.',
  },
  'unknown-scale': {
    zh: '没有定义量表“{{scale}}”。',
    en: 'The scale "{{scale}}" is not defined.',
  },
  'scale-needs-single-choice': {
    zh: '只有单选题可以使用量表。',
    en: 'Only single-choice items can have a scale.',
  },
  'reverse-needs-scale': {
    zh: '只有使用量表的题目可以标为反向。',
    en: 'Only an item with a scale can be worded against it.',
  },
  'favourable-and-missing': {
    zh: '选项值 {{value}} 不能既算满意又算“不了解”。',
    en: 'The option value {{value}} cannot count as satisfied and as "don\'t know" at once.',
  },
  'favourable-not-offered': {
    zh: '量表“{{scale}}”计为满意的选项值 {{value}} 不在本题选项中。',
    en: 'The option value {{value}}, which scale "{{scale}}" counts as satisfied, is not offered here.',
  },
  'scale-not-numeric': {
    zh: '使用量表“{{scale}}”的题目，选项值须为整数。',
    en: 'The options of an item with scale "{{scale}}" must have whole numbers as values.',
  },
  'nps-options': {
    zh: '推荐意愿（nps）量表的选项须为 0 至 10（另可有“不了解”）。',
    en: 'An nps scale has the options 0 to 10 (beside "don\'t know").',
  },
  'option-value': {
    zh: '选项值须为数字或不含“|”、不超过 100 个字符的文字。',
    en: 'An option\'s value is a number, or a text of at most 100 characters without "|".',
  },
  'option-taken': { zh: '选项值 {{value}} 重复。', en: 'The option value {{value}} is used twice.' },
  'option-count': {
    zh: '选项应有 {{min}} 至 {{max}} 个。',
    en: 'There must be {{min}} to {{max}} options.',
  },
  'rows-missing': { zh: '矩阵题至少要有一行。', en: 'A matrix needs at least one row.' },
  'exclusive-needs-multiple': {
    zh: '只有多选题的选项可以互斥。',
    en: 'Only a choice of a checkbox can exclude the others.',
  },
  'matrix-required': {
    zh: '矩阵题的必答请用 eachRowRequired。',
    en: 'For a matrix, use eachRowRequired.',
  },
  'choice-bounds': {
    zh: '应满足：最少选择数 ≤ 最多选择数 ≤ 选项数。',
    en: 'The least number of choices must not pass the greatest, nor that the number of options.',
  },
  'range-missing': {
    zh: '数字题须同时给出整数 min 和 max。',
    en: 'A numeric item needs both min and max, as whole numbers.',
  },
  'range-bounds': {
    zh: 'max 须大于 min，且相差不超过 {{max}}。',
    en: 'max must be greater than min, by {{max}} at most.',
  },
  'stage-unknown': {
    zh: '学段题的每个选项都要对应一个学段：{{values}}。',
    en: 'Every option of the item that gives the stage must stand for one: {{values}}.',
  },
  'stage-twice': {
    zh: '一份问卷只能有一道学段题；{{first}} 已经是。',
    en: 'Only one item can give the stage; {{first}} does already.',
  },
  'stage-elsewhere': {
    zh: '只有 stratum 为 "stage" 的题目，选项才能写 stage。',
    en: 'Only the choices of an item with stratum "stage" can have a stage.',
  },
  'needs-single-choice': {
    zh: '“{{property}}”只能用于单选题（矩阵除外）。',
    en: '"{{property}}" is for single-choice questions only, not for a matrix.',
  },
  'attention-not-offered': {
    zh: '注意力检测的正确选项不在本题选项中。',
    en: 'The option that an attentive respondent chooses is not offered here.',
  },
  'unknown-indicator': {
    zh: '指标体系中没有指标“{{indicator}}”。',
    en: 'The framework has no indicator "{{indicator}}".',
  },
  'unsafe-html': {
    zh: '说明文字只能使用不带属性的简单标签：{{values}}。',
    en: 'Only plain tags without attributes are possible here: {{values}}.',
  },
  'unsafe-image': {
    zh: '图片须内嵌为 data:image（png、jpeg、gif 或 webp），不能引用外部网址。',
    en: 'An image must be embedded as data:image (png, jpeg, gif or webp), not fetched from elsewhere.',
  },
} as const satisfies Record<string, LocalizedText>;

export type QuestionnaireProblemCode = keyof typeof questionnaireProblems;
