/** Whether a mention finds what it speaks of wanting, or praises it. */
export type Tone = 'critical' | 'praising';

type Cue = 'praise' | 'want' | 'wish' | 'negation' | 'nothing';

/** Words by what they tell. Only such as stand by themselves: 小 is in 小学, 好 in 爱好. */
const WORDS: Readonly<Record<Cue, string>> = {
  praise:
    '很好 真好 挺好 良好 较好 更好 最好的 都好 好吃 不错 满意 丰富 认真 负责 尽责 喜欢 感谢 谢谢 优秀 优质 耐心 开心 快乐 很棒 真棒 最棒 点赞 舒适 整洁 干净 齐全 专业 热情 用心 贴心 周到 到位 及时 公平 方便 便利 顺畅 温暖 优美 漂亮 先进 有趣 多样 充足 充裕 合理 合适 适中 适量 明显进步 进步 亲切 友好 关心 关爱 放心 扎实 细致 可口 有特色 很有特色 重视 大力支持 成效显著 值得肯定 认可 做得好 好玩 有意思 针对性强 氛围浓 成长快 坚持下去 继续保持 友善 逐年增加 增加了 不断增加 持续增加 持续增长 加大了 加强了 减少了 改进了 有力 ' +
    // Fixed phrases with a negation.
    '不少 没得说 没话说 没问题 没有问题 没意见 没有意见 没有压力 不用担心 不必担心 无可挑剔 不重 不难 不贵 不累 难忘',
  want: '不重视 不用心 缺 缺乏 缺少 短缺 紧缺 不足 不够 不便 不及 太少 偏少 较少 少了 很少 有点少 太小 偏小 较小 小了 有点小 太差 较差 很差 太难 很难 难以 困难 太贵 偏贵 陈旧 老旧 破旧 太旧 旧了 老化 太慢 较慢 拥挤 太挤 太多 过多 偏多 太重 过重 偏重 较重 负担重 太大 过大 偏大 压力大 压力很大 太长 过长 太短 过短 偏短 太远 紧张 落后 麻烦 单一 单调 形式化 走过场 一刀切 头疼 臭 味道大 堆在一起 爆满 取消 参差不齐 难吃 不尽如人意',
  wish: '希望 建议 期待 期盼 盼望 能否 能不能 可否 应该 应当 还应 需要 亟需 还需 有待 增加 加强 加大 增设 多开 多一些 多一点 大一点 大一些 改善一下 改进 减少 尽快 翻修 更新一下 再多 再丰富 再大 再增加 进一步 少一点 少一些 少一遍 修一修 修一下 减负 拜托 求求',
  negation: '不 没 没有 无 未 不是 并不 并非 毫无',
  nothing:
    '不同 不断 不仅 不但 不管 无论 未来 没关系 只好 好像 爱好 好奇 困难学生 困难家庭 非常 不知不觉 不论 不止 无线 无障碍 无人机 无比 未成年 没收 不用 不是光 代表建议 人大建议 议案建议 建议答复 意见建议',
};

const CUES: ReadonlyMap<string, Cue> = new Map(
  (Object.keys(WORDS) as Cue[]).flatMap((cue) =>
    WORDS[cue].split(' ').map((word): [string, Cue] => [word, cue]),
  ),
);
const LONGEST = Math.max(...[...CUES.keys()].map((word) => word.length));
/** A negation turns round what begins within so many characters of it: 不是很满意. */
const REACH = 3;

/** The clauses of a text. */
export const clausesOf = (text: string): string[] => text.split(/[，。；！？、,.;!?\s]+/u).filter(Boolean);

/**
 * Whether the clauses of a text that use a term find it wanting or praise it; criticism prevails.
 *
 * @returns null where they say neither
 */
export function toneOf(text: string, term: string): Tone | null {
  const tones = clausesOf(text)
    .filter((clause) => clause.includes(term))
    .map((clause) => toneOfClause(clause, term));
  if (tones.includes('critical')) return 'critical';
  return tones.includes('praising') ? 'praising' : null;
}

function toneOfClause(clause: string, term: string): Tone | null {
  let tone: Tone | null = null;
  let negatedUntil = -1;
  for (const { cue, start, end } of cuesOf(clause, term)) {
    if (cue === 'negation') {
      // A negation that turns nothing round is itself a want: 操场不开放.
      if (negatedUntil >= 0) return 'critical';
      negatedUntil = end + REACH;
      continue;
    }
    const negated = negatedUntil >= start;
    if (cue === 'wish' || (cue === 'want' && !negated) || (cue === 'praise' && negated)) return 'critical';
    if (negated) negatedUntil = -1;
    tone = 'praising';
  }
  return negatedUntil >= 0 ? 'critical' : tone;
}

interface FoundCue {
  readonly cue: Exclude<Cue, 'nothing'>;
  readonly start: number;
  readonly end: number;
}

/** The cues of a clause in order, the longest word at each place; the term itself is none. */
function cuesOf(clause: string, term: string): FoundCue[] {
  const found: FoundCue[] = [];
  for (let place = 0; place < clause.length;) {
    if (clause.startsWith(term, place)) {
      place += term.length;
      continue;
    }
    const length = longestAt(clause, place);
    const cue = CUES.get(clause.slice(place, place + length));
    if (cue && cue !== 'nothing') found.push({ cue, start: place, end: place + length });
    place += Math.max(1, length);
  }
  return found;
}

function longestAt(clause: string, place: number): number {
  for (let length = Math.min(LONGEST, clause.length - place); length > 0; length -= 1)
    if (CUES.has(clause.slice(place, place + length))) return length;
  return 0;
}
