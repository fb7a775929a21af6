import { useMemo, useState } from 'react';

/** Whether this tab is where the questionnaire is being filled in: a reload then goes on without asking. */
export function useTabMark(code: string): { marked: boolean; mark: () => void; clear: () => void } {
  const key = `duwen.filling.${code}`;
  const [marked] = useState(() => {
    try {
      return sessionStorage.getItem(key) !== null;
    } catch {
      return false;
    }
  });
  return useMemo(
    () => ({
      marked,
      mark: () => quietly(() => sessionStorage.setItem(key, '1')),
      clear: () => quietly(() => sessionStorage.removeItem(key)),
    }),
    [key, marked],
  );
}

/** Storage may be forbidden (private mode): a reload then asks, nothing worse. */
function quietly(write: () => void): void {
  try {
    write();
  } catch {
    // See above.
  }
}
