/** The one palette. Satisfaction is diverging and safe for the colour-blind, the same on every chart and table. */
export const palette = {
  deepBlue: '#0B4F8A',
  lightBlue: '#8DB9DE',
  grey: '#C8CDD3',
  lightOrange: '#F2B279',
  deepOrange: '#C2570C',
  /** "Don't know" stands outside the scale. */
  unknown: '#E9ECEF',
  accent: '#0B4F8A',
  text: '#1B2430',
  textMuted: '#55606E',
  line: '#D5DAE0',
  surface: '#FFFFFF',
  background: '#F4F6F8',
} as const;

/** The system's Chinese sans; nothing is downloaded. */
export const fontFamily =
  "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Helvetica Neue', Arial, sans-serif";
