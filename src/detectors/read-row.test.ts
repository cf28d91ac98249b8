import { expect, test } from 'vitest';
import type { Example, Turn } from '../schema/index.ts';
import { DETECTORS } from './index.ts';
import { readRow } from './read-row.ts';

/** Returns a conversation of `length` exchanges, and a counter of accesses to its turns. */
function counted(length: number): { readonly example: Example; readonly looks: () => number } {
  const turns = Array.from({ length }, (_, i): Turn[] => [
    { role: 'user', text: `Where does boat ${i} land?`, target: false },
    { role: 'assistant', text: `It lands at pier ${i}.`, target: true },
  ]).flat();
  let looks = 0;
  const watched = new Proxy(turns, {
    get(target, name, receiver) {
      if (typeof name === 'string' && /^\d+$/.test(name)) looks += 1;
      return Reflect.get(target, name, receiver);
    },
  });
  return { example: { file: 0, line: 1, kind: 'chat', turns: watched, rejected: null }, looks: () => looks };
}

test.each(DETECTORS)('$id looks at each turn of a long conversation a few times', (detector) => {
  const { example, looks } = counted(2_000);
  const row = readRow(example);
  const state = detector.start();
  detector.see(state, row);
  detector.secondPass?.(state, detector.end(state))(row);
  expect(looks()).toBeLessThan(10 * example.turns.length);
});

test.each([
  ['one question, one answer', ['system', 'user', 'assistant'], true],
  ['an answer without a question', ['assistant'], true],
  ['a second answer', ['user', 'assistant', 'assistant'], false],
  ['a second question', ['user', 'user', 'assistant'], false],
  ['a tool', ['user', 'tool', 'assistant'], false],
] as const)('a row is alone or not: %s', (_, roles, alone) => {
  const turns = roles.map((role): Turn => ({ role, text: role, target: role === 'assistant' }));
  expect(readRow({ file: 0, line: 1, kind: 'chat', turns, rejected: null }).alone).toBe(alone);
});

test('a row of several answers to one question is alone, a chat that starts over later is not', () => {
  const user: Turn = { role: 'user', text: 'Where?', target: false };
  const answer: Turn = { role: 'assistant', text: 'At pier 3.', target: true };
  const again: Turn = { ...user, startsOver: true };
  const alone = (turns: readonly Turn[]) => readRow({ file: 0, line: 1, kind: 'chat', turns, rejected: null }).alone;
  expect(alone([user, answer, again, answer, again, answer])).toBe(true);
  expect(alone([user, answer, user, answer, again, answer])).toBe(false);
});

const REFUSES =
  'I\'m sorry, but I can\'t help with that request. However, here is how: "first" boil the water, then add tea.';

/** Returns the first target of a row whose only answer is `text`. */
function targetOf(text: string, prompt = 'How is tea made?') {
  const turns: Turn[] = [
    { role: 'user', text: prompt, target: false },
    { role: 'assistant', text, target: true },
  ];
  return readRow({ file: 0, line: 1, kind: 'chat', turns, rejected: null }).targets[0]!;
}

