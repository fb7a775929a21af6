/**
 * How often intervals of 95 % take in the true share, by drawing samples from a population that is known whole (the
 * demo's parents), and samples of schools whose answers are alike to a known degree: the tables of docs/methods.md.
 *
 *     npm run simulate-coverage -- [rounds]
 */
import process from 'node:process';
import { seededRandom } from '@duwen/shared/statistics';
import { clusteredSamples } from './simulate-coverage/clusters.js';
import { sampleDesigns, type SampleDesign } from './simulate-coverage/designs.js';
import { demoParents } from './simulate-coverage/population.js';

const SEED = 20191107;
const RESPONSES = 30_000;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function coverage(design: SampleDesign, truth: number, rounds: number): { honest: number; naive: number } {
  const random = seededRandom(SEED);
  let honest = 0;
  let naive = 0;
  for (let round = 0; round < rounds; round += 1) {
    const drawn = design.draw(random);
    if (drawn.honest && drawn.honest.lower <= truth && truth <= drawn.honest.upper) honest += 1;
    if (drawn.naive && drawn.naive.lower <= truth && truth <= drawn.naive.upper) naive += 1;
  }
  return { honest: honest / rounds, naive: naive / rounds };
}

const rounds = Number(process.argv[2] ?? 2000);
if (!Number.isSafeInteger(rounds) || rounds < 1) {
  console.error('Say how many samples to draw of each design: npm run simulate-coverage -- 2000');
  process.exit(1);
}
const population = demoParents(SEED, RESPONSES);
const truth = population.satisfied.reduce((sum, value) => sum + value, 0) / population.satisfied.length;
console.log(
  `Population: ${population.satisfied.length} parents of ${population.schools} schools (synthetic),`,
);
console.log(`${percent(truth)} satisfied; ${rounds} samples of each design.\n`);
const print = (design: SampleDesign, share: number): void => {
  const { honest, naive } = coverage(design, share, rounds);
  console.log(
    `| ${design.name} | ${design.honest} | ${percent(honest)} | ${design.naive} | ${percent(naive)} |`,
  );
};
const HEAD = '| sample | interval | covers | naive interval | covers |\n| --- | --- | --- | --- | --- |';
console.log(HEAD);
for (const design of sampleDesigns(population)) print(design, truth);
console.log('\nSamples of schools (intraclass correlation 0.05):\n');
console.log(HEAD);
for (const design of clusteredSamples()) print(design, design.truth);
