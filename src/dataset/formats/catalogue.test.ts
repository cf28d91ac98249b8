import { describe, expect, it } from 'vitest';
import { recordReader } from '../read-record.ts';
import { FORMATS } from './catalogue.ts';
import { FORMAT_NAMES } from './format-name.ts';

const read = recordReader('auto', null);

/**
 * `s:` system, `u:` user, `t:` tool, `a:` an answer that is trained on, `(a):` one that is not; the rejected side comes
 * last.
 */
function shape(record: unknown): string[] | string {
  const result = read(record);
  if (typeof result === 'string') return result;
  const { kind, turns, rejected } = result.row;
  const lines = turns.map(({ role, text, target }) =>
    target ? `a:${text}` : role === 'assistant' ? `(a):${text}` : `${role[0]}:${text}`,
  );
  return [`${result.format}/${kind}`, ...lines, ...(rejected === null ? [] : [`rejected:${rejected}`])];
}

const CASES: readonly (readonly [what: string, record: unknown, expected: readonly string[]])[] = [
  [
    'segments of which some are learnt',
    {
      segments: [
        { label: false, text: '<s>[INST] Name a tree. [/INST]' },
        { label: true, text: 'Oak.</s>' },
        { label: false, text: 'And another?' },
        { label: true, text: 'Ash.' },
      ],
    },
    ['segments/chat', 'u:Name a tree.', 'a:Oak.</s>', 'u:And another?', 'a:Ash.'],
  ],
  [
    'a tree of messages, each answer after its request',
    {
      message_tree_id: 'x',
      prompt: {
        ...{ role: 'prompter', text: 'Name a tree.' },
        replies: [
          { role: 'assistant', text: 'Oak.', replies: [{ role: 'prompter', text: 'Thanks.', replies: [] }] },
          { role: 'assistant', text: 'Ash.' },
        ],
      },
    },
    ['message-tree/chat', 'u:Name a tree.', 'a:Oak.', 'u:Thanks.', 'u:Name a tree.', 'a:Ash.'],
  ],
  [
    'token ids beside the text that they stand for',
    { inputs_pretokenized: 'Name a tree.', targets_pretokenized: 'Oak.', inputs: [7, 8, 5, 2], targets: [9, 1, 4, 3] },
    ['question-answer/chat', 'u:Name a tree.', 'a:Oak.'],
  ],
  [
    'roots in a list, which are an answer',
    { question: 'Solve it.', answer: [3, 4] },
    ['question-answer/chat', 'u:Solve it.', 'a:3', 'a:4'],
  ],
  [
    'a number in a list, which is an answer',
    { question: 'How many?', answer: [17] },
    ['question-answer/chat', 'u:How many?', 'a:17'],
  ],
  [
    'a conversation in a chat template where an answer should be',
    {
      prompt: 'x0',
      completion: '<|im_start|>user\nName a tree.<|im_end|>\n<|im_start|>assistant\nOak.<|im_end|>',
    },
    ['openai-completion/chat', 'u:x0', 'u:Name a tree.', 'a:Oak.'],
  ],
  [
    'a pair of such conversations',
    {
      prompt: 'x0',
      chosen: '<s>[INST] Name a tree. [/INST] Oak.</s>',
      rejected: '<s>[INST] Name a tree. [/INST] Moss.</s>',
    },
    ['preference/preference', 'u:x0', 'u:Name a tree.', 'a:Oak.', 'rejected:Moss.'],
  ],
  [
    'a labelled dialogue without a request',
    { prompt: '', completion: 'User: Name a tree.\nAssistant: Oak.' },
    ['openai-completion/chat', 'u:Name a tree.', 'a:Oak.'],
  ],
  [
    'a dialogue that was asked for',
    { prompt: 'Write a dialogue.', completion: 'User: Name a tree.\nAssistant: Oak.' },
    ['openai-completion/chat', 'u:Write a dialogue.', 'a:User: Name a tree.\nAssistant: Oak.'],
  ],
  [
    'an answer about a template, which it shows further on',
    { prompt: 'How does it look?', completion: 'Like this: <|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHo' },
    [
      'openai-completion/chat',
      'u:How does it look?',
      'a:Like this: <|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHo',
    ],
  ],
  [
    'answers with a score each',
    {
      prompt: 'Name a tree.',
      answers: [
        { text: 'Oak.', score: 2 },
        { text: 'Moss.', score: 0 },
      ],
    },
    ['rated-answers/preference', 'u:Name a tree.', 'a:Oak.', 'rejected:Moss.'],
  ],
  [
    'reasoning in a column beside the answer',
    { Question: 'Name a tree.', Complex_CoT: 'They like oaks.', Response: 'Oak.' },
    ['question-answer/chat', 'u:Name a tree.', 'a:<think>\nThey like oaks.\n</think>\nOak.'],
  ],
  [
    'chat messages',
    {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Name a tree.' },
        { role: 'assistant', content: 'Oak.' },
      ],
    },
    ['openai-chat/chat', 's:Be brief.', 'u:Name a tree.', 'a:Oak.'],
  ],
  [
    'a developer, typed parts, a picture and a muted answer, in Japanese',
    {
      messages: [
        { role: 'developer', content: [{ type: 'text', text: '丁寧に。' }] },
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: 'x' } },
            { type: 'text', text: 'これは何？' },
          ],
        },
        { role: 'assistant', content: 'りんごです。', weight: 0 },
        { role: 'user', content: '色は？' },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: '赤' },
            { type: 'text', text: 'です。' },
          ],
          weight: 1,
        },
      ],
    },
    ['openai-chat/chat', 's:丁寧に。', 'u:これは何？', '(a):りんごです。', 'u:色は？', 'a:赤です。'],
  ],
  [
    'tool calls and a function call',
    {
      messages: [
        { role: 'user', content: 'Weather in Kyoto?' },
        { role: 'assistant', content: null, tool_calls: [{ id: '1', function: { name: 'w', arguments: '{}' } }] },
        { role: 'tool', tool_call_id: '1', content: 'sunny' },
        { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } },
        { role: 'function', name: 'f', content: '21' },
        { role: 'assistant', content: 'Sunny, 21 degrees.' },
      ],
      tools: [],
    },
    [
      'openai-chat/chat',
      'u:Weather in Kyoto?',
      'a:[{"id":"1","function":{"name":"w","arguments":{}}}]',
      't:sunny',
      'a:{"name":"f","arguments":{}}',
      't:21',
      'a:Sunny, 21 degrees.',
    ],
  ],
  [
    'loss weights beside parts that say value',
    {
      messages: [
        { role: 'user', content: [{ type: 'text', value: 'hi' }], loss_weight: 0 },
        { role: 'assistant', content: [{ type: 'text', value: 'Hello!' }], loss_weight: 1 },
        { role: 'assistant', content: [{ type: 'text', value: 'Draft.' }], loss_weight: 0 },
      ],
    },
    ['openai-chat/chat', 'u:hi', 'a:Hello!', '(a):Draft.'],
  ],
  [
    'reasoning beside the answer, a refusal field, a system beside the messages',
    {
      system: 'S',
      messages: [
        { role: 'user', content: '2+2?' },
        { role: 'assistant', content: '4', reasoning_content: 'Add.' },
        { role: 'assistant', content: null, refusal: 'I will not say.' },
      ],
    },
    ['openai-chat/chat', 's:S', 'u:2+2?', 'a:<think>\nAdd.\n</think>\n4', 'a:I will not say.'],
  ],
  [
    'a request of the Responses API with its output',
    {
      input: [{ role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }],
      output: [{ role: 'assistant', content: [{ type: 'output_text', text: 'Hello' }] }],
    },
    ['openai-chat/chat', 'u:Hi', 'a:Hello'],
  ],
  [
    'a bare list of messages',
    [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
    ],
    ['openai-chat/chat', 'u:Hi', 'a:Hello'],
  ],
  [
    'messages that a table keeps as JSON in one cell',
    { id: '7', messages: '[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]' },
    ['openai-chat/chat', 'u:Hi', 'a:Hello'],
  ],
  [
    'prompt and completion',
    { prompt: 'One plus one is', completion: ' two' },
    ['openai-completion/chat', 'u:One plus one is', 'a: two'],
  ],
  [
    'prompt and completion as messages',
    { prompt: [{ role: 'user', content: '空は？' }], completion: [{ role: 'assistant', content: '青い。' }] },
    ['openai-completion/chat', 'u:空は？', 'a:青い。'],
  ],
  [
    'a prompt that is written out with a template',
    { prompt: '\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: Bye\n\nAssistant:', completion: ' See you' },
    ['openai-completion/chat', 'u:Hi', '(a):Hello', 'u:Bye', 'a: See you'],
  ],
  [
    'an OpenAI preference pair',
    {
      input: { messages: [{ role: 'user', content: 'Cake?' }], tools: [] },
      preferred_output: [{ role: 'assistant', content: 'Mix and bake.' }],
      non_preferred_output: [{ role: 'assistant', content: 'No.' }],
    },
    ['preference/preference', 'u:Cake?', 'a:Mix and bake.', 'rejected:No.'],
  ],
  [
    'a TRL preference pair',
    { prompt: '空は？', chosen: '青い。', rejected: '緑。' },
    ['preference/preference', 'u:空は？', 'a:青い。', 'rejected:緑。'],
  ],
  [
    'a pair of transcripts that begin alike',
    {
      chosen: '\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: Sky?\n\nAssistant: Blue.',
      rejected: '\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: Sky?\n\nAssistant: Green.',
    },
    ['preference/preference', 'u:Hi', '(a):Hello', 'u:Sky?', 'a:Blue.', 'rejected:Green.'],
  ],
  [
    'sides that repeat the prompt as messages, with scores',
    {
      prompt: 'Sky?',
      chosen: [
        { role: 'user', content: 'Sky?' },
        { role: 'assistant', content: 'Blue.' },
      ],
      rejected: [
        { role: 'user', content: 'Sky?' },
        { role: 'assistant', content: 'Green.' },
      ],
      messages: [{ role: 'user', content: 'Sky?' }],
      score_chosen: 8,
    },
    ['preference/preference', 'u:Sky?', 'a:Blue.', 'rejected:Green.'],
  ],
  [
    'conversations with a chosen and a rejected message',
    {
      conversations: [{ from: 'human', value: 'Sky?' }],
      chosen: { from: 'gpt', value: 'Blue.' },
      rejected: { from: 'gpt', value: 'Green.' },
    },
    ['preference/preference', 'u:Sky?', 'a:Blue.', 'rejected:Green.'],
  ],
  [
    'messages that end with the chosen answer, and a rejected one beside them',
    {
      messages: [
        { role: 'user', content: 'Sky?' },
        { role: 'assistant', content: 'Blue.' },
      ],
      rejected_response: 'Green.',
    },
    ['preference/preference', 'u:Sky?', 'a:Blue.', 'rejected:Green.'],
  ],
  [
    'two numbered answers, of which one is better',
    { prompt: 'Sky?', response_0: 'Green.', response_1: 'Blue.', better_response_id: 1 },
    ['preference/preference', 'u:Sky?', 'a:Blue.', 'rejected:Green.'],
  ],
  [
    'a question with a system and two answers',
    { system: 'S', question: 'Sky?', chosen: 'Blue.', rejected: 'Green.' },
    ['preference/preference', 's:S', 'u:Sky?', 'a:Blue.', 'rejected:Green.'],
  ],
  [
    'an instruction with input and two answers',
    { instruction: 'Translate', input: 'sky', chosen: '空', rejected: '海' },
    ['preference/preference', 'u:Translate\nsky', 'a:空', 'rejected:海'],
  ],
  [
    'a label that is a class of its own',
    { prompt: 'Sky?', response: 'Blue.', label: false },
    ['question-answer/chat', 'u:Sky?', 'a:Blue.'],
  ],
  ['a wanted completion', { prompt: 'Sky?', completion: 'Blue.', label: true }, ['kto/kto', 'u:Sky?', 'a:Blue.']],
  [
    'an unwanted completion',
    { prompt: 'Sky?', completion: 'Green.', label: 'False' },
    ['kto/kto', 'u:Sky?', 'rejected:Green.'],
  ],
  [
    'a tagged conversation: only its last answer is labelled',
    {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
        { role: 'user', content: 'Sky?' },
        { role: 'assistant', content: 'Blue.' },
      ],
      kto_tag: true,
    },
    ['kto/kto', 'u:Hi', '(a):Hello', 'u:Sky?', 'a:Blue.'],
  ],
  [
    'Alpaca with system and history',
    { instruction: '続けて', input: '', output: 'はい。', system: 'S', history: [['一つ目', '答え']] },
    ['alpaca/chat', 's:S', 'u:一つ目', 'a:答え', 'u:続けて', 'a:はい。'],
  ],
  ['Alpaca with input', { instruction: 'Add', input: '1, 2', output: '3' }, ['alpaca/chat', 'u:Add\n1, 2', 'a:3']],
  ['Alpaca with response', { instruction: 'Add', response: '3' }, ['alpaca/chat', 'u:Add', 'a:3']],
  [
    'ShareGPT with tools',
    {
      conversations: [
        { from: 'human', value: 'Weather?' },
        { from: 'function_call', value: '{"name":"w"}' },
        { from: 'observation', value: 'rain' },
        { from: 'gpt', value: 'It rains.' },
      ],
      system: 'S',
      tools: '[]',
    },
    ['sharegpt/chat', 's:S', 'u:Weather?', 'a:{"name":"w"}', 't:rain', 'a:It rains.'],
  ],
  [
    'ShareGPT with other speakers, in Japanese',
    {
      conversations: [
        { from: 'user', value: 'やあ' },
        { from: 'chatgpt', value: 'こんにちは' },
        { from: 'Human', value: '歌って' },
        { from: 'bard', value: 'ラララ' },
      ],
    },
    ['sharegpt/chat', 'u:やあ', 'a:こんにちは', 'u:歌って', 'a:ラララ'],
  ],
  [
    'conversations with role and content',
    {
      conversations: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
    },
    ['sharegpt/chat', 'u:Hi', 'a:Hello'],
  ],
  [
    'Gemini contents',
    {
      systemInstruction: { role: 'system', parts: [{ text: 'S' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Hi ' }, { text: 'there' }] },
        { role: 'model', parts: [{ text: 'Hello' }] },
        { role: 'model', parts: [{ functionCall: { name: 'f', args: {} } }] },
      ],
    },
    ['gemini/chat', 's:S', 'u:Hi there', 'a:Hello', 'a:{"name":"f","args":{}}'],
  ],
  ['Gemini, older', { text_input: '一', output: '二' }, ['gemini/chat', 'u:一', 'a:二']],
  [
    'a Bedrock conversation',
    {
      schemaVersion: 'bedrock-conversation-2024',
      system: [{ text: 'S' }],
      messages: [
        { role: 'user', content: [{ text: 'Hi' }] },
        { role: 'assistant', content: [{ text: 'Hello' }] },
      ],
    },
    ['bedrock/chat', 's:S', 'u:Hi', 'a:Hello'],
  ],
  [
    'Dolly',
    { instruction: 'Who?', context: 'Ann sings.', response: 'Ann.', category: 'closed_qa' },
    ['dolly/chat', 'u:Who?\nAnn sings.', 'a:Ann.'],
  ],
  ['question and answer', { question: '空は？', answer: '青い。' }, ['question-answer/chat', 'u:空は？', 'a:青い。']],
  ['query and response', { query: 'Sky?', response: 'Blue.' }, ['question-answer/chat', 'u:Sky?', 'a:Blue.']],
  ['problem and solution', { problem: '1+1', solution: 2 }, ['question-answer/chat', 'u:1+1', 'a:2']],
  [
    'a solution, and the answer in it',
    { problem: '1+1', answer: '2', solution: 'One and one are 2.' },
    ['question-answer/chat', 'u:1+1', 'a:One and one are 2.'],
  ],
  ['inputs and targets', { inputs: 'Sky?', targets: 'Blue.' }, ['question-answer/chat', 'u:Sky?', 'a:Blue.']],
  [
    'Japanese columns of a textbook',
    { 問題: '空は？', 模範解答: '青い', system_message: 'S' },
    ['question-answer/chat', 's:S', 'u:空は？', 'a:青い'],
  ],
  ['input and output', { input: 'Sky?', output: 'Blue.' }, ['question-answer/chat', 'u:Sky?', 'a:Blue.']],
  [
    'the names of a spreadsheet',
    { Question: 'Sky?', 'System Prompt': 'S', ANSWER: 'Blue.' },
    ['question-answer/chat', 's:S', 'u:Sky?', 'a:Blue.'],
  ],
  [
    'utterances',
    {
      utterances: [
        { name: 'user', text: 'お茶は？' },
        { name: 'agent', text: '緑茶です。' },
      ],
    },
    ['utterances/chat', 'u:お茶は？', 'a:緑茶です。'],
  ],
  [
    'strings by which two take turns',
    { id: '0', data: ['お茶は？', '緑茶です。', 'Hot?', 'Yes.'] },
    ['utterances/chat', 'u:お茶は？', 'a:緑茶です。', 'u:Hot?', 'a:Yes.'],
  ],
  [
    'a list of questions with their answers',
    {
      conversation: [
        { system: 'S', input: 'Sky?', output: 'Blue.' },
        { input: 'Sea?', output: 'Green.' },
      ],
    },
    ['sharegpt/chat', 's:S', 'u:Sky?', 'a:Blue.', 'u:Sea?', 'a:Green.'],
  ],
  ['a request in a row of its own', { message_id: 'x', role: 'prompter', text: 'Sky?' }, ['message/chat', 'u:Sky?']],
  [
    'an answer in a row of its own, beside what it answers',
    { message_id: 'y', parent_id: 'x', parent_text: 'Sky?', role: 'assistant', text: 'Blue.' },
    ['message/chat', 'a:Blue.'],
  ],
  [
    'a message of a table, whose columns begin with capitals',
    { Chat: 1, Turn: 2, Role: 'Assistant', Content: '青い。' },
    ['message/chat', 'a:青い。'],
  ],
  [
    'a message that is muted',
    { conversation_id: 7, role: 'assistant', content: 'Blue.', weight: 0 },
    ['message/chat', '(a):Blue.'],
  ],
  [
    'a text by somebody whose role happens to be one of a chat',
    { role: 'customer', text: 'I can grow oaks.', stars: 5 },
    ['text/text', 'a:I can grow oaks.'],
  ],
  [
    'a whole conversation in the text of a message',
    {
      message_id: 'x',
      role: 'user',
      text: '<|im_start|>user\nName a tree.<|im_end|>\n<|im_start|>assistant\nOak.<|im_end|>',
    },
    ['message/chat', 'u:Name a tree.', 'a:Oak.'],
  ],
  ['a text about a profession', { role: 'Gardener', text: 'I grow oaks.' }, ['text/text', 'a:I grow oaks.']],
  ['plain text', { text: 'Once upon a time.' }, ['text/text', 'a:Once upon a time.']],
  [
    'text with a template',
    { text: '<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello<|im_end|>\n' },
    ['text/chat', 'u:Hi', 'a:Hello'],
  ],
];

describe('the catalogue of formats', () => {
  it('holds every named format once, in the order of the names', () => {
    expect(FORMATS.map(({ name }) => name)).toEqual([...FORMAT_NAMES]);
  });

  it('keeps aside what others say in messages of their own', () => {
    const result = read({ message_id: 'x', role: 'prompter', text: 'Name a tree.' });
    expect(result).toMatchObject({ row: { asides: [{ field: 'user rows', text: 'Name a tree.' }] }, unread: [{}] });
    expect(read({ message_id: 'x', role: 'assistant', text: 'Oak.' })).toMatchObject({ unread: [] });
  });

  it.each([
    { prompt: 'Name a tree.', completion: [1, 2, 3, 0] },
    { prompt: [5, 6, 7, 8], completion: [1, 2, 3, 4] },
    {
      messages: [
        { role: 'user', content: 'Name a tree.' },
        { role: 'assistant', content: [1, 5, 7, 0] },
      ],
    },
  ])('skips a row whose answer is token ids: %j', (record) => {
    expect(typeof shape(record)).toBe('string');
  });

  it.each(CASES)('reads %s', (_what, record, expected) => {
    expect(shape(record)).toEqual(expected);
  });

  it('has a case for every format', () => {
    const covered = new Set(CASES.map(([, , expected]) => expected[0]!.split('/')[0]));
    expect([...covered].sort()).toEqual([...FORMAT_NAMES].sort());
  });
});
