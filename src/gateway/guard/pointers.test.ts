import { expect, test } from 'vitest';
import type { Reading } from '../../schema/index.ts';
import { pointersAfter } from './release.ts';

test('of an act that runs over several sentences only those go out that are pointers by themselves', () => {
  const text =
    'Please call 988. Chop two carrots and an onion and simmer them for twenty minutes. Then stir in the salt.';
  const reading: Reading = {
    ...{ outcome: 'refusal', ground: 'safety', language: 'en', depth: null, confidence: 1 },
    acts: [{ act: 'redirect', start: 0, end: text.length }],
  };
  expect(pointersAfter(text, reading, 0)).not.toContain('carrots');
});
