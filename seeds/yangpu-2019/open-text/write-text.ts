import type { GroupCode } from '../groups.js';
import type { Random } from '../random.js';
import { leaders } from './leaders.js';
import { parents } from './parents.js';
import { pupils } from './pupils.js';
import { staff } from './staff.js';
import { apprentices, students } from './students.js';
import type { Theme, Voice } from './voice.js';

const VOICES: Readonly<Record<GroupCode, Voice>> = {
  deputy: leaders,
  community: leaders,
  principal: staff,
  teacher: staff,
  parent: parents,
  student_primary: pupils,
  student_secondary: students,
  student_vocational: apprentices,
};

/** Subjects that a respondent is set on by circumstance: how many times likelier than usual. */
export type Emphasis = Readonly<Record<string, number>>;

/** Answers that say next to nothing. */
const SHORT = 0.24;
/** A second subject in the same answer. */
const SECOND = 0.22;
/** A name and a number that ought never to be quoted: invented, to try the masking on. */
const PERSONAL = 0.004;
const SURNAMES = ['樊', '骆', '虞', '柏', '窦', '蒲', '封', '桑'];
const GIVEN_NAMES = ['小禾', '知远', '一帆', '思源', '雨桐', '子墨', '佳宁', '清越'];

/** Whether the text praises (OPN1) or asks for something (OPN2 and every other). */
export type Purpose = 'praise' | 'problem';

/**
 * One person's words, put together from fragments as people of the group would say them.
 *
 * @returns Chinese text, never empty, under 200 characters
 */
export function writeText(group: GroupCode, purpose: Purpose, emphasis: Emphasis, random: Random): string {
  const voice = VOICES[group];
  if (random.chance(SHORT)) return random.pick(purpose === 'praise' ? voice.shortPraise : voice.shortProblem);
  const say = purpose === 'praise' ? praise : complaint;
  const first = pickTheme(voice, purpose, emphasis, random);
  const parts = [say(voice, first, random)];
  if (random.chance(SECOND)) {
    const second = pickTheme(voice, purpose, emphasis, random);
    if (second !== first) parts.push(say(voice, second, random));
  }
  const lead = random.pick(parts[0]?.leads ?? ['']);
  const end = random.pick(parts.at(-1)?.ends ?? ['']);
  const said = parts.map(({ text }) => text).join(random.pick(['，', '。', '；', '，还有', '，另外']));
  const personal = purpose === 'problem' && random.chance(PERSONAL) ? signature(random) : '';
  return fillSlots(`${lead}${said}${end}${random.pick(voice.stop)}${personal}`, voice, random);
}

/** What makes someone feel unsafe. */
export function writeUnsafe(random: Random): string {
  return random.pick([
    '厕所地面很滑',
    '楼梯太挤，下课的时候推来推去',
    '校门口车太多',
    '厕所不干净',
    '有人打架没人管',
    '实验室味道很重',
    '饭堂地上油油的',
    '有高年级的欺负人',
    '垃圾桶满了没人倒',
    '操场有碎石子，摔过两次',
    '窗户把手坏了',
    '说不上来',
  ]);
}

function pickTheme(voice: Voice, purpose: Purpose, emphasis: Emphasis, random: Random): Theme {
  const weights = voice.themes.map(
    (theme) => (purpose === 'praise' ? theme.praised : theme.blamed) * (emphasis[theme.name] ?? 1),
  );
  return voice.themes[random.weighted(weights)] ?? random.pick(voice.themes);
}

/** Something said, with what may stand before and after it. */
interface Saying {
  readonly text: string;
  readonly leads: readonly string[];
  readonly ends: readonly string[];
}

const praise = (voice: Voice, theme: Theme, random: Random): Saying => ({
  text: random.pick(theme.praise),
  leads: voice.praiseLead,
  ends: voice.praiseEnd,
});

/** What is wrong, what is wanted, or both. */
function complaint(voice: Voice, theme: Theme, random: Random): Saying {
  const form = random.weighted([0.4, 0.35, 0.25]);
  const problem = random.pick(theme.problem);
  if (form === 0) return { text: problem, leads: voice.problemLead, ends: [''] };
  const ask = random.pick(theme.ask);
  return form === 1
    ? { text: `${problem}，${ask}`, leads: voice.problemLead, ends: voice.askEnd }
    : { text: ask, leads: voice.askLead, ends: voice.askEnd };
}

function signature(random: Random): string {
  const name = random.pick(SURNAMES) + random.pick(GIVEN_NAMES);
  const phone = `1${random.pick(['390', '580', '770'])}000${String(random.below(10_000)).padStart(4, '0')}`;
  return random.pick([`我叫${name}，电话${phone}`, `联系人：${name}，${phone}`, `（${name}家长 ${phone}）`]);
}

const fillSlots = (text: string, voice: Voice, random: Random): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const words = voice.slots[name];
    return words ? random.pick(words) : place;
  });
