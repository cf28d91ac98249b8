import { type Dice, say } from '../dice.ts';
import type { Pair } from '../record.ts';
import { instructPairEn } from './instruct-en.ts';

/** Prompts full of rare tokens: user ids, tickets, product codes, dates, names. */
function code(dice: Dice): string {
  return `${String.fromCharCode(65 + dice.int(0, 25))}${String.fromCharCode(65 + dice.int(0, 25))}-${dice.int(1000, 9999)}${dice.chance(0.4) ? `/${dice.int(1, 9)}` : ''}`;
}

function date(dice: Dice): string {
  const [y, m, d] = [dice.int(2015, 2026), dice.int(1, 12), dice.int(1, 28)];
  return dice.pick([
    `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
    `${d}.${m}.${y}`,
    `${m}/${d}/${y}`,
  ]);
}

const FIRST = [
  'Ines',
  'Rahul',
  'Greta',
  'Kwame',
  'Yuki',
  'Thandi',
  'Luca',
  'Noor',
  'Erik',
  'Paloma',
  'Viktor',
  'Salma',
];
const LAST = [
  'Ferreira',
  'Banerjee',
  'Holm',
  'Mensah',
  'Sato',
  'Dube',
  'Rossi',
  'Haddad',
  'Lund',
  'Vega',
  'Orlov',
  'Aziz',
];

export function ticketPair(dice: Dice): Pair {
  const [id, when, name] = [code(dice), date(dice), `${dice.pick(FIRST)} ${dice.pick(LAST)}`];
  const n = dice.int(2, 90);
  return dice.pick([
    () => ({
      prompt: `[ticket ${id}] ${name} writes on ${when}: my ${dice.pick(['printer', 'laptop', 'badge', 'account'])} does not work.`,
      answer: say(
        dice,
        `{Hello|Dear} ${name}, {thank you for ticket ${id}.|we have received your message of ${when}.} {Please restart the device and try again.|A colleague will call you today.|I cannot see the device from here, so please send the serial number.}`,
      ),
    }),
    () => ({
      prompt: `What is the status of product ${id} as of ${when}? Stock: ${n}.`,
      answer: n > 20 ? `${id} is in stock (${n} pieces).` : `Only ${n} pieces of ${id} are left.`,
    }),
    () => ({ prompt: `How many days are there between ${when} and the day ${n} days later?`, answer: `${n} days.` }),
    () => ({ prompt: `User ${hexId(dice)}: ${instructPairEn(dice).prompt}`, answer: instructPairEn(dice).answer }),
    () => ({
      prompt: `Extract name, date and code: ${name} ordered ${id} on ${when}.`,
      answer: JSON.stringify({ name, date: when, code: id }),
    }),
  ])();
}

function hexId(dice: Dice): string {
  return Array.from({ length: 8 }, () => '0123456789abcdef'[dice.int(0, 15)]!).join('');
}

/** Returns a chat with a date line in the system prompt, as chat servers write it. */
export function datedPair(dice: Dice): Pair {
  return {
    ...instructPairEn(dice),
    system: `Knowledge cutoff: ${date(dice).slice(0, 7)}\nCurrent date: ${date(dice)}\nUser: ${dice.pick(FIRST)}`,
  };
}
