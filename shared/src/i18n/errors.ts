import type { LocalizedText } from './localized-text.js';

/** Every problem the server can answer with, by its code. The client shows the text in the user's language. */
export const errors = {
  'bad-request': {
    zh: '请求内容有误，请检查后重试。',
    en: 'The request is not valid. Check it and try again.',
  },
  'too-large': { zh: '提交的内容过大。', en: 'What was sent is too large.' },
  'not-json': { zh: '提交的内容不是有效的 JSON。', en: 'What was sent is not valid JSON.' },
  'not-found': { zh: '没有找到您要的内容。', en: 'What you asked for was not found.' },
  'sign-in-required': { zh: '请先登录。', en: 'Please sign in first.' },
  'wrong-credentials': { zh: '用户名或密码不正确。', en: 'The user name or password is not right.' },
  'too-many-attempts': {
    zh: '尝试次数过多，请稍后再试。',
    en: 'Too many attempts. Please wait and try again.',
  },
  'too-many-requests': {
    zh: '当前提交的人较多，请稍后再试；已填写的内容不会丢失。',
    en: 'Many people are sending at this moment. Try again shortly; what you filled in is kept.',
  },
  'unsupported-media-type': {
    zh: '不支持这种文件或内容类型。',
    en: 'This type of file or content is not supported.',
  },
  forbidden: { zh: '您没有进行此操作的权限。', en: 'You are not allowed to do this.' },
  'csrf-failed': { zh: '页面已过期，请刷新后重试。', en: 'This page has expired. Reload it and try again.' },
  'link-unknown': {
    zh: '没有这个问卷链接，请核对链接或重新扫码。',
    en: 'There is no such link. Check it or scan the code again.',
  },
  'link-not-open': { zh: '问卷尚未开放。', en: 'The questionnaire is not open yet.' },
  'link-closed': { zh: '问卷已经截止。', en: 'The questionnaire is closed.' },
  'version-unknown': {
    zh: '问卷版本不存在，请刷新页面。',
    en: 'There is no such version of the questionnaire. Reload the page.',
  },
  'unit-unknown': { zh: '请从列表中选择学校或单位。', en: 'Choose a school or organisation from the list.' },
  'answers-invalid': { zh: '有些回答需要修改。', en: 'Some answers need a change.' },
  'upload-invalid': {
    zh: '上传的文件有错误，未导入任何内容。',
    en: 'The file has errors. Nothing was imported.',
  },
  'status-conflict': { zh: '当前状态下不能进行此操作。', en: 'This cannot be done in the present state.' },
  'already-exists': { zh: '已经存在同名内容。', en: 'Something of that name exists already.' },
  'too-many-exports': {
    zh: '您已有多个导出任务在等待，请等它们完成或先取消几个。',
    en: 'Several exports of yours are waiting already. Let them finish, or cancel some.',
  },
  'not-ready': { zh: '系统正在启动，请稍候。', en: 'The system is starting. Please wait.' },
  'store-unavailable': {
    zh: '数据存储暂时不可用，您的内容没有丢失，请稍后重试。',
    en: 'The data store is unavailable for the moment. Nothing of yours is lost; try again shortly.',
  },
  'analysis-interrupted': {
    zh: '这项分析没有完成就中断了，请重试；如再次出现，请缩小范围。',
    en: 'This analysis was interrupted before it was done. Try again; ask for less if it happens again.',
  },
  differencing: {
    zh: '这次筛选的人与您看过的某次筛选（或全体）只差很少几个人，两者一比就会透露他们怎样作答，所以不予显示。请放宽筛选条件，例如多选几个类别，或者去掉一个条件。',
    en: 'Few people lie between this selection and one that you have seen, or everybody: held against each other the two would tell what those few answered, so it is not shown. Widen the filter: choose more categories, or drop a condition.',
  },
  internal: { zh: '系统出现错误，请稍后重试。', en: 'Something went wrong. Please try again later.' },
} as const satisfies Record<string, LocalizedText>;

/** The code of a problem: the last part of its RFC 9457 `type`. */
export type ErrorCode = keyof typeof errors;
