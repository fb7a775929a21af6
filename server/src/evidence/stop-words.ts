/** Words of every answer and every section, which carry no subject of their own. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  '学校 教育 学生 老师 教师 孩子 工作 评价 问题 本区 区域 全区 区政府 政府 部门 方面 水平 情况 总体 程度 机会 家长 校长 发展 质量 建设 提升 问卷 同学 能力 条件 作用 需求 对象 方式 办法 希望 建议 觉得 感觉 认为 可以 能够 没有 进行 得到 比较 非常 时候 东西 地方 现在 目前 大家 心里话 说真的 实话实说 听到 看到 根本 值得 最好 还好 求求 拜托 实际 感受 知道 不要 不能 应该 需要 您好 要求 考虑 个人 没得说 还行 顶不住 反映 群众反映 声音 做得好 强烈建议 继续'.split(
    ' ',
  ),
);
