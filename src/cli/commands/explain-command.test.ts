import { describe, expect, test } from 'vitest';
import { DETECTOR_IDS } from '../../schema/index.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { explainCommand, listDetectors } from './explain-command.ts';

const FLAGS = { color: false };
/** Returns the explanation of one detector, or of all. */
async function explained(name: string | undefined, lang: 'en' | 'ja' = 'en'): Promise<string> {
  const written = capturedOutput();
  expect(await explainCommand(name, FLAGS, lang)).toBe(0);
  expect(written.err).toBe('');
  return written.out;
}

describe('without a name', () => {
  test.each(['en', 'ja'] as const)('all detectors are listed, one a line, in their order (%s)', async (lang) => {
    const lines = (await explained(undefined, lang)).trimEnd().split('\n');
    expect(lines.map((line) => line.split(/\s+/)[0])).toEqual([...DETECTOR_IDS]);
  });

  test('as `scan --list-detectors` does', async () => {
    const written = capturedOutput();
    expect(await listDetectors('en')).toBe(0);
    expect(await explained(undefined)).toBe(written.out);
  });
});

test.each(DETECTOR_IDS)('%s is explained in the language that is asked for, without colour', async (id) => {
  const english = await explained(id);
  const japanese = await explained(id, 'ja');
  expect(english).not.toBe(japanese);
  expect(japanese).toMatch(/[\p{sc=Hiragana}]/u);
  for (const text of [english, japanese]) expect(text).not.toContain('\u001b');
});

test.each(['', 'refuse', 'REFUSE-THEN-COMPLY', '__proto__'])(
  '%j is no detector; those that are, are named',
  async (name) => {
    await expect(explainCommand(name, FLAGS, 'en')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`"${name}"`),
      advice: expect.stringContaining(DETECTOR_IDS.join(', ')),
    });
  },
);
