import { formatDateTime, formatDay } from '../../ui/format/times';

/** Campaigns run in China's one time zone, wherever the inspector's browser is. */
const TIME_ZONE = 'Asia/Shanghai';
const OFFSET = '+08:00';

/** `2019-03-11 08:00`, in the campaign's zone. */
export const campaignDateTime = (iso: string): string => formatDateTime(iso, TIME_ZONE);

/** `2019-03-11`, in the campaign's zone. */
export const campaignDay = (iso: string): string => formatDay(iso, TIME_ZONE);

/** The value of a `datetime-local` field (`2019-03-11T08:00`) as a time of the campaign's zone; null where it is none. */
export function campaignInstant(local: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local)) return null;
  const iso = `${local}:00${OFFSET}`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

/** A time as the value of a `datetime-local` field in the campaign's zone: `2019-03-11T08:00`. */
export const campaignLocal = (iso: string): string => campaignDateTime(iso).replace(' ', 'T');
