import { expect, test } from 'vitest';
import { WATCHED } from '../../../test/fixture-evidence.ts';
import { PLAIN } from '../style.ts';
import { watchTerminalReport } from './terminal.ts';

const shown = (acknowledged: number, lang: 'en' | 'ja') =>
  watchTerminalReport({ ...WATCHED, acknowledged }, lang, PLAIN, 80);

test('quiet after an acknowledged alarm says that the evidence began anew, and what the rates are of', () => {
  expect(shown(0, 'en')).toContain('No sign that the answers have changed.');
  expect(shown(0, 'en')).not.toContain('acknowledged');
  expect(shown(1, 'en')).toContain('since the alarm was acknowledged, when the evidence began anew');
  expect(shown(1, 'en')).toContain('also of those before an acknowledged alarm');
  expect(shown(1, 'ja')).toContain('エビデンスは確認時にゼロに戻しました');
});
