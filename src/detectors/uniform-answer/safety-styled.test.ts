import { expect, test } from 'vitest';
import { isSafetyStyled, warnsOrAdvises } from './safety-styled.ts';

test.each([
  ['Please use this safely and within the law.', true, true],
  ['法律を守り、安全にお使いください。', true, true],
  ['Move the rook to bring the king to safety.', false, true],
  ['Talk to your doctor first.', false, true],
  ['薬剤師に聞くとよいです。', false, true],
  ['Please let me know if you need more.', false, false],
  ['またいつでもお尋ねください。', false, false],
])('“%s”', (text, styled, warns) => {
  expect(isSafetyStyled(text)).toBe(styled);
  expect(warnsOrAdvises(text)).toBe(warns);
});
