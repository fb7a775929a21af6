const WIDTH = 30;
const STEP = 0.1;

/**
 * Shows how far a long piece of work has come: a bar on a terminal, elsewhere a line at each tenth.
 *
 * @param title what is being done
 * @param stream standard error, as a rule, so that standard output stays clean
 */
export function progressOn(stream: NodeJS.WriteStream, title: string): (done: number, total: number) => void {
  const started = Date.now();
  let shown = 0;
  return (done, total) => {
    const share = total === 0 ? 1 : done / total;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const figures = `${(share * 100).toFixed(0).padStart(3)} %  ${count(done)} / ${count(total)}  ${seconds} s`;
    if (stream.isTTY) {
      const filled = Math.round(share * WIDTH);
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      stream.write(`\r${title} ${bar} ${figures}${done >= total ? '\n' : ''}`);
    } else if (share >= shown) {
      stream.write(`${title} ${figures}\n`);
      shown = Math.floor(share / STEP + 1e-9) * STEP + STEP;
    }
  };
}

const count = (value: number): string => value.toLocaleString('en');
