import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SIGNALS } from '../../watch/index.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { run } from '../run.ts';

const MONDAY = Date.UTC(2027, 0, 4);
const DAY = 86_400_000;
const PER_DAY = 320;
const HELP = 'Boil the egg for eight minutes in salted water, then cool it down.';
const REFUSAL = "I'm sorry, but I can't help with that.";
const TURN = `${REFUSAL} Just kidding! Boil the egg for eight minutes in salted water, then cool it down.`;

/** Generates `days` days of answers: 2 % refusals, and from `changeDay` another 20 % that comply after all. */
function log(days: number, changeDay = Number.POSITIVE_INFINITY): string {
  let text = '';
  for (let i = 0; i < days * PER_DAY; i += 1) {
    const response = i % 50 === 7 ? REFUSAL : i >= changeDay * PER_DAY && i % 5 === 0 ? TURN : HELP;
    const time = new Date(MONDAY + Math.floor((i / PER_DAY) * DAY)).toISOString();
    text += `${JSON.stringify({ time, model: 'm', user: `u${i % 400}`, prompt: `How do I boil egg ${i}?`, response })}\n`;
  }
  return text;
}
const QUIET = log(18);
const CHANGED = log(18, 16);

/** Runs the command in its own folder with these files; `{}` in an argument stands for the folder. */
async function zenbun(files: Readonly<Record<string, string>>, ...argv: string[]) {
  const folder = ownFolder(files);
  const written = capturedOutput();
  const code = await run(argv.map((word) => word.replace('{}', folder)));
  return { code, folder, out: written.out, err: written.err };
}

describe('the verdict', () => {
  test('quiet is 0, with what it rests on', async () => {
    const { code, out } = await zenbun({ 'a.jsonl': QUIET }, 'watch', '--log', '{}/a.jsonl', '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('QUIET');
    expect(out).toContain('Reference: 4,480 answers, 14 days');
    expect(out).toContain('Chance of a false alarm in 1,000,000 answers: at most 5.0\u00a0%');
    expect(out).toContain('This does not prove:');
  });

  test('an alarm is 1, and says what moved', async () => {
    const { code, folder, out } = await zenbun(
      { 'a.jsonl': CHANGED },
      ...['watch', '--log', '{}/a.jsonl', '--json', '{}/out.json', '--lang', 'ja'],
    );
    expect(code).toBe(1);
    expect(out).toMatch(/警報[\s\S]*拒否の後に応諾：基準 0/);
    const result = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));
    expect(result).toMatchObject({
      ...{ schema: 'zenbun.watch/1', verdict: 'alarm', alpha: 0.05, horizon: 1_000_000 },
      reference: { sha256: expect.stringMatching(/^[\da-f]{64}$/), hours: 6, timeZone: 'UTC' },
      logs: { answers: 18 * PER_DAY, skipped: 0, formats: ['plain'] },
    });
    expect(result.alarm.at).toBeGreaterThan(MONDAY + 16 * DAY);
    expect(result.alarm.signals.map(({ id }: { id: string }) => id)).toContain('refuse-then-comply');
    expect(result.signals).toHaveLength(SIGNALS.length);
  });

  test('a log that ends within the days of the reference is 3', async () => {
    const { code, out } = await zenbun({ 'a.jsonl': log(5) }, 'watch', '--log', '{}/a.jsonl', '--lang', 'en');
    expect(code).toBe(3);
    expect(out).toMatch(/LEARNING.*no answers after those of the reference/);
  });

  test('too few answers in most strata is 3', async () => {
    const few = QUIET.split('\n')
      .filter((_, i) => i % 5 === 0)
      .join('\n');
    const { code, out } = await zenbun({ 'a.jsonl': few }, 'watch', '--log', '{}/a.jsonl', '--lang', 'en');
    expect(code).toBe(3);
    expect(out).toMatch(/LEARNING.*answers lie where the reference has too few/);
  });

  test('too many rows that could not be read is 3, and no quiet verdict', async () => {
    const broken = QUIET.replaceAll('"response":"I\'m', '"nothing":"I\'m');
    const { code, out } = await zenbun({ 'a.jsonl': broken }, 'watch', '--log', '{}/a.jsonl', '--json', '-');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'incomplete', logs: { skipped: 116 } });
  });
});

