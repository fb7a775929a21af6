/**
 * Runs `action` at once, then at most once in `pace` milliseconds; calls in between lead to one run at the end, so that the
 * last state is never missed.
 */
export function paced(pace: number, action: () => void): { call: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let wanted = false;
  const run = (): void => {
    wanted = false;
    action();
    timer = setTimeout(() => {
      timer = null;
      if (wanted) run();
    }, pace);
  };
  return {
    call: () => {
      if (timer === null) run();
      else wanted = true;
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      wanted = false;
    },
  };
}
