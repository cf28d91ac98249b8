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
    { instruction: 'Why?', output: 'So it is.', text: `### Instruction: Why?\n### Response: So it is. ${LONG}` },
    all('instruction/request', 'output/answer'),
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

test.each(['output', 'Answer', 'model_answer', 'response_ja', 'output 2', '回答', 'completions'])(
  '%s says that it is an answer',
  (name) => {
    expect(namesAnswer(name)).toBe(true);
  },
);
test.each(['source', 'title', 'outputs_dir_path', 'answer_type', 'category', 'explanation of terms'])(
  '%s does not',
  (name) => {
    expect(namesAnswer(name)).toBe(false);
  },
);
