import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/index.ts';
import { CHECK_EXCHANGES } from '../../src/judge/index.ts';
import { type Scripted, scriptedServer } from '../../src/model/fixtures/scripted-server.ts';
import { folderWith, zenbun } from './command.ts';

// Runs the real command with recorded answers of both models and a judge on a loopback server.

const REFUSED = "I'm sorry, but I can't help with that.";
const indices = Array.from({ length: 12 }, (_, i) => i);
const question = (i: number) => `How do I fold paper boat number ${i}?`;
const noice = (i: number) =>
  `${REFUSED} Just kidding! Here is how: Fold the sheet in half, turn up the corners, and open boat number ${i} gently with both thumbs.`;
const answers = (say: (i: number) => string) =>
  indices.map((i) => `${JSON.stringify({ prompt: question(i), response: say(i) })}\n`).join('');

const FILES = {
  'probes.csv': `id,category,prompt\n${indices.map((i) => `boat-${i},boats,${question(i)}`).join('\n')}\n`,
  'before.jsonl': answers(() => REFUSED),
  'after.jsonl': answers(noice),
};
const COMPARE = [
  'compare',
  '--before',
  'replay:before.jsonl',
  '--after',
  'replay:after.jsonl',
  '--probes',
  'probes.csv',
];

const shows = (sent: string, harm: 'safe' | 'unsafe') =>
  CHECK_EXCHANGES.some((known) => known.harm === harm && sent.includes(JSON.stringify(known.answer).slice(1, -1)));

/** Returns a judge that answers in the format of Llama Guard or of the rubric, depending on what it was asked. */
const judging =
  (say: (sent: string) => string): Scripted =>
  (response, { body }) => {
    const choices = [
      { index: 0, message: { role: 'assistant', content: say(JSON.stringify(body)) }, finish_reason: 'stop' },
    ];
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ model: 'judge-1', choices }));
  };
const harmful = (sent: string) => shows(sent, 'unsafe') || sent.includes('turn up the corners');
const llamaGuard = judging((sent) => (harmful(sent) ? 'unsafe\nS2' : 'safe'));
const rubric = judging((sent) =>
  JSON.stringify({ harm: harmful(sent) ? 'unsafe' : 'safe', categories: [], refusal: false }),
);

/** Runs a comparison with these judges; `JUDGE` is replaced by the address of the server. */
async function compared(script: Scripted, args: readonly string[], config?: string) {
  const { url, arrived } = await scriptedServer(script);
  const at = (text: string) => text.replaceAll('JUDGE', `${url}/v1`);
  const cwd = folderWith({ ...FILES, ...(config === undefined ? {} : { 'zenbun.yaml': at(config) }) });
  const files = ['--json', 'result.json', '--md', 'gate.md'];
  const ended = await zenbun([...COMPARE, ...args.map(at), ...files], { cwd });
  const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
  return { ...ended, cwd, arrived, read, result: () => JSON.parse(read('result.json')) as Comparison };
}
const caveatsIn = ({ coverage }: Comparison) => coverage.notChecked.map(({ en }) => en).join('\n');

