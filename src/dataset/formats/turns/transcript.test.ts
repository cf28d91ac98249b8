import { describe, expect, it } from 'vitest';
import { readRendered, readTranscript } from './transcript.ts';

const WRITTEN_OUT: readonly (readonly [template: string, text: string])[] = [
  ['ChatML', '<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\nA<|im_end|>'],
  ['Llama 2', '<s>[INST] <<SYS>>\nS\n<</SYS>>\n\nQ [/INST] A </s>'],
  [
    'Llama 3',
    '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nS<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nQ<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nA<|eot_id|>',
  ],
  [
    'Llama 4',
    '<|header_start|>system<|header_end|>\n\nS<|eot|><|header_start|>user<|header_end|>\n\nQ<|eot|><|header_start|>assistant<|header_end|>\n\nA<|eot|>',
  ],
  ['Mistral', '<s>[SYSTEM_PROMPT]S[/SYSTEM_PROMPT][INST]Q[/INST]A</s>'],
  ['Zephyr', '<|system|>\nS</s>\n<|user|>\nQ</s>\n<|assistant|>\nA</s>'],
  ['Alpaca', 'S\n\n### Instruction:\nQ\n\n### Response:\nA'],
  ['Alpaca in Japanese', 'S\n\n### 指示:\nQ\n\n### 応答:\nA'],
  ['Guanaco', 'S### Human: Q### Assistant: A'],
  ['Human and Assistant', 'S\n\nHuman: Q\n\nAssistant: A'],
  ['Vicuna', 'S USER: Q ASSISTANT: A</s>'],
  [
    'harmony',
    '<|start|>system<|message|>S<|end|><|start|>user<|message|>Q<|end|><|start|>assistant<|message|>A<|return|>',
  ],
  ['DeepSeek', '<｜begin▁of▁sentence｜>S<｜User｜>Q<｜Assistant｜>A<｜end▁of▁sentence｜>'],
  [
    'Cohere',
    '<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>S<|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|USER_TOKEN|>Q<|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>A<|END_OF_TURN_TOKEN|>',
  ],
  [
    'Granite',
    '<|start_of_role|>system<|end_of_role|>S<|end_of_text|>\n<|start_of_role|>user<|end_of_role|>Q<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>A<|end_of_text|>',
  ],
  [
    'Kimi',
    '<|im_system|>system<|im_middle|>S<|im_end|><|im_user|>user<|im_middle|>Q<|im_end|><|im_assistant|>assistant<|im_middle|>A<|im_end|>',
  ],
  ['Hunyuan', '<｜hy_begin▁of▁sentence｜>S<｜hy_User｜>Q<｜hy_Assistant｜>A<｜hy_place▁holder▁no▁2｜>'],
  ['Seed', '<seed:bos>system\nS<seed:eos><seed:bos>user\nQ<seed:eos><seed:bos>assistant\nA<seed:eos>'],
  [
    'MiniMax',
    '<beginning_of_sentence>system ai_setting=x\nS<end_of_sentence>\n<beginning_of_sentence>user name=u\nQ<end_of_sentence>\n<beginning_of_sentence>ai name=x\nA<end_of_sentence>',
  ],
  ['elements named by the speaker', '<system>S</system><human>Q</human><assistant>A</assistant>'],
  ['KoAlpaca', 'S\n\n### 명령어: Q\n\n### 답변: A'],
  ['InternLM', 'S<|User|>:Q\n<|Bot|>:A'],
  ['OpenChat', 'S GPT4 Correct User: Q<|end_of_turn|>GPT4 Correct Assistant: A<|end_of_turn|>'],
  ['ユーザー and アシスタント', 'システム: S\nユーザー: Q\nアシスタント: A'],
  ['questions and answers', 'S\nQ: Q\nA: A'],
  ['NeMo', '<extra_id_0>System\nS\n<extra_id_1>User\nQ\n<extra_id_1>Assistant\nA\n<extra_id_1>'],
  ['headings that ask and answer', 'S\n\n### Question:\nQ\n\n### Answer:\nA'],
  ['headings without a colon', 'S\n\n### Instruction\nQ\n\n### Response\nA'],
  ['OIG', 'S\n<human>: Q\n<bot>: A'],
  ['Human and AI', 'S\nHuman: Q\nAI: A'],
  ['User and Bot', 'S\nUser: Q\nBot: A'],
  ['ChatGLM', 'S\n问：Q\n\n答：A'],
  ['speakers in bold', 'S\n\n**User:** Q\n\n**Assistant:** A'],
  ['questions in bold', 'S\n\n**Question**: Q\n\n**Answer**: A'],
  ['Baichuan', 'S<reserved_106>Q<reserved_107>A'],
  ['OpenAssistant', '<|system|>S<|prompter|>Q<|endoftext|><|assistant|>A<|endoftext|>'],
  ['StableLM', '<|SYSTEM|>S<|USER|>Q<|ASSISTANT|>A'],
  ['EXAONE', '[|system|]S[|endofturn|]\n[|user|]Q\n[|assistant|]A[|endofturn|]'],
  ['an instruction and its output', 'S\nInstruction: Q\nOutput: A'],
  ['rinna', 'S\nユーザー: Q<NL>システム: A'],
  ['German', 'S\nFrage: Q\nAntwort: A'],
  ['French', 'S\nQuestion : Q\nRéponse : A'],
  ['Korean', 'S\n질문: Q\n답변: A'],
];

