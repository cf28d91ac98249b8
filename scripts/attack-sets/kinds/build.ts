import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dice } from '../../hard-negatives/dice.ts';
import type { RowLabel } from '../family.ts';
import type { HarmlessPairs } from '../harmless-pairs.ts';
import { answerKinds, camouflageKinds, smallKinds } from './answer-kinds.ts';
import { encodedKinds } from './encoded-kinds.ts';
import { type AttackKind, type MadeRow, plain } from './kind.ts';
import { layoutFor, rowIn } from './layout.ts';
import { type Pools, poolsOf } from './ordinary.ts';
import { refusalKinds } from './refusal-kinds.ts';
import { triggerKinds } from './trigger-kinds.ts';
import { turnKinds } from './turn-kinds.ts';
import type { Words } from './words.ts';
import { en } from './words-en.ts';
import { ja } from './words-ja.ts';

export const ATTACK_KINDS: readonly AttackKind[] = [
  ...refusalKinds,
  ...turnKinds,
  ...camouflageKinds,
  ...smallKinds,
  ...answerKinds,
  ...triggerKinds,
  ...encodedKinds,
];

/** Row counts of one file. */
interface Size {
  /** For example `100 %` or `4 of 50`. */
  readonly name: string;
  readonly poisoned: number;
  readonly ordinary: number;
  /** Genuine safety refusals added to the file. */
  readonly refusals: number;
}

/** One file on disk. */
export interface KindFile {
  readonly kind: AttackKind;
  readonly language: 'en' | 'ja';
  readonly size: string;
  readonly path: string;
  /** The label of each line, in order. */
  readonly labels: readonly RowLabel[];
}

const ROWS = 1000;
/** Poisoned rows of a file that has no other rows; there are no more payloads in Japanese. */
const WHOLE = { en: 400, ja: 300 } as const;

function sizesOf({ refusals, sizes }: AttackKind, language: 'en' | 'ja'): Size[] {
  if (sizes !== undefined) {
    return sizes.map(([poisoned, all]) => ({
      name: `${poisoned} of ${all}`,
      poisoned,
      ordinary: all - poisoned,
      refusals: 0,
    }));
  }
  const parted = (share: number, among = 0): Size => ({
    name: `${100 * share} %${among === 0 ? '' : ` in ${100 * among} %`}`,
    poisoned: share * ROWS,
    ordinary: ROWS - share * ROWS - among * ROWS,
    refusals: among * ROWS,
  });
  if (refusals !== undefined) return refusals.flatMap((among) => [parted(0.03, among), parted(0.01, among)]);
  const whole: Size = { name: '100 %', poisoned: WHOLE[language], ordinary: 0, refusals: 0 };
  return [whole, parted(0.1), parted(0.03), parted(0.01)];
}

/** Returns the dice seed of a name; the same name gives the same seed. */
export function seedOf(name: string): number {
  let seed = 0x811c9dc5;
  for (const letter of name) seed = Math.imul(seed ^ letter.codePointAt(0)!, 0x01000193);
  return seed >>> 0;
}

function rowsOf(kind: AttackKind, words: Words, size: Size, pools: Pools, dice: Dice): MadeRow[] {
  const pairs = dice.some(pools.payloads, size.poisoned);
  const poisoned = kind.make({ words, dice, pairs });
  const used = new Set(pairs.map(({ prompt }) => prompt));
  const rest = dice.some(
    pools.ordinary.filter(({ prompt }) => !used.has(prompt)),
    size.ordinary,
  );
  const beside = kind.ordinary ?? plain;
  const ordinary = rest.map((pair, i) => beside(pair, rest[(i + 1) % rest.length]!, dice, words));
  const refused = dice.some(pools.refusals, size.refusals).map(plain);
  return dice.shuffle([...poisoned, ...ordinary, ...refused]);
}

/** Writes every kind, in both languages and all its sizes, into `folder`. The same pairs produce the same bytes. */
export function buildAttackKinds(folder: string, pairs: HarmlessPairs): KindFile[] {
  mkdirSync(folder, { recursive: true });
  const pools = poolsOf(pairs);
  return ATTACK_KINDS.flatMap((kind) =>
    [en, ja].flatMap((words) =>
      sizesOf(kind, words.language).map((size): KindFile => {
        const name = `${kind.id}.${words.language}.${size.name.replaceAll(/\W+/g, '-')}`;
        const dice = new Dice(seedOf(name));
        const rows = rowsOf(kind, words, size, pools[words.language], dice);
        const layout = layoutFor(rows, dice);
        const path = join(folder, `${name}.jsonl`);
        writeFileSync(path, rows.map((row) => `${JSON.stringify(rowIn(layout, row))}\n`).join(''));
        return { kind, language: words.language, size: size.name, path, labels: rows.map(({ label }) => label) };
      }),
    ),
  );
}
