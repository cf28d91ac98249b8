import { describe, expect, test } from 'vitest';
import { PLAIN, type Style } from '../../report/index.ts';
import { type Lang, TOOL, type Verification, type VerificationCheck } from '../../schema/index.ts';
import { verificationText } from './verification-text.ts';

const BASE: Verification = {
  schema: 'zenbun.verify/1',
  tool: TOOL,
  verdict: 'valid',
  subject: { kind: 'folder', path: 'model', sha256: 'a'.repeat(64), files: 2, bytes: 1234 },
  policy: null,
  statements: [],
  checks: [],
};
const check = (state: VerificationCheck['state'], more: Partial<VerificationCheck> = {}): VerificationCheck => ({
  check: 'file-digest',
  state,
  path: null,
  detail: { en: 'One sentence.', ja: '一文です。' },
  expected: null,
  found: null,
  ...more,
});
const textOf = (more: Partial<Verification>, lang: Lang = 'en', style: Style = PLAIN) =>
  verificationText({ ...BASE, ...more }, lang, style);

test('what was verified, and the verdict, in both languages', () => {
  expect(textOf({})).toBe(
    `model (folder, 2 files, 1,234 bytes)\nSHA-256: ${'a'.repeat(64)}\n` +
      'Verdict: valid: all that can be checked at hand holds, and somebody you trust has signed it\n',
  );
  expect(textOf({ verdict: 'invalid' }, 'ja')).toBe(
    `model (フォルダー、2 ファイル、1,234 バイト)\nSHA-256：${'a'.repeat(64)}\n` +
      '判定：無効：正しくない点があります。使用しないでください\n',
  );
});

test('files are counted in folders only, and what is not known is left out', () => {
  const subject = { kind: 'file' as const, path: 'a', sha256: null, files: 1, bytes: 7 };
  expect(textOf({ subject })).toMatch(/^a \(file, 7 bytes\)\nVerdict/);
  expect(textOf({ subject: { ...subject, kind: 'statement', bytes: null } })).toMatch(/^a \(statement\)\n/);
  expect(textOf({ subject: { ...BASE.subject, files: 1 } })).toContain('(folder, 1 file, ');
});

test('a policy is named with the beginning of its digest', () => {
  const policy = { path: 'p.json', sha256: '0123456789abcdef99' };
  expect(textOf({ policy })).toContain('\nPolicy: p.json (SHA-256 0123456789abcdef…)\n');
});

