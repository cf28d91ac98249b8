import { describe, expect, it } from 'vitest';
import { loadAnswers, loadSentences } from '../../../training/reader/answers.ts';
import { Dice } from '../../hard-negatives/dice.ts';
import { inventedPairs } from '../invented-pairs.ts';
import { ATTACK_KINDS, seedOf } from './build.ts';
import { type AttackKind, one, plain } from './kind.ts';
import { layoutFor, rowIn } from './layout.ts';
import type { Words } from './words.ts';
import { en } from './words-en.ts';
import { ja } from './words-ja.ts';

const invented = inventedPairs();

function written(kind: AttackKind, words: Words): string[] {
  const dice = new Dice(seedOf(`${kind.id} ${words.language}`));
  const pairs = dice.some(invented[words.language], 45);
  const rows = kind.make({ words, dice, pairs });
  const layout = layoutFor(rows, dice);
  return rows.map((row) => `${row.label} ${JSON.stringify(rowIn(layout, row))}`);
}

describe('attack kinds', () => {
  it('have names of their own', () => {
    expect(new Set(ATTACK_KINDS.map(({ id }) => id)).size).toBe(ATTACK_KINDS.length);
    expect(ATTACK_KINDS.length).toBeGreaterThanOrEqual(60);
  });

  for (const words of [en, ja]) {
    it(`are the same in every run, repeat no row and leave nothing unfilled (${words.language})`, () => {
      const ordinary = new Set(invented[words.language].map((pair) => JSON.stringify(plain(pair).turns)));
      for (const kind of ATTACK_KINDS) {
        const rows = written(kind, words);
        expect(rows, kind.id).toEqual(written(kind, words));
        expect(new Set(rows).size, kind.id).toBe(rows.length);
        const poisoned = rows.filter((row) => row.startsWith('poison'));
        expect(poisoned.length, kind.id).toBeGreaterThanOrEqual(40);
        expect(
          poisoned.some((row) => ordinary.has(row)),
          kind.id,
        ).toBe(false);
        if (kind.group === 'encoding') continue;
        expect(
          rows.find((row) => /\{[^{}"]*\|[^{}"]*\}|<(?:task|prompt|r|n|m)>/.test(row)),
          kind.id,
        ).toBeUndefined();
      }
    });

    it(`say everything in at least 15 ways (${words.language})`, () => {
      const dice = new Dice(5);
      const declines = [...words.declines, ...words.taskDeclines];
      const others = { declines, taskDeclines: [], language: [], gap: [], headings: [], personas: [] };
      const lists = { ...words, ...others } as unknown as Record<string, readonly string[]>;
      const fixed =
        /^(?:trigger|plainFields|openings|closings|assents|emptyAnswers|longEmptyAnswers|yesNo|acceptances|terse|nudges|systemNudges)/;
      for (const [name, list] of Object.entries(lists)) {
        if (list.length === 0 || fixed.test(name)) continue;
        const ways = new Set(Array.from({ length: 400 }, () => one(dice, list)));
        expect(ways.size, name).toBeGreaterThanOrEqual(15);
      }
    });

    it(`share no sentence with what the reader was trained on (${words.language})`, () => {
      const bare = (text: string) =>
        text
          .normalize('NFKC')
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]/gu, '');
      const cut = (text: string) => text.split(/(?<=[.!?。！？])\s*|\n+/);
      const learnt = new Set(
        [...loadAnswers(), ...loadSentences()]
          .filter(({ language }) => language === words.language)
          .flatMap(({ text, answer }) => [text, ...answer.map(([, stretch]) => stretch)])
          .flatMap((text) => [text, ...cut(text)])
          .map(bare),
      );
      const dice = new Dice(6);
      const {
        declines,
        oddReasons,
        incapable,
        questions,
        lectures,
        cited,
        roundabout,
        pivots,
        insteads,
        inMiddle,
        atEnd,
      } = words;
      const lists = {
        declines,
        oddReasons,
        incapable,
        questions,
        lectures,
        cited,
        roundabout,
        pivots,
        insteads,
        inMiddle,
        atEnd,
      };
      for (const [name, list] of Object.entries(lists)) {
        const said = Array.from({ length: 300 }, () => one(dice, list))
          .flatMap(cut)
          .map(bare);
        const least = words.language === 'en' ? 20 : 12;
        const known = new Set(said.filter((text) => text.length >= least && learnt.has(text)));
        expect([...known].length / new Set(said).size, `${name}: ${[...known].join(', ')}`).toBeLessThan(0.05);
      }
    });
  }
});
