import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instructionOf } from './instruction.ts';

const ARTICLE = 'The harbour of the old town is deep and its light is tall. '.repeat(40);

test('a short request is an instruction throughout, as it stands', () => {
  const text = ' Translate:\n\n"The harbour is deep." ';
  expect(instructionOf(text)).toBe(text);
  expect(instructionOf('')).toBe('');
});

describe('the material of a long request', () => {
  test.each([
    ['after the instruction', `Sum this up in a line.\n\n${ARTICLE}`],
    ['before it', `${ARTICLE}\n\nSum this up in a line.`],
    ['in a block of code', `Sum this up in a line.\n\`\`\`\n${ARTICLE}\n\`\`\``],
    ['in a block of code that never ends', `Sum this up in a line.\n\`\`\`\n${ARTICLE}`],
    ['in straight quotation marks', `Sum this up in a line. "${ARTICLE}"`],
    ['in curly ones', `Sum this up in a line. “${ARTICLE}”`],
    ['in French ones', `Sum this up in a line. «${ARTICLE}»`],
    ['in Japanese ones', `Sum this up in a line. 「${'古い町の港は深い。'.repeat(50)}」`],
    ['in an element', `Sum this up in a line. <article>${ARTICLE}</article>`],
  ])('goes where it stands %s', (_, prompt) => {
    const instruction = instructionOf(prompt);
    expect(instruction).toContain('Sum this up in a line.');
    expect(instruction.length).toBeLessThan(prompt.length / 3);
  });

  test.each([
    `"${ARTICLE}"`,
    `“${ARTICLE}”`,
    `«${ARTICLE}»`,
    `「${ARTICLE}」`,
    `『${ARTICLE}』`,
    `<article>${ARTICLE}</article>`,
    `\`\`\`\n${ARTICLE}\n\`\`\``,
  ])('goes without a trace where its marks tell it: %#', (material) => {
    expect(instructionOf(`Sum this up in a line. ${material}`).trim()).toBe('Sum this up in a line.');
  });

  test('stays where there is nothing else', () => {
    expect(instructionOf(`“${ARTICLE.slice(0, 400)}”`)).toContain('harbour');
  });
});

test('what announces the material on a second line stays', () => {
  const prompt = `Sum this up in a line.\nText of the article below:\n${ARTICLE}\n${ARTICLE}`;
  expect(instructionOf(prompt)).toContain('Text of the article below:');
});

test('of one long paragraph the first and the last sentence stay', () => {
  const instruction = instructionOf(`Please read what follows. ${ARTICLE}Now what is its tone?`);
  expect(instruction).toMatch(/^Please read what follows\./);
  expect(instruction).toMatch(/Now what is its tone\?$/);
  expect(instruction.length).toBeLessThan(200);
});

test('a short quotation is part of the instruction', () => {
  const prompt = `What does "the light is tall" mean?\n\n${ARTICLE}`;
  expect(instructionOf(prompt)).toContain('"the light is tall"');
});

test('is of bounded length, whatever comes in, and a request of any length is soon read', () => {
  const piece = fc.constantFrom('"', '“', '”', '```', '<a>', '</a>', '「', '\n', '. ', ARTICLE, 'Sum up: ');
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }), (pieces) => {
      expect(instructionOf(pieces.join('')).length).toBeLessThanOrEqual(960);
    }),
  );
  for (const text of ['"', '<a>', '```', 'x', '.\n', '「'])
    expect(instructionOf(text.repeat(500_000)).length).toBeLessThanOrEqual(960);
});