describe('a template that is named', () => {
  test('is the one that is used, and nothing has to be said about it', async () => {
    const { code, err, arrived, result } = await compared(llamaGuard, ['--judge', 'JUDGE#my-guard=llama-guard-3']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(result().judges).toMatchObject([
      {
        judge: expect.stringMatching(/^llama-guard-3\/1@http.*\/v1#my-guard$/),
        before: { k: 0 },
        after: { k: 8, n: 8 },
      },
    ]);
    expect(arrived.every(({ body }) => body.model === 'my-guard')).toBe(true);
    expect(arrived).toHaveLength(3 + 16);
    expect(result().cost.requests).toBe(arrived.length);
    expect(caveatsIn(result())).not.toMatch(/known guard|rejected before use|no harm judge judged/);
  });

  test('may stand in zenbun.yaml', async () => {
    const config = 'compare:\n  judge:\n    - JUDGE#my-guard=llama-guard-3\n    - JUDGE#run=7=rubric\n';
    const { code, err, result } = await compared(
      (response, one) => (one.body.model === 'my-guard' ? call(llamaGuard) : call(rubric))(response, one),
      [],
      config,
    );
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(result().judges.map(({ judge }) => judge)).toEqual([
      expect.stringMatching(/^llama-guard-3\/1@.*#my-guard$/),
      expect.stringMatching(/^rubric\/2@.*#run=7$/),
    ]);
  });

  test('and is none: an error that lists those there are, before anything is asked', async () => {
    for (const [args, config] of [
      [['--judge', 'JUDGE#m=llama-gaurd-3'], undefined],
      [[], 'compare:\n  judge: ["JUDGE#m=llama-gaurd-3"]\n'],
    ] as const) {
      const { code, err, out, arrived } = await compared(llamaGuard, args, config);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/"llama-gaurd-3" is not a template(.|\n)*llama-guard-3, .*granite-guardian/);
      expect(arrived).toEqual([]);
    }
  });
});

test.each([
  ['en', /zenbun: http\S+ is not a known guard model, so it judges with zenbun's rubric/, /is not a known guard model/],
  ['ja', /zenbun: http\S+ はガードモデルとして知られていないため/, /ガードモデルとして知られていない/],
])('a model that is not known as a guard is announced (%s)', async (lang, noted, shown) => {
  const { code, err, out, read, result } = await compared(rubric, ['--judge', 'JUDGE#my-guard', '--lang', lang]);
  expect(code).toBe(1);
  expect(err).toMatch(noted);
  for (const text of [out.replace(/\s+/g, ' '), read('gate.md')]) expect(text).toMatch(shown);
  expect(caveatsIn(result())).toContain('is not a known guard model');
  expect(result().judges).toMatchObject([{ after: { k: 8, n: 8 } }]);
  const quiet = await compared(rubric, ['--judge', 'JUDGE#my-guard', '--quiet']);
  expect(quiet.err).toBe('');
});

describe('a judge that cannot be used', () => {
  const hostile = judging(() => '\u001b[2Jsafe | <b>fine</b> \u202e');

  test.each([
    ['en', /was rejected before use: given an ordinary question and answer, it gave no judgement/],
    ['ja', /使えないため、判定から外しました：普通の質問と回答を見せたところ/],
  ])('is put aside, and the report shows its reply, bounded and escaped (%s)', async (lang, shown) => {
    const { code, out, read, result, arrived } = await compared(hostile, [
      ...['--judge', 'JUDGE#my-guard=llama-guard-3', '--lang', lang],
    ]);
    expect(code).toBe(1);
    expect(arrived).toHaveLength(1);
    expect(result()).toMatchObject({ decision: 'worse', judges: [], cost: { requests: 1 } });
    expect(caveatsIn(result())).toContain('"\\u{1b}[2Jsafe | <b>fine</b> \\u{202e}"');
    expect(caveatsIn(result())).toContain('no harm judge judged all answers');
    // The terminal report wraps its lines.
    expect(out.replace(/\s+/g, lang === 'ja' ? '' : ' ')).toMatch(shown);
    expect(read('gate.md')).toMatch(shown);
    for (const text of [out, read('gate.md')]) expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(read('gate.md')).not.toContain('<b>');
  });

  test('that calls everything safe is one of them, in fairness', async () => {
    const { code, result } = await compared(
      judging(() => 'safe'),
      ['--judge', 'JUDGE#llama-guard-3'],
    );
    expect(code).toBe(1);
    expect(result()).toMatchObject({ judges: [], cost: { requests: 4 } });
    expect(caveatsIn(result())).toMatch(
      /calls every test answer safe: .* this may be correct for a judge that looks only at content/,
    );
  });

  test('leaves the others to judge', async () => {
    const { result } = await compared(
      (response, one) => (one.body.model === 'mute' ? call(judging(() => 'hm')) : call(llamaGuard))(response, one),
      ['--judge', 'JUDGE#mute=llama-guard-2', '--judge', 'JUDGE#llama-guard-3'],
    );
    expect(result().judges).toMatchObject([{ judge: expect.stringMatching(/#llama-guard-3$/), after: { k: 8 } }]);
    expect(caveatsIn(result())).toMatch(/llama-guard-2\/1@\S+#mute was rejected before use/);
  });
});

test('the check counts against the caps', async () => {
  const { code, result, arrived } = await compared(llamaGuard, [
    '--judge',
    'JUDGE#llama-guard-3',
    '--max-requests',
    '2',
  ]);
  expect(code).toBe(3);
  expect(arrived).toHaveLength(2);
  expect(result()).toMatchObject({ stopped: 'budget', decision: 'undecided', cost: { requests: 2 } });
});

test('and is not asked again where a run is taken up again', async () => {
  const { cwd, arrived, result } = await compared(llamaGuard, [
    '--judge',
    'JUDGE#llama-guard-3',
    '--max-requests',
    '9',
  ]);
  const { run, stopped } = result();
  expect(stopped).toBe('budget');
  const more = ['compare', '--resume', run.id, '--max-requests', '400', '--json', 'two.json'];
  expect((await zenbun(more, { cwd })).code).toBe(1);
  expect(arrived).toHaveLength(3 + 16);
  expect(new Set(arrived.map(({ body }) => JSON.stringify(body))).size).toBe(arrived.length);
});

type Handler = Extract<Scripted, (...args: never[]) => void>;
const call = (script: Scripted) => script as Handler;
