import { segment } from './segment.js';

const SURNAMES = new Set(
  '王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田萧潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
);

/** A surname before a title: 王老师, 小李同学. */
const TITLED = new RegExp(
  `(?:小|老)?[${[...SURNAMES].join('')}][\\p{Script=Han}]{0,2}?(老师|校长|主任|书记|同学|先生|女士|阿姨|师傅|班主任)`,
  'gu',
);

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '〔邮箱〕'],
  [/(?:微信|QQ|qq|wx|vx|VX)(?:号|号码)?[:：是]?\s*[A-Za-z0-9_-]{5,}/g, '〔联系方式〕'],
  [/\d{17}[\dXx]/g, '〔证件号〕'],
  [/(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}/g, '〔电话〕'],
  [/0\d{2,3}[- ]?\d{7,8}|(?<!\d)[2-9]\d{3}-\d{4}(?!\d)/g, '〔电话〕'],
  [/\d{5,}/g, '〔号码〕'],
];

/**
 * A text fit to be quoted: names of persons, telephone and identity numbers, addresses for messages are masked.
 * Masks rather too much than too little; it is no proof that nobody can be recognised.
 */
export function mask(text: string): string {
  let masked = text;
  for (const [pattern, replacement] of PATTERNS) masked = masked.replace(pattern, replacement);
  masked = masked.replace(TITLED, (whole, title: string) =>
    isOrdinary(whole, title) ? whole : `某${title}`,
  );
  return segment(masked)
    .map(({ word, tag }) => (tag === 'nr' && isName(word) ? '某某' : word))
    .join('');
}

/** Places that begin like a name. */
const PLACES = new Set(['杨浦', '杨浦区', '黄浦', '徐汇', '江湾', '金山', '白洋淀']);

const isName = (word: string): boolean => {
  if (PLACES.has(word)) return false;
  const letters = [...word];
  return letters.length >= 2 && letters.length <= 3 && SURNAMES.has(letters[0] as string);
};

/** 任课老师, 许多同学, 武术老师: a word that only begins like a surname. */
function isOrdinary(whole: string, title: string): boolean {
  const [first, ...rest] = segment(whole.slice(0, -title.length), false);
  return (
    rest.length === 0 && first !== undefined && [...first.word].length > 1 && !first.tag.startsWith('nr')
  );
}
