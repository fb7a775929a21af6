import type { ThemeConfig } from 'antd';
import { fontFamily, palette } from './tokens';

/** Ant Design in our tokens: one accent, small corners, no shadow where a line will do. */
export const antdTheme: ThemeConfig = {
  token: {
    colorPrimary: palette.accent,
    colorLink: palette.accent,
    colorText: palette.text,
    colorTextSecondary: palette.textMuted,
    colorTextDescription: palette.textMuted,
    colorTextPlaceholder: '#6B7580',
    colorBorder: '#AEB6C0',
    colorError: '#A8321C',
    borderRadius: 3,
    fontFamily,
    fontSize: 14,
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.15s',
  },
  components: { Segmented: { itemSelectedColor: palette.accent } },
};
