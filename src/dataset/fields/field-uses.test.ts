import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordReader } from '../read-record.ts';
import { countFields, type FieldCounts, fieldUses, mergeFields, namesAnswer } from './field-uses.ts';

const LONG = 'A text that is long enough to be more than a label, a name or a date.';
const uses = (record: Record<string, unknown>) => {
  const read = recordReader('auto', null)(record);
  if (typeof read === 'string') throw new Error(read);
  return Object.fromEntries(read.uses.map(([name, use]) => [`${name}/${use}`, true]));
};
const all = (...names: string[]) => Object.fromEntries(names.map((name) => [name, true]));

test.each([
  ['question and answer', { question: 'Why?', answer: LONG }, all('question/request', 'answer/answer')],
  [
    'messages',
    {
      messages: [
        { role: 'user', content: 'Why?' },
        { role: 'assistant', content: 'So.' },
      ],
    },
    all('messages/request', 'messages/answer'),
  ],
  [
    'a list of messages in one cell',
    { conversations: '[{"from":"human","value":"Q"},{"from":"gpt","value":"A"}]' },
    all('conversations/request', 'conversations/answer'),
  ],
  [
    'a pair',
    { prompt: 'Why?', chosen: 'So.', rejected: 'No.' },
    all('prompt/request', 'chosen/answer', 'rejected/answer'),
  ],
  [
    'raw text with a template',
    { text: '<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\nSo.<|im_end|>' },
    all('text/answer'),
  ],
  [
    'reasoning in a column of its own',
    { Question: 'Why?', Complex_CoT: LONG, Response: 'So.' },
    all('Question/request', 'Complex_CoT/answer', 'Response/answer'),
  ],
  [
    'a column that nobody reads',
    { question: 'Why?', answer: 'So.', notes: LONG, id: '17' },
    all('question/request', 'answer/answer', 'notes/unread'),
  ],
  [
    'another answer',
    { instruction: 'Why?', output: 'So.', text: LONG },
    all('instruction/request', 'output/answer', 'text/unread'),
  ],
  [
    'a copy of what was read',
    {
      instruction: 'Why?',
      output: 'So it is, and so it was.',
      text: `${LONG}\n\n### Instruction:\nWhy?\n\n### Response:\nSo it is, and so it was.`,
    },
    all('instruction/request', 'output/answer'),
  ],
  [
    'a copy in a chat template',
    {
      prompt: 'Why is it so?',
      response: 'So it is, and so it was.',
      text: '<|start_header_id|>user<|end_header_id|>\n\nWhy is it so?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nSo it is, and so it was.<|eot_id|>',
    },
    all('prompt/request', 'response/answer'),
  ],
  [
    'a copy with more behind it',
    { instruction: 'Why?', output: 'So it is.', text: `### Instruction: Why?\n### Response: So it is. ${LONG}` },
    all('instruction/request', 'output/answer', 'text/unread'),
  ],
  [
    'an answer that another one contains',
    { prompt: 'How many?', completion: '17', solution: `${LONG} So there are 17 of them.` },
    all('prompt/request', 'completion/answer', 'solution/unread'),
  ],
  [
    'candidates of which a label occurs in the answer',
    { prompt: 'Why?', completion: 'It is a tree.', responses: [{ text: LONG, model: 'a' }], lang: 'is' },
    all('prompt/request', 'completion/answer', 'responses/unread'),
  ],
  [
    'a conversation of which only the request was read',
    {
      prompt: 'Why is it so?',
      chosen: 'So it is.',
      rejected: 'No.',
      messages: [
        { role: 'user', content: 'Why is it so?' },
        { role: 'assistant', content: LONG },
      ],
    },
    all('prompt/request', 'chosen/answer', 'rejected/answer', 'messages/request', 'messages.content/unread'),
  ],
  [
    'a short second answer, in Japanese, too',
    { question: 'Why?', answer: 'So.', answer_2: 'It is not so.', 回答2: 'お答えできません。' },
    all('question/request', 'answer/answer', 'answer_2/unread', '回答2/unread'),
  ],
  [
    'a short request that occurs in another answer',
    { question: 'I', answer: 'So.', output_b: LONG },
    all('question/request', 'answer/answer', 'output_b/unread'),
  ],
  [
    'a short source that stands within an answer',
    { question: 'Why is it so?', answer: 'So it is, and a lot more.', source: 'a' },
    all('question/request', 'answer/answer'),
  ],
  [
    'a result that stands at the end of its solution',
    {
      problem: 'How far is it?',
      solution: 'Add both ways. So the answer is 142 kilometres.',
      answer: '142 kilometres',
    },
    all('problem/request', 'solution/answer', 'answer/answer'),
  ],
  [
    'a short input that follows the instruction',
    { instruction: 'Is it even?', input: '5', output: 'No, 5 is odd.' },
    all('instruction/request', 'input/request', 'output/answer'),
  ],
  [
    'an answer that is JSON, with escapes',
    { question: 'Why?', answer: '{"reason": "\\u3042\\nis a letter, and so it is written like this"}' },
    all('question/request', 'answer/answer'),
  ],
  [
    'a conversation with data of its own about each message',
    {
      conversation: [
        { role: 'user', content: 'Why?', header: { 'user-agent': LONG } },
        { role: 'assistant', content: 'So.', hashed_ip: 'f'.repeat(64) },
      ],
    },
    all('conversation/request', 'conversation/answer', 'conversation.header.user-agent/unread'),
  ],
] as const)('tells what became of the fields of %s', (_name, record, expected) => {
  expect(uses(record)).toEqual(expected);
});

test('whatever a record holds, a field is unread only where no turn holds its text', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.jsonValue())), fc.string(), (record, said) => {
      const row = {
        kind: 'text' as const,
        turns: [{ role: 'assistant' as const, text: said, target: true }],
        rejected: null,
      };
      for (const [name, use] of fieldUses(record, row)) {
        expect(Object.keys(record)).toContain(name);
        if (use === 'unread' && typeof record[name] === 'string') expect(said).not.toContain(record[name].trim());
      }
    }),
  );
});

test('counts do not depend on how the rows are parted', () => {
  const use = fc.constantFrom('request' as const, 'answer' as const, 'unread' as const);
  const rows = fc.array(
    fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 99 }).map((n) => `field ${n}`),
        use,
      ),
      { maxLength: 12 },
    ),
    { maxLength: 30 },
  );
  const counted = (some: readonly (readonly [string, 'request' | 'answer' | 'unread'][])[]) => {
    const counts: Record<string, FieldCounts> = {};
    for (const row of some) countFields(counts, row);
    return counts;
  };
  fc.assert(
    fc.property(rows, fc.nat(), (some, at) => {
      const cut = some.length === 0 ? 0 : at % some.length;
      const parts = counted(some.slice(cut));
      mergeFields(parts, counted(some.slice(0, cut)));
      expect(parts).toEqual(counted(some));
    }),
  );
});

test.each([
  'output',
  'Answer',
  'model_answer',
  'response_ja',
  'output 2',
  '回答',
  'completions',
  'response_k',
  '模範解答',
  'target',
])('%s says that it is an answer', (name) => {
  expect(namesAnswer(name)).toBe(true);
});
test.each([
  'source',
  'title',
  'outputs_dir_path',
  'answer_type',
  'category',
  'explanation of terms',
  'source_text',
  'system_message',
])('%s does not', (name) => {
  expect(namesAnswer(name)).toBe(false);
});
