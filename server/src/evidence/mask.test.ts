import { describe, expect, it } from '@jest/globals';
import { mask } from './mask.js';

describe('mask', () => {
  it.each([
    ['请联系我13812345678', '请联系我〔电话〕'],
    ['电话 021-65551234 转校长室', '电话 〔电话〕 转校长室'],
    ['身份证310110198001011234', '身份证〔证件号〕'],
    ['邮箱 abc.d@example.com', '邮箱 〔邮箱〕'],
    ['微信号：teacher_01', '〔联系方式〕'],
    ['学号20190312', '学号〔号码〕'],
  ])('masks numbers and addresses: %s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it.each(['王老师很负责', '感谢李小红老师', '陈校长经常在门口迎接学生', '张同学欺负人'])(
    'masks names before titles: %s',
    (text) => {
      const masked = mask(text);
      expect(masked).toMatch(/某(?:老师|校长|同学)/);
      expect(masked).not.toMatch(/王|李|小红|陈|张/);
    },
  );

  it('masks names that stand alone', () => {
    expect(mask('王小明欺负我')).toBe('某某欺负我');
  });

  it.each([
    '操场太小了，希望课后服务再丰富一些。',
    '任课老师很负责',
    '高年级同学很友好',
    '许多老师都很好',
    '武术老师教得好',
    '杨浦教育联席会议制度运转顺畅',
    '作业量合适，每天40分钟左右',
  ])('leaves ordinary text as it is: %s', (text) => {
    expect(mask(text)).toBe(text);
  });
});