describe('checks', () => {
  test('what failed comes first, then what was not checked, what holds, and what is only claimed', () => {
    const states = ['claimed', 'passed', 'not-checked', 'failed'] as const;
    const text = textOf({ checks: states.map((state) => check(state)) });
    const titles = ['\nFailed\n  ✗ ', '\nNot checked\n  ? ', '\nChecked and right\n  ✓ ', "\nThe supplier's word"];
    const places = titles.map((title) => text.indexOf(title));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('its name is told unless it passed, its path unless the sentence names it', () => {
    expect(textOf({ checks: [check('failed', { path: 'w.bin' })] })).toContain(
      '✗ w.bin: One sentence. [file-digest]\n',
    );
    expect(textOf({ checks: [check('failed', { path: 'sentence' })] })).toContain('✗ One sentence. [file-digest]\n');
    expect(textOf({ checks: [check('passed')] }, 'ja')).toMatch(/✓ 一文です。\n$/);
  });

  test('values are shown only if they were compared and differ', () => {
    const both = { expected: 'aa', found: '' };
    expect(textOf({ checks: [check('failed', both)] })).toContain('\n      expected aa\n      found    (none)\n');
    expect(textOf({ checks: [check('passed', both)] })).not.toContain('expected');
    expect(textOf({ checks: [check('failed', { expected: 'aa' })] })).not.toContain('expected');
    expect(textOf({ checks: [check('failed', { found: 'aa' })] })).not.toContain('found');
  });

  test('twenty of a state are shown, the rest is counted', () => {
    const many = (count: number) => Array.from({ length: count }, () => check('passed'));
    expect(textOf({ checks: many(20) })).not.toContain('more');
    expect(textOf({ checks: many(21) })).toMatch(/\n {2}and 1 more \(all in --json\)\n$/);
    expect(textOf({ checks: many(23) }, 'ja')).toContain('ほか 3 件（--json に全件）');
    expect(textOf({ checks: many(23) }).match(/✓/g)).toHaveLength(20);
  });
});

describe('claims', () => {
  const claim = (field: string, found: string | null, path: string | null = null) =>
    check('claimed', { path, found, detail: { en: `${field} is the signer's word only.`, ja: '申告のみ。' } });

  test('are listed by field and value', () => {
    const text = textOf({ checks: [claim('predicate.licence', 'MIT', 'a.json'), claim('subject', null)] });
    expect(text).toContain("\n  · a.json: licence = MIT\n  · subject is the signer's word only.\n");
  });

  test('names and types that mean nothing are left out', () => {
    const formal = [claim('subject[0].name', 'x'), claim('predicate.buildDefinition.buildType', 'y')];
    expect(textOf({ checks: formal })).not.toContain("supplier's word");
    expect(textOf({ checks: [...formal, claim('subject[0].digest', 'z')] }).match(/·/g)).toHaveLength(1);
  });

  test('twenty are shown, the rest is counted', () => {
    const many = Array.from({ length: 22 }, (_, i) => claim(`f${i}`, 'x'));
    expect(textOf({ checks: many })).toContain('  · f19 = x\n  and 2 more (all in --json)\n');
  });
});

describe('what to do next', () => {
  const nextOf = (...checks: VerificationCheck[]) =>
    textOf({ checks }).split('\nNext\n')[1]?.trimEnd().split('\n') ?? [];

  test('nothing where all holds, or is only claimed', () => {
    expect(nextOf(check('passed', { check: 'signature' }), check('claimed', { check: 'other-key' }))).toEqual([]);
  });

  test.each([
    ['failed', 'other-key', ['Make sure that --key is the key of whoever signed']],
    ['failed', 'file-digest', ['Do not use it']],
    ['not-checked', 'signature', ['Get the public key']],
    ['not-checked', 'policy-age', ['Statements about files (signing) carry no date']],
    ['not-checked', 'file-digest', []],
    ['failed', 'policy-age', ['Do not use it']],
  ] as const)('%s: %s', (state, name, steps) => {
    expect(nextOf(check(state, { check: name }))).toEqual(steps.map((step) => expect.stringContaining(step)));
  });

  test('each advice once', () => {
    expect(nextOf(check('failed'), check('failed'), check('failed', { check: 'other-key' }))).toHaveLength(2);
  });
});

test('statements: what they are, who signed them, and when they say that was', () => {
  const one = { path: 'd.json', sha256: 'b', predicateType: 'https://example.org/other/1', subjects: [], at: null };
  const signedBy = [
    { name: 'k.pub', fingerprint: '0123456789abcdef99' },
    { name: 'l.pub', fingerprint: 'fedcba987654321099' },
  ];
  const text = textOf({
    statements: [
      { ...one, signedBy, at: '2026-11-30' },
      { ...one, signedBy: [] },
    ],
  });
  expect(text).toContain('      signed by: k.pub (0123456789abcdef…), l.pub (fedcba9876543210…) · dated: 2026-11-30\n');
  expect(text).toContain('      signed by nobody that is known here\n');
  expect(text.match(/ {2}d\.json: /g)).toHaveLength(2);
});

test('nothing that a supplier wrote steers the terminal', () => {
  const evil = 'x\u001b[2J\u202e\n';
  const detail = { en: `${evil} is the signer's word`, ja: evil };
  const states = ['failed', 'not-checked', 'passed', 'claimed'] as const;
  const checks = states.map((state) => check(state, { path: `${evil}p`, detail, expected: evil, found: evil }));
  const statement = { path: evil, sha256: 'b', predicateType: evil, subjects: [], at: evil };
  const more = {
    subject: { ...BASE.subject, path: evil },
    policy: { path: evil, sha256: 'c' },
    statements: [{ ...statement, signedBy: [{ name: evil, fingerprint: 'd' }] }],
    checks: [...checks, check('claimed', { detail: { en: `f${evil}`, ja: evil }, path: evil })],
  };
  for (const lang of ['en', 'ja'] as const) expect(textOf(more, lang)).not.toMatch(/[\u001b\u202e]/);
});
