import type { Locale } from '@duwen/shared/i18n';

const two = (value: number): string => String(value).padStart(2, '0');

/** A time as `2019-03-11 08:30`, in the browser's own zone unless `timeZone` (IANA) is given. */
export function formatDateTime(iso: string, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    ...(timeZone ? { timeZone } : {}),
  }).formatToParts(new Date(iso));
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')} ${of('hour')}:${of('minute')}`;
}

/** The day of a time: `2019-03-11`. */
export const formatDay = (iso: string, timeZone?: string): string =>
  formatDateTime(iso, timeZone).slice(0, 10);

/** A duration of whole seconds: `4 分 32 秒`, `4 min 32 s`, `58 秒`. */
export function formatDuration(seconds: number, locale: Locale): string {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  if (locale === 'zh') return minutes === 0 ? `${rest} 秒` : `${minutes} 分 ${two(rest)} 秒`;
  return minutes === 0 ? `${rest} s` : `${minutes} min ${two(rest)} s`;
}
