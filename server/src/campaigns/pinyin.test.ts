import { expect, test } from '@jest/globals';
import { searchKeys } from './pinyin.js';

test.each([
  ['同济小学', 'tongjixiaoxue', 'tjxx'],
  ['上海市杨浦区控江路小学', 'shanghaishiyangpuqukongjiangluxiaoxue', 'shsypqkjlxx'],
  ['101中学', '101zhongxue', '101zx'],
  ['平凉路第三小学（东校区）', 'pingliangludisanxiaoxuedongxiaoqu', 'plldsxxdxq'],
  ['女子中学', 'nvzizhongxue', 'nzzx'],
])('%s is found by %s and by %s', (name, pinyin, initials) => {
  expect(searchKeys(name)).toEqual({ pinyin, initials });
});
