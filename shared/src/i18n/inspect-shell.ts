import type { LocalizedText } from './localized-text.js';

/** The frame around every screen, signing in, and the states that every screen has. */
export const shellTexts = {
  'app.name': { zh: '督问', en: 'Duwen' },
  'app.tagline': { zh: '教育督导问卷调查与分析', en: 'Surveys for education supervision' },
  'app.skip': { zh: '跳到主要内容', en: 'Skip to the main content' },
  'app.language': { zh: 'English', en: '中文' },
  'app.signOut': { zh: '退出登录', en: 'Sign out' },
  'app.user': { zh: '当前用户', en: 'Signed in as' },
  'app.roleAdmin': { zh: '管理员', en: 'administrator' },
  'app.roleInspector': { zh: '督学', en: 'inspector' },
  'app.synthetic': {
    zh: '演示数据：合成，不是真实学校的结果',
    en: 'Demonstration data: synthetic, not the results of real schools',
  },
  'signIn.title': { zh: '登录', en: 'Sign in' },
  'signIn.username': { zh: '用户名', en: 'User name' },
  'signIn.password': { zh: '密码', en: 'Password' },
  'signIn.submit': { zh: '登录', en: 'Sign in' },
  'signIn.usernameMissing': { zh: '请输入用户名', en: 'Enter your user name' },
  'signIn.passwordMissing': { zh: '请输入密码', en: 'Enter your password' },
  'signIn.note': {
    zh: '首次启动时，用户名和密码显示在服务器终端。填写问卷无需登录，请使用问卷链接或二维码。',
    en: 'At the first start, the user names and passwords are printed in the server’s terminal. Respondents need no account: they use their link or QR code.',
  },
  'signIn.retryAfter': { zh: '请在 {{seconds}} 秒后再试。', en: 'Try again in {{seconds}} seconds.' },
  'state.loading': { zh: '正在载入…', en: 'Loading…' },
  'state.updating': { zh: '正在更新…', en: 'Updating…' },
  'state.retry': { zh: '重试', en: 'Try again' },
  'state.errorTitle': { zh: '没有载入成功', en: 'This could not be loaded' },
  'state.network': {
    zh: '无法连接服务器，请检查网络后重试。',
    en: 'The server cannot be reached. Check the connection and try again.',
  },
  'state.timeout': { zh: '服务器响应超时，请重试。', en: 'The server took too long. Please try again.' },
  'state.crash': {
    zh: '页面出现错误。重新载入通常可以恢复，已保存的内容不受影响。',
    en: 'This page failed. Reloading it usually helps; nothing that was saved is lost.',
  },
  'state.reload': { zh: '重新载入', en: 'Reload' },
  'notFound.title': { zh: '没有这个页面', en: 'There is no such page' },
  'notFound.body': {
    zh: '请检查地址，或返回项目列表。',
    en: 'Check the address, or go back to the list of rounds.',
  },
  'notFound.back': { zh: '返回项目列表', en: 'Back to the rounds' },
  'figure.withheldShort': { zh: '隐去', en: 'withheld' },
  'figure.withheld': {
    zh: '不足 {{minimum}} 人，为保护填写人已隐去；与之相减可推出的数字也一并隐去。',
    en: 'Fewer than {{minimum}} people: withheld to protect respondents, together with figures that would reveal it by subtraction.',
  },
  'figure.asOf': { zh: '数据截至 {{time}}', en: 'Data as of {{time}}' },
  'figure.none': { zh: '—', en: '—' },
} as const satisfies Record<string, LocalizedText>;
