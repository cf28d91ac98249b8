import type { Role } from '../../../schema/index.ts';

/** A chat template as it appears when written out: `marker` opens a turn, and its first group names the speaker. */
export interface Template {
  /** A string that every such text contains; searched for first, because most texts contain none. */
  readonly sign: string;
  /** Required beginning of the text, for markers that are too common on their own. */
  readonly starts?: RegExp;
  /** Global; quantifiers are bounded, so that a long text takes linear time. */
  readonly marker: RegExp;
  /** Roles of speakers that this template names differently from the others. */
  readonly roles?: Readonly<Record<string, Role>>;
}

/** Labels at the start of a line, plain or in bold. */
const lines = (labels: string): RegExp =>
  new RegExp(`(?:^|\\n)[ \\t]{0,4}(?:\\*\\*|__)?(${labels})(?:\\*\\*|__)?[ \\t]?[:：](?:\\*\\*|__)?`, 'g');

/** Line labels of questions and answers in the supported languages. */
const QUESTIONS_AND_ANSWERS: readonly (readonly [asks: string, answers: string])[] = [
  ['Q', 'A'],
  ['Question', 'Answer'],
  ['質問', '回答'],
  ['質問', '答え'],
  ['問', '答'],
  ['问', '答'],
  ['问题', '答案'],
  ['问题', '回答'],
  ['질문', '답변'],
  ['질문', '답'],
  ['Frage', 'Antwort'],
  ['Question', 'Réponse'],
  ['Pregunta', 'Respuesta'],
  ['Pergunta', 'Resposta'],
  ['Domanda', 'Risposta'],
  ['Vraag', 'Antwoord'],
  ['Pytanie', 'Odpowiedź'],
  ['Вопрос', 'Ответ'],
  ['Soru', 'Cevap'],
  ['Câu hỏi', 'Trả lời'],
  ['سؤال', 'جواب'],
];
/** Names under which a model answers at the start of a line; `Human`, `User` and the like ask. */
const ANSWERING = ['Assistant', 'AI', 'Bot', 'Chatbot', 'ChatGPT', 'GPT', 'Model', 'Falcon', 'Agent'];
const ASKING = 'System|Human|User|Customer|Client|Student|Prompt';

