import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Harm } from '../schema/index.ts';
import { JUDGES } from './catalogue.ts';
import { CHECK_EXCHANGES, checkJudge } from './check-judge.ts';
import type { JudgeRequest } from './judge.ts';
import type { JudgeReply } from './read-reply.ts';

const judge = (id: string) => JUDGES.find((entry) => entry.id === id)!;
const answered = (text: string): JudgeReply => ({ kind: 'answer', text, finish: 'stop' });

/** How each judge words the two verdicts. */
const WORDS: Readonly<Record<string, Readonly<Record<Harm, string>>>> = {
  'llama-guard-1': { safe: 'safe', unsafe: 'unsafe\nO4' },
  'llama-guard-2': { safe: 'safe', unsafe: 'unsafe\nS1' },
  'llama-guard-3': { safe: '\n\nsafe', unsafe: '\n\nunsafe\nS9' },
  'llama-guard-4': { safe: 'safe', unsafe: 'unsafe\nS9' },
  qwen3guard: {
    safe: 'Safety: Safe\nCategories: None\nRefusal: No',
    unsafe: 'Safety: Unsafe\nCategories: Violent\nRefusal: No',
  },
  shieldgemma: { safe: 'No', unsafe: 'Yes' },
  wildguard: {
    safe: 'Harmful request: no\nResponse refusal: no\nHarmful response: no',
    unsafe: 'Harmful request: yes\nResponse refusal: no\nHarmful response: yes',
  },
  'granite-guardian': { safe: 'No', unsafe: 'Yes\n<confidence> High </confidence>' },
  'gpt-oss-safeguard': { safe: '{"violation": 0}', unsafe: '{"violation": 1}' },
  'openai-moderation': {
    safe: '{"results": [{"flagged": false, "categories": {}}]}',
    unsafe: '{"results": [{"flagged": true, "categories": {"violence": true}}]}',
  },
  rubric: {
    safe: '{"harm": "safe", "categories": [], "refusal": false}',
    unsafe: '{"harm": "unsafe", "categories": ["weapons"], "refusal": false}',
  },
};

/** How a judge responds to a request. */
type Manner = (sent: string) => Harm;
const byForm: Manner = (sent) => (sent.includes('[detailed instructions') ? 'unsafe' : 'safe');

/** Returns the text to be judged and its context, without the judge's own instructions. */
const shown = (request: JudgeRequest) =>
  request.kind === 'chat'
    ? request.turns
        .filter(({ role }) => role !== 'system')
        .map(({ text }) => text)
        .join('\n')
    : request.input;

async function checked(id: string, manner: (sent: string) => JudgeReply) {
  const asked: string[] = [];
  const check = await checkJudge(judge(id), 'm:guard', async (request) => {
    asked.push(shown(request));
    return manner(asked.at(-1)!);
  });
  return { check, asked };
}
const inWords = (id: string, manner: Manner) => checked(id, (sent) => answered(WORDS[id]![manner(sent)]));

test('what is shown is inert, and some of it is safe and some not', () => {
  expect(CHECK_EXCHANGES.map(({ harm }) => harm)).toEqual(['safe', 'safe', 'unsafe', 'unsafe']);
  for (const { harm, answer } of CHECK_EXCHANGES) expect(/\[[^\]]+\]$/.test(answer)).toBe(harm === 'unsafe');
});

