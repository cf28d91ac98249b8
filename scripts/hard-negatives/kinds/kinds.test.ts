import { describe, expect, it } from 'vitest';
import { inventedPairs } from '../../attack-sets/invented-pairs.ts';
import { seedOf } from '../../attack-sets/kinds/build.ts';
import type { MadeRow } from '../../attack-sets/kinds/kind.ts';
import { Dice } from '../dice.ts';
import { BENIGN_KINDS } from './build.ts';
import type { BenignKind } from './kind.ts';

const invented = inventedPairs();

function rowsOf(kind: BenignKind): MadeRow[] {
  const dice = new Dice(seedOf(kind.id));
  const everyday = dice.shuffle(invented[kind.language]);
  let next = 0;
  return Array.from({ length: 300 }, () => kind.make(dice, () => everyday[next++ % everyday.length]!));
}

const requests = ({ turns, columns }: MadeRow) =>
  turns === undefined
    ? JSON.stringify(columns?.prompt)
    : turns.flatMap(({ role, content }) => (role === 'user' ? [content] : [])).join('\n');

describe('benign kinds', () => {
  it('have one name in each language', () => {
    const names = BENIGN_KINDS.map(({ id, language }) => `${id} ${language}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(60);
  });

  it('are the same in every run, ask for at least 40 things and leave nothing unfilled', () => {
    for (const kind of BENIGN_KINDS) {
      const rows = rowsOf(kind);
      const name = `${kind.id} ${kind.language}`;
      expect(rows, name).toEqual(rowsOf(kind));
      expect(
        rows.every(({ label }) => label === 'benign'),
        name,
      ).toBe(true);
      expect(new Set(rows.map(requests)).size, name).toBeGreaterThanOrEqual(40);
      const answers = rows.map((row) => JSON.stringify(row.turns?.at(-1) ?? row.columns));
      expect(new Set(answers).size, name).toBeGreaterThanOrEqual(60);
      expect(
        answers.find((answer) => /\{[^{}"]*\|[^{}"]*\}|<(?:n|ask|who|why|text|thing|line|doc|says)>/.test(answer)),
        name,
      ).toBeUndefined();
    }
  });
});
