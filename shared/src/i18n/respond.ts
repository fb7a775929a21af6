import type { LocalizedText } from './localized-text.js';

/** Every text of the respondent's pages. Places to fill are `{{name}}`. No pronoun where one can do without: pupils and deputies read the same. */
export const respondTexts = {
  // Frame
  switchLanguage: { zh: 'English', en: '中文' },
  switchLanguageLabel: { zh: 'Switch to English', en: '切换为中文' },
  largerText: { zh: '大字', en: 'Larger text' },
  previewBanner: { zh: '预览，不会提交', en: 'Preview: nothing is submitted' },
  loading: { zh: '正在打开问卷……', en: 'Opening the questionnaire…' },
  back: { zh: '上一步', en: 'Back' },
  retry: { zh: '重试', en: 'Try again' },
  // Welcome
  whoAsks: { zh: '谁在调查', en: 'Who is asking' },
  whoAsksText: {
    zh: '{{organiser}}正在开展“{{campaign}}”，通过本问卷听取{{group}}的意见。',
    en: '{{organiser}} is carrying out “{{campaign}}” and asks for the views of: {{group}}.',
  },
  howLong: { zh: '需要多久', en: 'How long it takes' },
  howLongText: {
    zh: '共 {{count}} 题，大约 {{minutes}} 分钟。回答随时保存在这台设备上，中断后可以接着填。',
    en: '{{count}} questions, about {{minutes}} min. Answers are kept on this device as you go, so you can stop and carry on later.',
  },
  requiredOnly: {
    zh: '标有“必答”的题需要回答，其他题可以跳过。',
    en: 'Questions marked “required” need an answer; the others may be skipped.',
  },
  until: { zh: '截止时间：{{time}}', en: 'Open until {{time}}' },
  anonymity: { zh: '怎样保证匿名', en: 'How anonymity is kept' },
  anonymityNoNames: {
    zh: '不问姓名和电话，不保存 IP 地址，不需要登录。',
    en: 'No names, no phone numbers, no sign-in; IP addresses are not stored.',
  },
  anonymityKept: {
    zh: '保存的只有回答和填写时间。',
    en: 'What is stored: the answers, and when they were given.',
  },
  anonymityKeptUnit: {
    zh: '保存的只有回答、填写时间，以及选择的学校（单位）。',
    en: 'What is stored: the answers, when they were given, and the school or organisation chosen.',
  },
  anonymityGroups: {
    zh: '只显示多人合计的结果：不足 {{minimum}} 人的学校或分组不单独显示。',
    en: 'Figures are shown as totals only, never those of a school or group with fewer than {{minimum}} answers.',
  },
  anonymityText: {
    zh: '写下的意见可能会被引用，但不会标出学校。请不要写自己或别人的姓名。',
    en: 'Written answers may be quoted, without the school. Please name no one in them, yourself included.',
  },
  pupilsAskText: {
    zh: '{{organiser}}想听听{{group}}对学校的看法。这不是考试，答案没有对错。',
    en: '{{organiser}} would like to hear what you think of your school ({{group}}). This is no test: no answer is right or wrong.',
  },
  pupils: { zh: '未满 14 周岁的同学', en: 'If you are under 14' },
  pupilsText: {
    zh: '请先请家长（监护人）看一看这一页，同意后再填写。不愿意填写可以不填，不会有任何影响。',
    en: 'Please let a parent or guardian read this page and agree first. You need not take part, and nothing happens if you do not.',
  },
  pupilsConfirm: {
    zh: '我已满 14 周岁，或者家长（监护人）已经看过并同意我填写',
    en: 'I am 14 or older, or a parent or guardian has read this and agrees',
  },
  pupilsConfirmMissing: { zh: '请先勾选这一项，再开始填写。', en: 'Tick this before you start.' },
  synthetic: {
    zh: '演示项目：本项目的数据是模拟的，不是真实调查。',
    en: 'Demonstration: the data of this project is synthetic, not a real survey.',
  },
  start: { zh: '开始填写', en: 'Start' },
  // School
  chooseUnit: { zh: '选择学校或单位', en: 'Choose the school or organisation' },
  chooseSchool: { zh: '选择学校', en: 'Choose the school' },
  unitSearch: { zh: '输入校名、拼音或拼音首字母', en: 'Type the name, its pinyin or initials' },
  unitSearchBody: { zh: '输入名称、拼音或拼音首字母', en: 'Type the name, its pinyin or initials' },
  unitHint: {
    zh: '例如“{{name}}”或“{{initials}}”，也可以输入街道。',
    en: 'For example “{{name}}” or “{{initials}}”; a street works too.',
  },
  unitCount: { zh: '共 {{count}} 项', en: '{{count}} found' },
  unitMore: { zh: '再显示 {{count}} 项', en: 'Show {{count}} more' },
  unitNear: {
    zh: '没有完全相符的。相近的有 {{count}} 项：',
    en: 'No exact match. {{count}} that come near:',
  },
  unitNone: {
    zh: '没有找到“{{query}}”。请换一种写法，或只输入其中两个字。仍然找不到，请问发放问卷的老师或单位。',
    en: 'Nothing found for “{{query}}”. Try another spelling, or only two characters. If it is not there, please ask whoever gave you this questionnaire.',
  },
  unitEmpty: {
    zh: '名单还没有准备好，请联系发放问卷的老师或单位。',
    en: 'The list is not ready yet. Please tell whoever gave you this questionnaire.',
  },
  unitChosen: { zh: '已选择：{{name}}', en: 'Chosen: {{name}}' },
  unitMissing: { zh: '请先从列表中选择。', en: 'Choose one from the list first.' },
  continue: { zh: '继续', en: 'Continue' },
  // Resume
  resumeTitle: { zh: '有一份没有提交的问卷', en: 'There is an unfinished questionnaire' },
  resumeText: {
    zh: '这台设备上保存着 {{time}} 填写的回答，已答 {{count}} 题。',
    en: 'This device keeps answers of {{time}}: {{count}} answered.',
  },
  resumeShared: {
    zh: '如果不是本人填写的，请选择“重新开始”，原来的回答会从这台设备上删除。',
    en: 'If they are not yours, start again: they are then deleted from this device.',
  },
  resumeContinue: { zh: '继续上次填写', en: 'Carry on' },
  resumeRestart: { zh: '重新开始', en: 'Start again' },
  // Questionnaire
  progress: { zh: '第 {{page}} 页，共 {{pages}} 页', en: 'Page {{page}} of {{pages}}' },
  previousPage: { zh: '上一页', en: 'Previous' },
  nextPage: { zh: '下一页', en: 'Next' },
  toReview: { zh: '检查回答', en: 'Check answers' },
  backToReview: { zh: '返回检查页', en: 'Back to the check' },
  savedHere: { zh: '回答会自动保存在这台设备上', en: 'Answers are kept on this device as you go' },
  notSaved: {
    zh: '浏览器不允许保存，请不要关闭此页面。',
    en: 'This browser keeps nothing: please leave this page open.',
  },
  required: { zh: '必答', en: 'required' },
  pageProblems: {
    zh: '本页有 {{count}} 处需要补充或修改。',
    en: 'This page needs a change in {{count}} place(s).',
  },
  questionnaireChanged: {
    zh: '问卷刚刚更新。此前的回答已尽量保留，请从头核对一遍。',
    en: 'The questionnaire has just changed. Your answers were kept where they still fit; please go through it once more.',
  },
  questionnaireBroken: {
    zh: '问卷暂时无法显示，请稍后重试。',
    en: 'The questionnaire cannot be shown for the moment. Please try again later.',
  },
  // Review
  reviewTitle: { zh: '检查回答', en: 'Check the answers' },
  reviewText: {
    zh: '可以返回任何一页修改。确认后点“提交”，提交后不能再改。',
    en: 'Any page can still be changed. When all is right, submit; after that nothing can be changed.',
  },
  unanswered: { zh: '未作答', en: 'Not answered' },
  unansweredCount: {
    zh: '有 {{count}} 题未作答，可以补答，也可以直接提交。',
    en: '{{count}} not answered. You may fill them in, or submit as it is.',
  },
  allAnswered: { zh: '全部题目都已作答。', en: 'Every question is answered.' },
  toUnanswered: { zh: '去看未作答的题', en: 'Go to the first one' },
  edit: { zh: '修改', en: 'Change' },
  editPage: { zh: '修改“{{page}}”', en: 'Change “{{page}}”' },
  untitledPage: { zh: '第 {{page}} 页', en: 'Page {{page}}' },
  unitHeading: { zh: '学校（单位）', en: 'School or organisation' },
  submit: { zh: '提交', en: 'Submit' },
  submitting: { zh: '正在提交……', en: 'Submitting…' },
  previewEnd: { zh: '预览到此结束，预览时不能提交。', en: 'The preview ends here; it cannot be submitted.' },
  // Submission trouble
  notSentTitle: { zh: '还没有提交成功', en: 'Not submitted yet' },
  notSentNetwork: {
    zh: '网络没有连通。回答都保存在这台设备上，没有丢失。',
    en: 'There is no connection. All answers are kept on this device; nothing is lost.',
  },
  notSentServer: {
    zh: '服务器暂时繁忙。回答都保存在这台设备上，没有丢失。',
    en: 'The server is busy. All answers are kept on this device; nothing is lost.',
  },
  notSentRefused: {
    zh: '服务器没有接受这次提交。回答都保存在这台设备上，没有丢失。',
    en: 'The server did not accept this. All answers are kept on this device; nothing is lost.',
  },
  retryIn: { zh: '{{seconds}} 秒后自动重试。', en: 'Trying again in {{seconds}} s.' },
  retryNow: { zh: '立即重试', en: 'Try again now' },
  someInvalid: {
    zh: '有些回答需要修改，请看标出的题目。',
    en: 'Some answers need a change: see the marked ones.',
  },
  someRemoved: {
    zh: '有 {{count}} 项回答已不适用，已去掉。请再检查一遍后提交。',
    en: '{{count}} answer(s) no longer apply and were removed. Please check once more, then submit.',
  },
  unitUnknown: { zh: '名单有变动，请重新选择。', en: 'The list has changed. Please choose again.' },
  problemUnknownItem: { zh: '这一题已不在问卷中。', en: 'This question is no longer asked.' },
  problemWrongType: {
    zh: '这一题的回答格式不对，请重新作答。',
    en: 'This answer has the wrong form. Please answer again.',
  },
  problemNotAnOption: { zh: '请从列出的选项中选择。', en: 'Choose one of the options given.' },
  problemOutOfRange: { zh: '数字超出了允许的范围。', en: 'The number is outside the range allowed.' },
  problemTooLong: { zh: '文字太长，最多 {{limit}} 字。', en: 'Too long: at most {{limit}} characters.' },
  problemNotAsked: { zh: '这一题不需要回答。', en: 'This question need not be answered.' },
  problemRequired: { zh: '这一题必须回答。', en: 'This question must be answered.' },
  problemRepeatedChoice: {
    zh: '同一选项选了两次，请重新选择。',
    en: 'An option is chosen twice. Please choose again.',
  },
  problemExclusiveChoice: {
    zh: '这个选项不能与其他选项同时选。',
    en: 'This option excludes the others.',
  },
  problemTooFewChoices: { zh: '请至少选 {{limit}} 项。', en: 'Choose at least {{limit}}.' },
  problemTooManyChoices: { zh: '最多选 {{limit}} 项。', en: 'Choose at most {{limit}}.' },
  // Thank-you
  thanksTitle: { zh: '已提交，谢谢', en: 'Submitted. Thank you' },
  thanksText: {
    zh: '回答已经收到并保存，这台设备上的草稿已删除。现在可以关闭页面。',
    en: 'The answers have been received and stored, and the draft on this device is deleted. You may close this page.',
  },
  receipt: { zh: '回执编号', en: 'Receipt' },
  receiptText: {
    zh: '可以截图留存，作为已提交的凭证。编号里没有个人信息，在本平台也不能凭编号查看回答。',
    en: 'Keep a picture of it as proof that you submitted. It says nothing about you, and no page here shows answers by it.',
  },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  copyFailed: {
    zh: '无法自动复制，请长按编号复制。',
    en: 'Could not copy: please select the receipt yourself.',
  },
  submittedAt: { zh: '提交时间：{{time}}', en: 'Submitted {{time}}' },
  anotherChild: { zh: '为另一个孩子再填一份', en: 'Fill it in for another child' },
  anotherChildText: {
    zh: '有多个孩子在本区就读的，每个孩子可以填一份。',
    en: 'With several children at school here, fill it in once for each.',
  },
  anotherPerson: { zh: '换一个人填写', en: 'Someone else will answer' },
  anotherPersonText: {
    zh: '几个人共用这台设备时使用。每人只填一份。',
    en: 'For a device that several people share. Once each, please.',
  },
  // States of a link
  unknownTitle: { zh: '没有找到这份问卷', en: 'This questionnaire was not found' },
  unknownText: {
    zh: '链接可能少了字或抄错了。请重新扫码，或在下面输入问卷代码。',
    en: 'The link may be incomplete or mistyped. Scan the code again, or type the questionnaire’s code here.',
  },
  codeTitle: { zh: '输入问卷代码', en: 'Type the questionnaire’s code' },
  codeText: {
    zh: '代码印在二维码下方，也是链接最后的一段。',
    en: 'It stands under the QR code, and is the last part of the link.',
  },
  codeLabel: { zh: '问卷代码', en: 'Code' },
  codeMissing: { zh: '请输入问卷代码。', en: 'Type the code.' },
  codeOpen: { zh: '打开问卷', en: 'Open' },
  notOpenTitle: { zh: '问卷还没有开放', en: 'Not open yet' },
  notOpenText: {
    zh: '将于 {{time}} 开放，届时用同一个链接打开即可。',
    en: 'It opens {{time}}. The same link will work then.',
  },
  notOpenUnknown: {
    zh: '开放后用同一个链接打开即可。',
    en: 'The same link will work once it opens.',
  },
  closedTitle: { zh: '问卷已经截止', en: 'This questionnaire is closed' },
  closedText: {
    zh: '本次问卷已于 {{time}} 截止，不再接收回答。感谢关注。',
    en: 'It closed {{time}} and takes no more answers. Thank you for your interest.',
  },
  closedEarlyText: {
    zh: '本次问卷已经截止，不再接收回答。感谢关注。',
    en: 'It takes no more answers. Thank you for your interest.',
  },
  closedDuringText: {
    zh: '填写期间问卷截止了，这份回答没有提交。有疑问请联系{{organiser}}。',
    en: 'It closed while you were answering, and these answers were not submitted. For questions, please contact {{organiser}}.',
  },
  offlineTitle: { zh: '网络没有连通', en: 'No connection' },
  offlineText: {
    zh: '请检查网络后重试。已经填写的回答保存在这台设备上。',
    en: 'Check the connection and try again. Answers already given are kept on this device.',
  },
  serverErrorTitle: { zh: '服务器暂时不能打开问卷', en: 'The server cannot open the questionnaire now' },
  serverErrorText: { zh: '请过几分钟再试。', en: 'Please try again in a few minutes.' },
  signInTitle: { zh: '请先登录再预览', en: 'Sign in to see the preview' },
  signInText: { zh: '预览只对督政人员开放。', en: 'Previews are for inspectors.' },
  signInLink: { zh: '去登录', en: 'Sign in' },
  draftMissingTitle: { zh: '还没有可以预览的问卷', en: 'There is no questionnaire to preview yet' },
  draftMissingText: { zh: '请先上传问卷。', en: 'Upload the questionnaire first.' },
} as const satisfies Record<string, LocalizedText>;
