import type { Locale } from '@duwen/shared/i18n';

/** A moment in the reader's own time zone, to the minute: `2019年3月11日 09:00`. The zone is named where it is not China's. */
export function momentText(iso: string, locale: Locale): string {
  const language = locale === 'zh' ? 'zh-CN' : 'en-GB';
  const china = Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Shanghai';
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    ...(china ? {} : { timeZoneName: 'short' }),
  }).format(new Date(iso));
}
