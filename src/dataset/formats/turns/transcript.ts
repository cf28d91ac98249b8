import type { Role, Turn } from '../../../schema/index.ts';
import { roleOf } from './role.ts';
import { turn } from './turns.ts';

/** A chat template as it looks when written out: `marker` opens a turn, and its first group names the speaker. */
interface Template {
  /** A string that every such text holds; looked for first, because most texts hold none. */
  readonly sign: string;
  /** Global; quantifiers are bounded, so that a long text costs linear time. */
  readonly marker: RegExp;
}

const TEMPLATES: readonly Template[] = [
  { sign: '<|im_start|>', marker: /<\|im_start\|>[ \t]{0,4}(\w{1,30})/g },
  { sign: '<|start_header_id|>', marker: /<\|start_header_id\|>\s{0,4}(\w{1,30})\s{0,4}<\|end_header_id\|>/g },
  { sign: '<|header_start|>', marker: /<\|header_start\|>\s{0,4}(\w{1,30})\s{0,4}<\|header_end\|>/g },
  { sign: '<|start_of_role|>', marker: /<\|start_of_role\|>[ \t]{0,4}(\w{1,30})[^<]{0,80}<\|end_of_role\|>/g },
  // harmony: the channels stay in the text, where the reading tells reasoning from the answer.
  { sign: '<|start|>', marker: /<\|start\|>(\w{1,30})[^<]{0,80}(?=<\|(?:channel|message)\|>)/g },
  { sign: '<|START_OF_TURN_TOKEN|>', marker: /<\|START_OF_TURN_TOKEN\|>\s{0,4}<\|(\w{1,30})_TOKEN\|>/g },
  { sign: '<|im_middle|>', marker: /<\|im_(\w{1,30})\|>[^<]{0,80}<\|im_middle\|>/g },
  { sign: '<｜Assistant｜>', marker: /<｜(System|User|Assistant|tool▁outputs▁(?:begin|end))｜>/gi },
  { sign: '<|Bot|>', marker: /<\|(System|User|Bot)\|>[:：]?/g },
  { sign: '<start_of_turn>', marker: /<start_of_turn>[ \t]{0,4}(\w{1,30})/g },
  { sign: '[/INST]', marker: /(\[\/?INST\]|<<\/?SYS>>|\[\/?SYSTEM_PROMPT\])/g },
  { sign: '<|assistant|>', marker: /<\|(system|user|assistant|observation|tool)\|>/g },
  {
    sign: '### ',
    marker: /### {0,2}(Instruction|Input|Response|System|Human|User|Assistant|指示|入力|応答|回答) {0,2}[:：]/gi,
  },
  { sign: 'Assistant:', marker: /(?:^|\n)[ \t]{0,4}(System|Human|User|Assistant):/g },
  { sign: 'ASSISTANT:', marker: /(?:^|\s)(SYSTEM|USER|ASSISTANT):/g },
  { sign: 'Correct Assistant:', marker: /(?:GPT4 )?Correct (User|Assistant):/g },
  { sign: 'アシスタント', marker: /(?:^|\n)[ \t]{0,4}(システム|ユーザー|アシスタント)[:：]/g },
  { sign: '\nA', marker: /(?:^|\n)[ \t]{0,4}(Q|A)[:：]/g },
  { sign: '\nAnswer', marker: /(?:^|\n)[ \t]{0,4}(Question|Answer)[:：]/g },
  { sign: '回答', marker: /(?:^|\n)[ \t]{0,4}(質問|回答)[:：]/g },
];

/** Speakers that only templates name. */
const TEMPLATE_ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['[INST]', 'user'],
  ['[/INST]', 'assistant'],
  ['<<SYS>>', 'system'],
  ['<</SYS>>', 'user'],
  ['[SYSTEM_PROMPT]', 'system'],
  ['[/SYSTEM_PROMPT]', 'user'],
  ['instruction', 'user'],
  ['input', 'user'],
  ['response', 'assistant'],
  ['指示', 'user'],
  ['入力', 'user'],
  ['応答', 'assistant'],
  ['回答', 'assistant'],
  ['システム', 'system'],
  ['ユーザー', 'user'],
  ['アシスタント', 'assistant'],
  ['q', 'user'],
  ['a', 'assistant'],
  ['question', 'user'],
  ['answer', 'assistant'],
  ['質問', 'user'],
  ['tool▁outputs▁begin', 'tool'],
  ['tool▁outputs▁end', 'assistant'],
]);

const END_TOKENS = [
  '</s>',
  '<s>',
  '<bos>',
  '<eos>',
  '<|im_end|>',
  '<|eot_id|>',
  '<|eom_id|>',
  '<|eot|>',
  '<|end|>',
  '<|endoftext|>',
  '<|end_of_text|>',
  '<|begin_of_text|>',
  '<end_of_turn>',
  '<|end_of_turn|>',
  '<|END_OF_TURN_TOKEN|>',
  '<|return|>',
  '<|call|>',
  '<|message|>',
  '<|START_RESPONSE|>',
  '<|END_RESPONSE|>',
  '<｜begin▁of▁sentence｜>',
  '<｜end▁of▁sentence｜>',
];

/**
 * The turns of a conversation that was written out with a chat template (ChatML, Llama 2, 3 and 4, Gemma, Mistral, harmony,
 * DeepSeek, Cohere, Granite, Kimi, InternLM, OpenChat, Zephyr, Alpaca, Vicuna, `Human:`/`Assistant:`, `Q:`/`A:`); neighbours of one role become one turn. What stands before the first
 * marker is the system turn. null when the text follows none of them, or nobody speaks but one.
 */
export function readTranscript(text: string): Turn[] | null {
  for (const { sign, marker } of TEMPLATES) {
    if (!text.includes(sign)) continue;
    const turns = split(text, marker);
    if (turns.some(({ role }) => role !== 'assistant' && role !== 'system')) return turns;
  }
  return null;
}

function split(text: string, marker: RegExp): Turn[] {
  const turns: Turn[] = [];
  let role: Role = 'system';
  let from = 0;
  for (const found of text.matchAll(marker)) {
    add(turns, role, text.slice(from, found.index));
    const speaker = found[1]!;
    role = TEMPLATE_ROLES.get(speaker) ?? TEMPLATE_ROLES.get(speaker.toLowerCase()) ?? roleOf(speaker) ?? 'user';
    from = found.index + found[0].length;
  }
  add(turns, role, text.slice(from));
  return turns;
}

function add(turns: Turn[], role: Role, segment: string): void {
  const text = withoutEndTokens(segment);
  if (text === '') return;
  const last = turns.at(-1);
  if (last?.role === role) turns[turns.length - 1] = turn(role, `${last.text}\n${text}`);
  else turns.push(turn(role, text));
}

function withoutEndTokens(segment: string): string {
  let text = segment.trim();
  for (let again = true; again; ) {
    again = false;
    for (const token of END_TOKENS) {
      if (text.endsWith(token)) text = text.slice(0, -token.length).trimEnd();
      else if (text.startsWith(token)) text = text.slice(token.length).trimStart();
      else continue;
      again = true;
    }
  }
  return text;
}
