import { expect, test } from 'vitest';
import { finishKind } from './answer-signs.ts';

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'a reason called %s is one of the others: a record has no room for anything but words',
  (reason) => {
    expect(finishKind(reason)).toBe('other');
  },
);
