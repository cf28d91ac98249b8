import { expect, it } from 'vitest';
import { utterances } from './utterances.ts';

const said = (dialogue: readonly string[]) => {
  const row = utterances.toRow({ dialogue });
  return typeof row === 'string'
    ? row
    : [
        row.rolesAssumed === true,
        ...row.turns.map(({ role, text, target }) => `${role[0]}${target ? '!' : ''}:${text}`),
      ];
};

it('takes the user to begin and the assistant to end, and says so', () => {
  expect(said(['Sky?', 'Blue.', 'Sea?', 'Green.'])).toEqual([true, 'u:Sky?', 'a!:Blue.', 'u:Sea?', 'a!:Green.']);
});

it('reads each of an odd number as the answer to the one before, since either side may be the assistant', () => {
  expect(said(['Hello, how can I help?', 'Sky?', 'Blue.'])).toEqual([
    true,
    'a!:Hello, how can I help?',
    'u:Hello, how can I help?',
    'a!:Sky?',
    'u:Sky?',
    'a!:Blue.',
  ]);
});

it('goes by the names where the strings begin with them', () => {
  expect(said(['Assistant: Hello.', 'User: Sky?', 'Assistant: Blue.'])).toEqual([
    false,
    'a!:Hello.',
    'u:Sky?',
    'a!:Blue.',
  ]);
});