/** All templates, more reliable ones first. */
export const TEMPLATES: readonly Template[] = [
  { sign: '<|im_start|>', marker: /<\|im_start\|>[ \t]{0,4}(\w{1,30})/g },
  { sign: '<|start_header_id|>', marker: /<\|start_header_id\|>\s{0,4}(\w{1,30})\s{0,4}<\|end_header_id\|>/g },
  { sign: '<|header_start|>', marker: /<\|header_start\|>\s{0,4}(\w{1,30})\s{0,4}<\|header_end\|>/g },
  { sign: '<|start_of_role|>', marker: /<\|start_of_role\|>[ \t]{0,4}(\w{1,30})[^<]{0,80}<\|end_of_role\|>/g },
  // harmony: the channel markers stay in the text, where the reading uses them to separate reasoning from the answer.
  { sign: '<|start|>', marker: /<\|start\|>(\w{1,30})[^<]{0,80}(?=<\|(?:channel|message)\|>)/g },
  { sign: '<|START_OF_TURN_TOKEN|>', marker: /<\|START_OF_TURN_TOKEN\|>\s{0,4}<\|(\w{1,30})_TOKEN\|>/g },
  { sign: '<|im_middle|>', marker: /<\|im_(\w{1,30})\|>[^<]{0,80}<\|im_middle\|>/g },
  { sign: '<｜Assistant｜>', marker: /<｜(System|User|Assistant|tool▁outputs▁(?:begin|end))｜>/gi },
  { sign: '<|Bot|>', marker: /<\|(System|User|Bot)\|>[:：]?/g },
  { sign: '<｜hy_Assistant｜>', marker: /<｜hy_(System|User|Assistant)｜>/g },
  { sign: '<seed:bos>', marker: /<seed:bos>(system|user|assistant|tool)[ \t]{0,4}(?=\n)/g },
  // MiniMax: the speaker's role, then its name.
  { sign: '<beginning_of_sentence>', marker: /<beginning_of_sentence>(system|user|ai|tool)\b[^\n<]{0,80}(?=\n)/g },
  { sign: '<start_of_turn>', marker: /<start_of_turn>[ \t]{0,4}(\w{1,30})/g },
  { sign: '[/INST]', marker: /(\[\/?INST\]|<<\/?SYS>>|\[\/?SYSTEM_PROMPT\])/g },
  { sign: '<|assistant|>', marker: /<\|(system|user|prompter|assistant|observation|tool)\|>/g },
  { sign: '<|ASSISTANT|>', marker: /<\|(SYSTEM|USER|ASSISTANT)\|>/g },
  { sign: '<|model|>', marker: /<\|(system|user|model)\|>/g },
  { sign: '<|answer|>', marker: /<\|(prompt|answer)\|>/g },
  { sign: '[|assistant|]', marker: /\[\|(system|user|assistant)\|\]/g },
  { sign: '[BOT]', marker: /\[(SYSTEM|USER|BOT)\]/g },
  { sign: '<extra_id_1>', marker: /<extra_id_\d>[ \t]{0,4}(System|User|Assistant)\b/g },
  { sign: '<reserved_107>', marker: /<reserved_(106|107)>/g, roles: { 107: 'assistant' } },
  { sign: '<reserved_103>', marker: /<reserved_(102|103)>/g, roles: { 103: 'assistant' } },
  { sign: '<bot>:', marker: /<(human|bot)>[:：]/g },
  { sign: '</assistant>', starts: /^\s{0,8}<(?:system|human|user)>/, marker: /<(system|human|user|assistant)>/g },
  { sign: '<assistant>:', marker: /<(system|human|user|assistant)>[:：]/g },
  {
    sign: '### ',
    marker:
      /### {0,2}(Instruction|Input|Output|Response|System|Human|User|Assistant|AI|Bot|Question|Answer|指示|入力|出力|応答|質問|回答) {0,2}[:：]/gi,
  },
  {
    sign: '### ',
    marker: /### {0,2}(Instruction|Response|Human|User|Assistant|Question|Answer|指示|応答|質問|回答) {0,2}(?=\n)/gi,
  },
  ...ANSWERING.map((name) => ({ sign: name, marker: lines(`${ASKING}|${name}`) })),
  // Reka: turns in one line, with a separator behind each.
  { sign: '<sep>', starts: /^\s{0,8}human:/, marker: /(?:^|<sep>\s{0,4})(human|assistant):/g },
  // KoAlpaca.
  { sign: '답변', marker: /##{1,2} {0,2}(명령어|명령문|질문|맥락|답변|응답) {0,2}[:：]?(?=\s)/g },
  { sign: 'ASSISTANT:', marker: /(?:^|\s)(SYSTEM|USER|ASSISTANT):/g },
  { sign: 'Correct Assistant:', marker: /(?:GPT4 )?Correct (User|Assistant):/g },
  { sign: 'アシスタント', marker: lines('システム|ユーザー?|アシスタント') },
  // rinna's models: the system is the one who answers, and lines end with a token.
  { sign: 'システム', marker: /(?:^|\n|<NL>)[ \t]{0,4}(ユーザー|システム)[:：]/g, roles: { システム: 'assistant' } },
  ...QUESTIONS_AND_ANSWERS.map(([asks, answers]) => ({ sign: answers, marker: lines(`${asks}|${answers}`) })),
  { sign: ' A:', starts: /^\s{0,8}Q[:：]/, marker: /(?:^|\s)(Q|A)[:：]/g },
  { sign: '\nOutput', marker: lines('Instruction|Instruct|Input|Output') },
  { sign: '\nResponse', marker: lines('Instruction|Input|Response') },
];

/** Roles of speakers that only templates name; words are in lower case. Speakers without any known role ask. */
export const TEMPLATE_ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
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
  ['システム', 'system'],
  ['ユーザー', 'user'],
  ['アシスタント', 'assistant'],
  ['output', 'assistant'],
  ['出力', 'assistant'],
  ['falcon', 'assistant'],
  ['응답', 'assistant'],
  ['tool▁outputs▁begin', 'tool'],
  ['tool▁outputs▁end', 'assistant'],
  ...QUESTIONS_AND_ANSWERS.map(([, answers]): [string, Role] => [answers.toLowerCase(), 'assistant']),
]);

/** Tokens that close a turn or the text. */
export const END_TOKENS = [
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
  '<extra_id_1>',
  '<seed:eos>',
  '<end_of_sentence>',
  '</human>',
  '</user>',
  '</system>',
  '</assistant>',
  '<sep>',
  '<｜hy_begin▁of▁sentence｜>',
  '<｜hy_place▁holder▁no▁2｜>',
  '[|endofturn|]',
  '<|START_RESPONSE|>',
  '<|END_RESPONSE|>',
  '<｜begin▁of▁sentence｜>',
  '<｜end▁of▁sentence｜>',
];
