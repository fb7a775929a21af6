/** `2019-03-11 08:00` in the zone (IANA name). */
export const timeIn = (timeZone: string, moment: Date): string =>
  // Swedish writes dates as ISO 8601 does.
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(moment);

/** `2019-03-11` in the zone. */
export const dayIn = (timeZone: string, moment: Date): string => timeIn(timeZone, moment).slice(0, 10);
