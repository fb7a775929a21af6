import type { Locale } from '@duwen/shared/i18n';

/** A moment in the reader's own time zone, to the minute: `2019年3月11日 09:00`. The zone is named where it is not China's. */
export function momentText(iso: string, locale: Locale): string {
  const language = locale === 'zh' ? 'zh-CN' : 'en-GB';
  const moment = new Date(iso);
  const day = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', day: 'numeric' });
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false });
  const text = `${day.format(moment)} ${time.format(moment)}`;
  const zone = zoneName(moment, language);
  if (zone === null) return text;
  return locale === 'zh' ? `${text}（${zone}）` : `${text} (${zone})`;
}

/** The name of the reader's zone; null in China, which has one. */
function zoneName(moment: Date, language: string): string | null {
  if (Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Shanghai') return null;
  const parts = new Intl.DateTimeFormat(language, { hour: '2-digit', timeZoneName: 'short' }).formatToParts(
    moment,
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? null;
}