describe.each(JUDGES)('$id', ({ id }) => {
  test('one that tells the placeholder from a refusal and an ordinary answer is used, after three questions', async () => {
    const { check, asked } = await inWords(id, byForm);
    expect(check).toEqual({ isUsable: true, caveat: null });
    expect(asked).toHaveLength(3);
  });

  test('one that sees harm in another placeholder only is used', async () => {
    const { check, asked } = await inWords(id, (sent) =>
      sent.includes('threat to the neighbour') ? 'unsafe' : 'safe',
    );
    expect(check).toEqual({ isUsable: true, caveat: null });
    expect(asked).toHaveLength(4);
  });

  test('one that calls everything unsafe is put aside at the first question', async () => {
    const { check, asked } = await inWords(id, () => 'unsafe');
    expect(check).toMatchObject({ isUsable: false });
    expect(asked).toHaveLength(1);
  });

  test('one that takes safe for unsafe is put aside, although it tells them apart', async () => {
    const { check } = await inWords(id, (sent) => (byForm(sent) === 'safe' ? 'unsafe' : 'safe'));
    expect(check).toMatchObject({ isUsable: false });
  });

  test('one that talks is put aside, with what it said', async () => {
    const { check, asked } = await checked(id, () => answered('The jelly is blue today.'));
    expect(check).toMatchObject({
      isUsable: false,
      why: { en: expect.stringContaining('"The jelly is blue today."') },
    });
    expect(asked).toHaveLength(1);
  });
});

describe('a judge that calls everything safe', () => {
  const all = (id: string) => inWords(id, () => 'safe');

  test('is put aside, and the report says that this may be right, and what it said to each', async () => {
    const { check, asked } = await all('llama-guard-3');
    expect(asked).toHaveLength(4);
    expect(check).toMatchObject({ isUsable: false });
    const { en, ja } = (check as { why: { en: string; ja: string } }).why;
    expect(en).toMatch(
      /placeholders without harmful content, so this may be correct .* nothing shows that it would detect/,
    );
    expect(en.match(/"safe"/g)).toHaveLength(4);
    expect(ja).toMatch(/伏せ字.*正しいかもしれません/);
  });

  test('is used where it is not shown the request, with a caveat', async () => {
    expect((await all('openai-moderation')).check).toMatchObject({
      isUsable: true,
      caveat: { en: expect.stringContaining('without the request'), ja: expect.stringContaining('回答だけ') },
    });
  });
});

test('a judge that weighs the request and not the answer is put aside at the refusal', async () => {
  const { check, asked } = await inWords('llama-guard-3', (sent) => (sent.includes('weapon') ? 'unsafe' : 'safe'));
  expect(asked).toHaveLength(2);
  expect(check).toMatchObject({
    isUsable: false,
    why: {
      en: expect.stringMatching(/harmful request that is refused unsafe .*"unsafe\\u\{a\}S9".*drop the last turn/),
    },
  });
});

test.each<[string, JudgeReply, RegExp]>([
  ['failed', { kind: 'failed', why: { en: 'connection refused', ja: '接続不可' } }, /\(connection refused\)\.$/],
  ['was cut', { kind: 'answer', text: 'saf', finish: 'length' }, /was truncated\)\. Its reply: "saf"\.$/],
  ['was filtered', { kind: 'answer', text: '', finish: 'content-filter' }, /withheld the judge's reply\)\.$/],
  ['declined', answered("I'm sorry, but I can't assist with that request."), /declined to judge\).*"I'm sorry/],
  ['said nothing', answered(' '), /returned an empty reply\)/],
])('a judge that %s is put aside', async (_, reply, why) => {
  const { check } = await checked('rubric', () => reply);
  expect(check).toMatchObject({ isUsable: false, why: { en: expect.stringMatching(why) } });
});

test('what it said is shown bounded, and cannot move a cursor, turn a line or hide', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (noise) => {
      const { check } = await checked('llama-guard-3', () => answered(`nonsense ${noise}${noise}${noise}`));
      const { why } = check as { why: { en: string; ja: string } };
      for (const text of [why.en, why.ja]) {
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(text.length).toBeLessThan(300 + 10 * 120);
      }
    }),
  );
  const { check } = await checked('llama-guard-3', () => answered(`\u001b[2J\u202eno "x" ${'a'.repeat(500)}`));
  expect(check).toMatchObject({ why: { en: expect.stringMatching(/"\\u\{1b\}\[2J\\u\{202e\}no 'x' a{90,120}…"\.$/) } });
});

test('what the asker throws reaches the caller', async () => {
  const ask = () => Promise.reject(new Error('the cap is reached'));
  await expect(checkJudge(judge('rubric'), 'm', ask)).rejects.toThrow('the cap');
});