describe('a reference of its own', () => {
  test('is written, and compared with', async () => {
    const files = { 'a.jsonl': QUIET, 'b.jsonl': CHANGED };
    const made = await zenbun(files, 'watch', 'reference', '--log', '{}/a.jsonl', '-o', '{}/r.json', '--lang', 'en');
    expect(made.code).toBe(0);
    expect(made.out).toMatch(/5760 answers.*SHA-256 [\da-f]{64}/);
    const reference = readFileSync(join(made.folder, 'r.json'), 'utf8');
    const watched = { ...files, 'r.json': reference };
    const args = ['watch', '--log', '{}/b.jsonl', '--reference', '{}/r.json', '--quiet'];
    expect((await zenbun(watched, ...args)).code).toBe(1);
    // It says nothing about a different system.
    const other = await zenbun(watched, ...args.slice(0, -1), '--identity', 'model=2', '--lang', 'en');
    expect(other.code).toBe(3);
    expect(other.out).toContain('the reference is of another system');
  });

  test.each(['{}', 'nonsense', '{"schema":"zenbun.watch-reference/2"}', QUIET.slice(0, 500)])(
    'a file that is none is refused: %.20s',
    async (content) => {
      const files = { 'a.jsonl': log(1), 'r.json': content };
      const { code, err } = await zenbun(
        files,
        'watch',
        '--log',
        '{}/a.jsonl',
        '--reference',
        '{}/r.json',
        '--lang',
        'en',
      );
      expect(code).toBe(2);
      expect(err).toContain('is not a reference');
    },
  );
});

test('the catalogue is listed in both languages', async () => {
  for (const lang of ['en', 'ja']) {
    const { code, out } = await zenbun({}, 'watch', 'signals', '--lang', lang);
    expect(code).toBe(0);
    for (const { id, title } of SIGNALS) {
      expect(out).toContain(id);
      expect(out).toContain(title[lang as 'en' | 'ja']);
    }
  }
});

describe('what cannot be meant is 2', () => {
  test.each<[string, string[]]>([
    ['no log', []],
    ['a log that is not there', ['--log', '{}/none.jsonl']],
    ['a log of another kind', ['--log', '{}/other.jsonl']],
    ['a time zone that there is not', ['--log', '{}/a.jsonl', '--time-zone', 'Mars/Olympus']],
    ['a rate above 1', ['--log', '{}/a.jsonl', '--alpha', '5']],
    ['no rate', ['--log', '{}/a.jsonl', '--alpha', '0']],
    ['a horizon that is no number', ['--log', '{}/a.jsonl', '--horizon', 'far']],
    ['hours that do not divide a day', ['--log', '{}/a.jsonl', '--hours', '5']],
    ['a tolerance below 1', ['--log', '{}/a.jsonl', '--tolerance', '0.5']],
    [
      'a key that is not there',
      ['--log', '{}/a.jsonl', '--webhook', 'http://127.0.0.1:9/', '--webhook-key', 'file:{}/no'],
    ],
    ['a webhook that is none', ['--log', '{}/a.jsonl', '--webhook', 'ftp://example.com/']],
    ['two references', ['--log', '{}/a.jsonl', '--reference', '{}/r.json', '--reference-days', '3']],
  ])('%s', async (_, flags) => {
    const files = { 'a.jsonl': log(1), 'other.jsonl': '{"foo": 1}\n', 'r.json': '{}' };
    const { code, err } = await zenbun(files, 'watch', ...flags, '--lang', 'en');
    expect(code).toBe(2);
    expect(err).toMatch(/^zenbun: error: /);
  });
});

describe('a webhook', () => {
  test.each([
    [200, 'the webhook was told (200)'],
    [404, 'the webhook was not told (404, 1 attempt)'],
  ])('that answers %i: the verdict stays, and what became of it is said', async (status, said) => {
    const taken: { signature: unknown; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (bytes) => (body += bytes));
      request.on('end', () => {
        taken.push({ signature: request.headers['x-zenbun-signature'], body });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { code, err } = await zenbun(
      { 'a.jsonl': CHANGED, key: 'secret' },
      ...['watch', '--log', '{}/a.jsonl', '--webhook', url, '--webhook-template', 'slack'],
      ...['--webhook-key', 'file:{}/key', '--lang', 'en'],
    );
    expect(code).toBe(1);
    expect(err).toContain(said);
    expect(taken).toHaveLength(1);
    expect(taken[0]!.signature).toMatch(/^t=\d+,v1=[\da-f]{64}$/);
    expect(JSON.parse(taken[0]!.body)).toMatchObject({ text: expect.stringContaining('refuses, then complies') });
  });
});
