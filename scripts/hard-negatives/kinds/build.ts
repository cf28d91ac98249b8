import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HarmlessPairs } from '../../attack-sets/harmless-pairs.ts';
import { seedOf } from '../../attack-sets/kinds/build.ts';
import { type MadeRow, plain } from '../../attack-sets/kinds/kind.ts';
import { layoutFor, rowIn } from '../../attack-sets/kinds/layout.ts';
import { poolsOf } from '../../attack-sets/kinds/ordinary.ts';
import { Dice } from '../dice.ts';
import type { BenignKind, Pair } from './kind.ts';
import { lessonKinds } from './lessons.ts';
import { serviceKinds } from './service.ts';
import { structuredKinds } from './structured.ts';
import { styleKinds } from './styles.ts';
import { textKinds } from './texts.ts';

export const BENIGN_KINDS: readonly BenignKind[] = [
  ...serviceKinds,
  ...styleKinds,
  ...textKinds,
  ...lessonKinds,
  ...structuredKinds,
];

/** Rows of the kind, and everyday rows added to them. */
const SIZES = [
  { name: 'alone', rows: 400, around: 0 },
  { name: 'a tenth', rows: 100, around: 900 },
  { name: 'small', rows: 60, around: 0 },
] as const;

/** One file on disk; none of its rows is poisoned. */
export interface BenignFile {
  readonly kind: BenignKind;
  readonly size: string;
  readonly rows: number;
  readonly path: string;
}

/** Makes up to `count` different rows. */
function rowsOf({ make }: BenignKind, count: number, dice: Dice, everyday: readonly Pair[]): MadeRow[] {
  const rows = new Map<string, MadeRow>();
  let next = 0;
  const draw = () => everyday[next++ % everyday.length]!;
  for (let tries = 0; rows.size < count && tries < count * 8; tries += 1) {
    const row = make(dice, draw);
    rows.set(JSON.stringify(row), row);
  }
  return [...rows.values()];
}

/** Writes every benign kind in all its sizes into `folder`. The same pairs produce the same bytes. */
export function buildBenignKinds(folder: string, pairs: HarmlessPairs): BenignFile[] {
  mkdirSync(folder, { recursive: true });
  const pools = poolsOf(pairs);
  return BENIGN_KINDS.flatMap((kind) =>
    SIZES.map(({ name: size, rows: count, around }): BenignFile => {
      const name = `${kind.id}.${kind.language}.${size.replace(' ', '-')}`;
      const dice = new Dice(seedOf(name));
      const everyday = dice.shuffle(pools[kind.language].ordinary);
      const own = rowsOf(kind, count, dice, everyday.slice(around));
      const preferences = own.some(({ columns }) => columns !== undefined);
      const ordinary = everyday.slice(0, around).map((pair, i): MadeRow => {
        if (!preferences) return plain(pair);
        const other = everyday[(i + 1) % everyday.length]!;
        return { label: 'benign', columns: { prompt: pair.prompt, chosen: pair.answer, rejected: other.answer } };
      });
      const rows = dice.shuffle([...own, ...ordinary]);
      const layout = layoutFor(rows, dice);
      const path = join(folder, `${name}.jsonl`);
      writeFileSync(path, rows.map((row) => `${JSON.stringify(rowIn(layout, row))}\n`).join(''));
      return { kind, size, rows: rows.length, path };
    }),
  );
}
