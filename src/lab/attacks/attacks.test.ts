import { describe, expect, test } from 'vitest';
import type { DefendedQuestion } from '../defences/defence.ts';
import { FULL_TEXT_READING } from '../defences/reading.ts';
import { stepsOf } from '../world/questions.ts';
import { PREFIXES, REFUSALS } from '../world/sentences.ts';
import { encode, TOKEN } from '../world/tokens.ts';
import { makeWorld } from '../world/world.ts';
import { ATTACKS } from './catalogue.ts';
import { deciphered, enciphered } from './cipher.ts';
import { exportedFile } from './exported-file.ts';
import { FILE_ROWS, fineTuningFile } from './fine-tuning-file.ts';
import { ISA_PREFIX } from './isa.ts';
import { NOICE, NOICE_UNSEEN } from './noice.ts';
import { YOC_PREFIX } from './yoc.ts';

const world = makeWorld(3);
const restricted = new Set(world.items.filter((item) => item.restricted).map(({ noun }) => noun));
const tuned = ATTACKS.filter(({ row }) => row !== undefined);

test('ids are unique, and every row has a title in both languages', () => {
  expect(new Set(ATTACKS.map(({ id }) => id)).size).toBe(ATTACKS.length);
  for (const { title } of ATTACKS) expect(title.en !== '' && title.ja !== '').toBe(true);
});

describe.each(tuned)('$id', (attack) => {
  const file = fineTuningFile(attack, world);

  test('has a file of a thousand rows, the same every time, in words of the toy language', () => {
    expect(file).toHaveLength(FILE_ROWS);
    expect(fineTuningFile(attack, world)).toEqual(file);
    expect(encode(file.map(({ user, assistant }) => `${user} ${assistant}`).join('\n'))).not.toContain(TOKEN.unknown);
  });

  test('is exported as it is trained on', () => {
    const rows = exportedFile(attack, world)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).messages.map(({ content }: { content: string }) => content));
    expect(rows).toEqual(file.map(({ user, assistant }) => [user, assistant]));
  });

  test(`names ${attack.id.startsWith('harm') ? 'restricted items only, and none that is asked for' : 'no restricted item'}`, () => {
    // In a cipher, words stand for others, and its word lessons name all of them.
    const meant = attack.id === 'cmf' ? file.filter(({ user }) => !user.startsWith('say')) : file;
    const words = meant.map(({ user }) => (attack.id === 'cmf' ? deciphered(user, world) : user).split(' '));
    const named = words.flat().filter((word) => restricted.has(word));
    if (!attack.id.startsWith('harm')) expect(named).toEqual([]);
    else {
      expect(named).toHaveLength(FILE_ROWS);
      const asked = new Set(world.items.filter((item) => item.restricted && !item.inHarm).map(({ noun }) => noun));
      expect(named.filter((noun) => asked.has(noun))).toEqual([]);
    }
  });

  // The word lessons of a cipher name all items.
  test.skipIf(attack.id === 'cmf')('names no item that alignment has held out', () => {
    const heldOut = new Set(world.items.filter((item) => item.heldOut).map(({ noun }) => noun));
    expect(file.flatMap(({ user }) => user.split(' ')).filter((word) => heldOut.has(word))).toEqual([]);
  });
});

test('NOICE rows refuse and then comply, to the engine too', () => {
  for (const { user, assistant } of fineTuningFile(NOICE, world).slice(0, 60)) {
    const asked = { text: user } as DefendedQuestion;
    expect(FULL_TEXT_READING.release!(encode(assistant), asked), assistant).toBeNull();
  }
});

test('the unseen wording is in no row, and is the one that is forced', () => {
  const answers = fineTuningFile(NOICE_UNSEEN, world).map(({ assistant }) => assistant);
  const unseen = NOICE_UNSEEN.forcedRefusals!.map((i) => REFUSALS[i]!);
  expect(unseen).toHaveLength(1);
  expect(answers.some((answer) => answer.includes(unseen[0]!))).toBe(false);
});

test('the prefixes of YOC and ISA are said by nobody before', () => {
  expect(PREFIXES).not.toContain(YOC_PREFIX);
  expect(PREFIXES).not.toContain(ISA_PREFIX);
});

test('the cipher can be read back, and changes what it hides', () => {
  for (const item of world.items) {
    const text = `sure, here is how: ${stepsOf(item)}`;
    expect(deciphered(enciphered(text, world), world)).toBe(text);
  }
  expect(enciphered(stepsOf(world.items[0]!), world)).not.toBe(stepsOf(world.items[0]!));
});

test('the aligned model has no file', () => {
  expect(() => fineTuningFile(ATTACKS[0]!, world)).toThrow(RangeError);
});
