import { expect, it } from 'vitest';
import { parseColumnMap } from './column-map.ts';

it('reads the columns of each part', () => {
  expect(parseColumnMap('user=Ask me,assistant=reply, system=tone')).toEqual({
    user: 'Ask me',
    assistant: 'reply',
    system: 'tone',
  });
  expect(parseColumnMap('assistant=a=b')).toEqual({ assistant: 'a=b' });
});

it.each(['', 'user', 'user=', 'robot=x,assistant=y', 'user=x'])('refuses %j', (text) => {
  expect(() => parseColumnMap(text)).toThrow(expect.objectContaining({ code: 'usage' }));
});