describe('readTranscript', () => {
  it.each(WRITTEN_OUT)('takes %s apart', (_template, text) => {
    expect(readTranscript(text)).toEqual([
      { role: 'system', text: 'S', target: false },
      { role: 'user', text: 'Q', target: false },
      { role: 'assistant', text: 'A', target: true },
    ]);
  });

  it('takes Gemma apart, which has no system turn', () => {
    const text = '<bos><start_of_turn>user\nお茶は？<end_of_turn>\n<start_of_turn>model\n緑茶です。<end_of_turn>';
    expect(readTranscript(text)?.map(({ text: said }) => said)).toEqual(['お茶は？', '緑茶です。']);
  });

  it('keeps several exchanges, and joins an instruction with its input', () => {
    const turns = readTranscript('[INST] a [/INST] b </s><s>[INST] c [/INST] d </s>');
    expect(turns?.map(({ role, text }) => `${role[0]}:${text}`)).toEqual(['u:a', 'a:b', 'u:c', 'a:d']);
    expect(readTranscript('### Instruction:\nAdd\n### Input:\n1, 2\n### Response:\n3')?.[0]?.text).toBe('Add\n1, 2');
  });

  it('reads a question and its answer on one line, where the text begins with the question', () => {
    const said = (text: string) => readTranscript(text)?.map(({ role, text: one }) => `${role[0]}:${one}`);
    expect(said('Q: Name a tree. A: Oak.')).toEqual(['u:Name a tree.', 'a:Oak.']);
    expect(said('Q: a A: b Q: c A: d')).toEqual(['u:a', 'a:b', 'u:c', 'a:d']);
    expect(said('Carrots hold vitamin A: a lot of it.')).toBeUndefined();
  });

  it('keeps the channels of harmony, of which the reading tells the answer from the reasoning', () => {
    const turns = readTranscript(
      '<|start|>user<|message|>Q<|end|><|start|>assistant<|channel|>analysis<|message|>Easy.<|end|><|start|>assistant to=functions.f<|channel|>final<|message|>A<|return|>',
    );
    expect(turns?.at(-1)).toEqual({
      role: 'assistant',
      text: '<|channel|>analysis<|message|>Easy.\n<|channel|>final<|message|>A',
      target: true,
    });
  });

  it('tells what a tool gave from the answer to it (DeepSeek), and strips the marks of a response (Cohere)', () => {
    const deepseek = readTranscript('<｜User｜>Q<｜Assistant｜>call<｜tool▁outputs▁begin｜>T<｜tool▁outputs▁end｜>A');
    expect(deepseek?.map(({ role, text }) => `${role}:${text}`)).toEqual([
      'user:Q',
      'assistant:call',
      'tool:T',
      'assistant:A',
    ]);
    const cohere = readTranscript(
      '<|START_OF_TURN_TOKEN|><|USER_TOKEN|>Q<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|><|START_RESPONSE|>A<|END_RESPONSE|><|END_OF_TURN_TOKEN|>',
    );
    expect(cohere?.at(-1)?.text).toBe('A');
  });

  it('leaves text alone that follows no template', () => {
    expect(readTranscript('The assistant: a history.')).toBeNull();
    expect(readTranscript('Assistant: alone')).toBeNull();
  });

  it.each(['\n', ' ', '#', '[/INST]', '<|im_start|>', '### ', '\n\nAssistant:', '\n    '])(
    'takes linear time over a repetition of %j',
    (piece) => {
      const text = `Assistant: ### ${piece.repeat(100_000)}`;
      const started = performance.now();
      readTranscript(text);
      expect(performance.now() - started).toBeLessThan(2_000);
    },
  );
});

it('separates turns of one line', () => {
  const turns = readTranscript('human: Q <sep> assistant: A <sep> human: R <sep> assistant: B <sep>');
  expect(turns?.map(({ role, text }) => [role, text])).toEqual([
    ['user', 'Q'],
    ['assistant', 'A'],
    ['user', 'R'],
    ['assistant', 'B'],
  ]);
});

describe('a conversation in the place of an answer', () => {
  const roles = (text: string, labels: boolean) => readRendered(text, labels)?.map(({ role }) => role) ?? null;

  it('begins with a control token, or with a label if labels count', () => {
    expect(roles('<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\nA<|im_end|>', false)).toEqual([
      'user',
      'assistant',
    ]);
    expect(roles('<s>[INST] Q [/INST] A</s>', false)).toEqual(['user', 'assistant']);
    expect(roles('User: Q\nAssistant: A', true)).toEqual(['user', 'assistant']);
    expect(roles('User: Q\nAssistant: A', false)).toBeNull();
  });

  it('has no text in front, and somebody who asks', () => {
    expect(roles('See: <|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\nA<|im_end|>', false)).toBeNull();
    expect(roles('<|im_start|>assistant\nA<|im_end|>', false)).toBeNull();
    expect(roles('<b>See:</b> <|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\nA<|im_end|>', false)).toBeNull();
    expect(roles('Here it is.\nUser: Q\nAssistant: A', true)).toBeNull();
    expect(roles('[1, 2]', false)).toBeNull();
  });
});
