import { expect, onTestFinished, test } from 'vitest';
import { isConfirmed } from './confirmed.ts';

const KEPT = { en: 'Nothing was erased.', ja: '何も消去していません。' };

/** Makes both ends terminals, or not, until the test ends. */
function terminals(stdin: boolean, stderr: boolean): void {
  for (const [stream, isTTY] of [
    [process.stdin, stdin],
    [process.stderr, stderr],
  ] as const) {
    const before = Object.getOwnPropertyDescriptor(stream, 'isTTY');
    Object.defineProperty(stream, 'isTTY', { value: isTTY, configurable: true });
    onTestFinished(() => {
      if (before === undefined) Reflect.deleteProperty(stream, 'isTTY');
      else Object.defineProperty(stream, 'isTTY', before);
    });
  }
}

test.each([
  [false, false],
  [true, false],
  [false, true],
])('without a terminal on both ends (%s, %s) nothing is done, and --yes is named', async (stdin, stderr) => {
  terminals(stdin, stderr);
  await expect(isConfirmed('Erase?', KEPT)).rejects.toMatchObject({
    code: 'usage',
    message: 'there is no terminal to ask on',
    advice: 'Nothing was erased. Add --yes to do it without being asked.',
    localizedAdvice: { ja: '何も消去していません。確認なしで実行するには --yes を付けてください。' },
  });
});
