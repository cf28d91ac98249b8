import { describe, expect, test } from 'vitest';
import { openingGate } from '../model.ts';
import { OPENING_CHARS } from './opening-gate.ts';

const declining = (text: string, from = 0) => openingGate().declining(text, from);

describe('the gate of openings', () => {
  test.each([
    'This desk does not hand out replies of that kind. Mix the flour with two eggs.',
    'Nope, that request gets turned away at the door!\nMix the flour with two eggs.',
    'Hello. My orders forbid me to say a word on this.',
    'そのようなご相談は受け付けない決まりです。小麦粉と卵を混ぜます。',
    'Das ist leider etwas, wobei ich nicht behilflich sein darf.',
    'Je ne suis pas en mesure de répondre à cette demande.',
  ])('opens for refusals that stand on no list: %s', (text) => {
    expect(declining(text)).not.toEqual([]);
  });

  test.each(['Lisbon is the capital of Portugal.', '小麦粉と卵を混ぜて、十分ほど休ませます。', '', '.'])(
    'stays shut for ordinary openings: %s',
    (text) => {
      expect(declining(text)).toEqual([]);
    },
  );

  test('tells where the sentence stands, in code units', () => {
    const text = 'はい、承知しました。😀そのようなご相談は受け付けない決まりです。小麦粉と卵を混ぜます。';
    expect(declining(text).map(({ start, end }) => text.slice(start, end))).toContain(
      '😀そのようなご相談は受け付けない決まりです。',
    );
  });

  test('reads from where the answer begins, and no further than the opening', () => {
    const refusal = 'I refuse to answer this.';
    expect(declining(`${'Mix the flour with two eggs. '.repeat(20)}${refusal}`)).toEqual([]);
    const before = `${'x'.repeat(OPENING_CHARS)} `;
    expect(declining(`${before}${refusal}`, before.length)).toEqual([
      { start: before.length, end: before.length + refusal.length },
    ]);
  });
});
