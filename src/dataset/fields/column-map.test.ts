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

it.each([
  ['assistant=a,assistant=b', '--map names assistant twice'],
  ['user=a,assistant=b,user=c', '--map names user twice'],
  ['user=text,assistant=text', '--map names the column text twice'],
])('refuses %j, of which only the last would count', (text, message) => {
  expect(() => parseColumnMap(text)).toThrow(message);
});
