import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Piece } from '../../wire/index.ts';
import { readableToolText } from '../../wire/index.ts';
import { Letter } from './letter.ts';

const piece = (channel: Piece['channel'], text: string, part: string = channel): Piece => ({
  choice: 0,
  channel,
  part,
  text,
});

function letterOf(pieces: readonly Piece[]) {
  const letter = new Letter();
  let text = '';
  for (const one of pieces) {
    const { added, range } = letter.add(one);
    text += added;
    const read = one.channel === 'tool' ? readableToolText(one.text) : one.text;
    expect(text.slice(range.start, range.end)).toBe(read);
  }
  expect(letter.text().replace(/[{}"]/g, '\n')).toBe(text);
  expect(letter.length).toBe(text.length);
  return letter;
}

test('pieces of one part continue each other; another part begins anew', () => {
  const letter = letterOf([
    piece('reasoning', 'They ask '),
    piece('reasoning', 'for soup.'),
    piece('content', 'Take leeks.'),
    piece('tool', 'cook', 'tool_calls[0].name'),
    piece('tool', '{}', 'tool_calls[0].arguments'),
    piece('content', 'Done.'),
  ]);
  expect(letter.text()).toBe('They ask for soup.\n\nTake leeks.\n\ncook\n\n{}\n\nDone.');
  expect(letter.parts().map(({ channel }) => channel)).toEqual(['reasoning', 'content', 'tool', 'tool', 'content']);
});

test('what was said to the client stands in it without reasoning and calls of tools', () => {
  const letter = letterOf([
    piece('reasoning', 'Hm.'),
    piece('content', 'Take leeks.'),
    piece('tool', 'cook', 'tool_calls[0].name'),
    piece('refusal', 'No.'),
  ]);
  expect(letter.spokenBefore(letter.length)).toBe('Take leeks.\n\nNo.');
  expect(letter.spokenBefore(letter.text().indexOf('leeks'))).toBe('Take ');
  expect(letter.spokenBefore(2)).toBe('');
});

test('ranges stand where the texts do, whatever comes', () => {
  const any = fc.record({
    choice: fc.constant(0),
    channel: fc.constantFrom('content' as const, 'reasoning' as const, 'refusal' as const, 'tool' as const),
    part: fc.constantFrom('a', 'b'),
    text: fc.string({ unit: 'binary', maxLength: 8 }),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 30 }), (pieces) => {
      const letter = letterOf(pieces);
      const parts = letter.parts().map(({ text }) => text);
      expect(parts.join('\n\n')).toBe(letter.text());
      expect(parts.join('').length).toBe(pieces.reduce((sum, { text }) => sum + text.length, 0));
    }),
  );
});
