import type { Voice } from './voice.js';

export const pupils: Voice = {
  praiseLead: ['', '', '', '我最喜欢', '我觉得', '我喜欢我们学校，因为', '最开心的是', '我们学校', '嗯……'], // prettier-ignore
  problemLead: ['', '', '', '校长您好，', '校长，', '校长爷爷好！', '我想说，', '悄悄告诉您，', '校长老师，'], // prettier-ignore
  askLead: ['', '', '校长您好，', '校长，', '亲爱的校长，', '我想说，', '我有一个愿望：', '校长老师，'], // prettier-ignore
  praiseEnd: ['', '', '', '，特别好玩', '，我好喜欢', '，超级棒', '，每天都想去', '，谢谢老师', '，我爱我的学校'], // prettier-ignore
  askEnd: ['', '', '', '，好不好呀', '，可以吗', '，谢谢校长', '，求求您了', '，拜托拜托', '，我会更努力的'], // prettier-ignore
  shortPraise: ['没有', '无', '体育课', '同学', '老师', '都喜欢', '操场', '图书馆', '不知道', '我的好朋友', '上课', '春游', '机器人', '全部'], // prettier-ignore
  shortProblem: ['没有', '无', '谢谢校长', '校长好', '校长辛苦了', '不知道', '我爱学校', '少点作业', '多春游', '校长您真帅', '没什么想说的'], // prettier-ignore
  stop: ['。', '！', '！', '', '～', '!!'],
  slots: {
    club: ['机器人', '合唱队', '足球队', '画画', '跳绳', '围棋', '跳舞', '小种植', '陶泥', '科技小制作'],
    food: ['鸡腿', '番茄炒蛋', '糖醋小排', '面条', '蛋糕', '炸猪排', '汤圆'],
    bad: ['青菜', '胡萝卜', '肥肉', '洋葱', '冷掉的饭'],
    lesson: ['体育课', '美术课', '音乐课', '科学课', '电脑课', '劳技课'],
    main: ['数学', '语文', '英语'],
  },
  themes: [
    {
      name: 'play',
      praised: 22,
      blamed: 18,
      praise: ['{lesson}可以跑来跑去', '操场很大，能踢球', '下课和好朋友一起玩', '大课间跳绳', '运动会我跑了第二名', '{lesson}最有意思'], // prettier-ignore
      problem: ['操场太小了，一跑就撞到人', '下课不让跑，只能坐着', '{lesson}老是变成{main}课', '下雨就不能出去玩了', '滑滑梯坏了好久'], // prettier-ignore
      ask: ['希望操场变大一点', '能不能多上{lesson}', '希望课间可以多玩五分钟', '请不要把{lesson}换成{main}', '想要一个攀岩墙', '我想养一只小兔子在学校里'], // prettier-ignore
    },
    {
      name: 'homework',
      praised: 2,
      blamed: 18,
      praise: ['今天作业在学校就写完了', '老师有时候不布置作业'], // prettier-ignore
      problem: ['作业好多，写到手酸', '{main}卷子太多了', '写完作业就要睡觉了，没时间玩', '妈妈还要我做课外的题'], // prettier-ignore
      ask: ['希望作业少一点点', '星期五能不能没有作业', '{main}抄写可以少一遍吗', '希望早点睡觉'], // prettier-ignore
    },
    {
      name: 'food',
      praised: 6,
      blamed: 13,
      praise: ['中午有{food}吃', '食堂阿姨会多给我一个{food}', '{food}太好吃了'], // prettier-ignore
      problem: ['午饭里有{bad}', '饭有一点点冷', '{bad}不好吃', '排队打饭好慢'], // prettier-ignore
      ask: ['想多吃{food}', '可以每个星期吃一次{food}吗', '不要再放{bad}', '冬天饭菜热一点'], // prettier-ignore
    },
    {
      name: 'teachers',
      praised: 20,
      blamed: 5,
      praise: ['老师讲故事很好听', '我们班主任会抱抱我们', '{main}老师很幽默，大家都笑', '老师奖励我小红花', '不会的题老师会再讲一遍', '老师夸我进步了'], // prettier-ignore
      problem: ['老师有时候拖堂，我想上厕所', '老师声音太大，有点怕', '我们换了{main}老师，我想以前的老师'], // prettier-ignore
      ask: ['希望老师多笑一笑', '不要拖堂', '希望老师也叫我回答问题', '想让原来的老师回来'], // prettier-ignore
    },
    {
      name: 'clubs',
      praised: 18,
      blamed: 10,
      praise: ['{club}社团很好玩', '我参加了{club}', '图书馆里有好多漫画', '科技节可以做火箭', '平板上课像玩游戏'], // prettier-ignore
      problem: ['{club}没选上，我哭了', '图书馆开门时间太短', '社团每个星期只有一次'], // prettier-ignore
      ask: ['我想参加{club}', '希望多一些{club}', '图书馆中午也开门', '希望春游去远一点', '可以办一个跳蚤市场吗'], // prettier-ignore
    },
    {
      name: 'friends',
      praised: 8,
      blamed: 6,
      praise: ['同学们都很友好', '我有三个好朋友', '教室很干净很漂亮', '花坛里的花'], // prettier-ignore
      problem: ['有同学给我起外号', '厕所有点臭', '有人插队', '课桌晃来晃去'], // prettier-ignore
      ask: ['希望同学不要打闹', '厕所里放点香香的', '修一下我的课桌', '多种一些树'], // prettier-ignore
    },
  ],
};