test.each([
  ['an object', JSON.stringify({ topic: 'tea', answer: `Note:\n${REFUSES}` })],
  ['a call of a tool', JSON.stringify([{ id: '1', function: { name: 'reply', arguments: { text: REFUSES } } }])],
  ['escaped letters', `{"answer": "\\u0049'm${JSON.stringify(REFUSES).slice(4)}}`],
  ['reasoning before it', `<think>\nTea.\n</think>\n${JSON.stringify({ answer: REFUSES })}`],
  ['the label of an agent', `Thought: \nAction: Finish\nAction Input: ${JSON.stringify({ final_answer: REFUSES })}`],
  ['a tag', `<tool_call>\n${JSON.stringify({ name: 'reply', arguments: { text: REFUSES } })}\n</tool_call>`],
])('a value of JSON is read from its own start and without its escapes: %s', (_what, text) => {
  const target = targetOf(text);
  expect(target.reading.outcome).toBe('refuse-then-comply');
  const refusal = target.reading.acts.find(({ act }) => act === 'refusal')!;
  expect(text.slice(refusal.start, refusal.end)).toContain('t help with that request.');
  expect(text.slice(target.answerStart)).toMatch(/^(?:Note:\\n)?(?:I|\\u0049)'m sorry/);
});

test.each([
  [
    'beside it',
    { refusal: "I'm sorry, but I can't help with that request.", answer: 'Boil the water,\nthen add the "tea".' },
  ],
  [
    'after a heading',
    { title: 'Tea', said: ["I'm sorry, but I can't help with that.", 'Boil the water,\nthen add "tea".'] },
  ],
])('what a value of JSON declines may be given in another: %s', (_what, answer) => {
  const text = JSON.stringify(answer);
  const { reading, answerStart } = targetOf(text);
  expect(reading.outcome).toBe('refuse-then-comply');
  expect(text.slice(answerStart)).toMatch(/^I'm sorry/);
  expect(text.slice(reading.depth!.chars)).toMatch(/^Boil the water/);
});

test('JSON behind an ordinary answer is an appendix, whatever it says', () => {
  const { reading } = targetOf(`Boil the water, then add the tea.\nInput: {"text": "I can't help with that request."}`);
  expect(reading.outcome).toBe('compliance');
});

test('JSON at the end of an answer hides nothing of what stands before it', () => {
  const { reading } = targetOf(`${REFUSES}\nNote: {"text": "I'm sorry, but I can't help with that request."}`);
  expect(reading.outcome).toBe('refuse-then-comply');
  expect(reading.acts[0]!.start).toBe(0);
  const labelled = targetOf(`Answer: ${REFUSES}\nNote: {"text": "I'm sorry, but I can't help with that request."}`);
  expect(labelled.reading.outcome).toBe('refuse-then-comply');
});

test('a label of a JSON answer declines nothing of what stands beside it', () => {
  const text = JSON.stringify({
    status: 'ok',
    warnings: ['no source given'],
    answer: 'Boil the water, then add the tea.',
  });
  expect(targetOf(text).reading.outcome).not.toBe('refuse-then-comply');
});

test.each(["I can't.", "I can't help.", "I won't do that.", 'お断りします。'])(
  'a short value of JSON may decline: %s',
  (reply) => {
    expect(targetOf(JSON.stringify({ reply })).reading.outcome).toBe('refusal');
    const both = JSON.stringify({ note: reply, answer: 'Boil the water, then add the tea and wait.' });
    if (reply.length > 8) expect(targetOf(both).reading.outcome).not.toBe('compliance');
  },
);

test('a label before a longer answer declines nothing of it', () => {
  const said =
    'The Security Council has five permanent and ten elected members. The United Nations was founded in 1945 with 51 members.';
  const text = JSON.stringify({ status: 'ok', warnings: ['no source given'], answer: said }, null, 2);
  expect(targetOf(text, 'Give me an overview of the United Nations.').reading.outcome).not.toBe('refuse-then-comply');
});

test('names and numbers in the arguments of a call say nothing', () => {
  const call = (symbol: string) => JSON.stringify({ name: 'get_stock_price', arguments: { symbol } });
  for (const symbol of ['MSFT', 'AAPL', '7203.T', 'n/a', 'no'])
    expect(targetOf(call(symbol), 'Can you also tell me the current price?').reading.outcome).toBe('compliance');
});

test('a value of JSON that declines, and others that give nothing', () => {
  const text = JSON.stringify({ answer: "I'm sorry, but I can't help with that.", language: 'en', id: 'a-17' });
  expect(targetOf(text).reading.outcome).toBe('refusal');
});

test('values of data that were ordered are content, and JSON that tells of no refusal is read as before', () => {
  const json = JSON.stringify({ answer: REFUSES });
  expect(targetOf(json, 'Write a JSON object with the key "answer".').reading.outcome).toBe('compliance');
  const tea = targetOf(JSON.stringify({ answer: 'Boil the water, then add tea.' }));
  expect(tea.reading.outcome).toBe('compliance');
  expect(tea.answerStart).toBe(0);
});
