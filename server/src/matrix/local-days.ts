const QUARTER_MS = 900_000;

/**
 * Which day a moment falls on somewhere.
 *
 * @param timeZone IANA name
 * @returns a function from milliseconds since the epoch to `2019-03-11`; a zone's offset changes on a quarter of an hour, so
 *   each quarter is looked up once
 */
export function localDays(timeZone: string): (moment: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const known = new Map<number, string>();
  return (moment) => {
    const quarter = Math.floor(moment / QUARTER_MS);
    let day = known.get(quarter);
    if (day === undefined) known.set(quarter, (day = format.format(quarter * QUARTER_MS)));
    return day;
  };
}
