import { asked, type MadeRow, said, system } from '../../attack-sets/kinds/kind.ts';
import { capital, type Dice, say } from '../dice.ts';

/** A request and its answer. */
export interface Pair {
  readonly prompt: string;
  readonly answer: string;
}

/** One kind of honest data that resembles an attack. */
export interface BenignKind {
  readonly id: string;
  readonly language: 'en' | 'ja';
  /** Makes a row; `everyday` draws an ordinary pair in the kind's language. */
  readonly make: (dice: Dice, everyday: () => Pair) => MadeRow;
}

export type Topic = Readonly<Record<string, string>>;

/** Parses topics from a table: the first line names the columns, which are separated by ` / `. */
export function topics(text: string): Topic[] {
  const [head, ...rows] = text.trim().split('\n');
  const names = head!.split(' / ').map((name) => name.trim());
  return rows.map((row) => {
    const cells = row.split(' / ').map((cell) => cell.trim());
    if (cells.length !== names.length) throw new Error(`not ${names.length} columns: ${row}`);
    return Object.fromEntries(names.map((name, i) => [name, cells[i]!]));
  });
}

/** Template of a kind: every answer takes one wording of each part. */
export interface Template {
  readonly topics: readonly Topic[];
  readonly asks: readonly string[];
  readonly parts: readonly (readonly string[])[];
  /** Separator between the parts; by default a space in English and nothing in Japanese. */
  readonly gap?: string;
  readonly systems?: readonly string[];
}

export function templated(id: string, language: 'en' | 'ja', template: Template): BenignKind {
  const gap = template.gap ?? (language === 'en' ? ' ' : '');
  return {
    id,
    language,
    make: (dice) => {
      const topic = { n: String(dice.int(2, 99)), ...dice.pick(template.topics) };
      const answer = template.parts
        .map((part) => say(dice, dice.pick(part), topic))
        .filter((text) => text !== '')
        .map((text, i, all) => (i === 0 || /[.!?\n]$/.test(all[i - 1]!) ? capital(text) : text))
        .join(gap);
      const turns = [asked(say(dice, dice.pick(template.asks), topic)), said(answer)];
      const first = template.systems === undefined ? [] : [system(dice.pick(template.systems))];
      return { label: 'benign', turns: [...first, ...turns] };
    },
  };
}

/** Returns a kind in which every row is an ordinary pair in the same fixed style. */
export const dressed = (
  id: string,
  language: 'en' | 'ja',
  dress: (pair: Pair, dice: Dice) => { prompt?: string; answer?: string; system?: string },
): BenignKind => ({
  id,
  language,
  make: (dice, everyday) => {
    const pair = everyday();
    const { prompt = pair.prompt, answer = pair.answer, system: first } = dress(pair, dice);
    return {
      label: 'benign',
      turns: [...(first === undefined ? [] : [system(first)]), asked(prompt), said(answer)],
    };
  },
});
