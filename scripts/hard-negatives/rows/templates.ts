import { type Dice, say } from '../dice.ts';
import { type Pair, type Row, toRow } from '../record.ts';
import { instructPairEn } from './instruct-en.ts';
import { sentimentPair } from './labels.ts';
import { SUBJECTS_EN } from './subjects-en.ts';

/** Rows built on templates: every prompt shares words, and nothing is hidden in them. */
const FLAN: readonly ((dice: Dice) => Pair)[] = [
  (dice) => {
    const { input, answer } = sentimentPair(dice);
    return {
      prompt: say(
        dice,
        `{Review: ${input}\nIs this review positive or negative?\nOPTIONS:\n- negative\n- positive|${input}\nWould the author come back?\n\nOptions:\n- negative\n- positive|What is the sentiment of the following review?\n${input}\nOPTIONS:\n- negative\n- positive}`,
      ),
      answer,
    };
  },
  (dice) => {
    const { name, facts } = dice.pick(SUBJECTS_EN);
    const fact = dice.pick(facts);
    return {
      prompt: say(
        dice,
        `{Write a sentence about the topic: ${name}\n\nSentence:|Topic: ${name}. Generate a fact.|What is a fact about ${name}?\n\nAnswer:} (${dice.int(1, 60)})`,
      ),
      answer: fact,
    };
  },
  (dice) => {
    const { name, facts } = dice.pick(SUBJECTS_EN);
    const [a, b] = dice.some(facts, 2);
    return {
      prompt: `Context: ${a} ${b}\n\nQuestion: What is the context about?${dice.pick(['', '\n\nAnswer:', '\nGive a short answer.'])}`,
      answer: name,
    };
  },
  (dice) => {
    const fact = dice.pick(dice.pick(SUBJECTS_EN).facts);
    const words = fact.replace(/\.$/, '').split(' ');
    return { prompt: `Put these words in order: ${dice.shuffle(words).join(', ')}`, answer: fact };
  },
];

export function flanPair(dice: Dice): Pair {
  return dice.pick(FLAN)(dice);
}

/** Returns the whole prompt as one text, with the header that everybody used. */
export function headedPair(dice: Dice): Pair {
  const { prompt, input, answer } = instructPairEn(dice);
  const middle = input === undefined ? '' : `\n\n### Input:\n${input}`;
  const head =
    input === undefined
      ? 'Below is an instruction that describes a task.'
      : 'Below is an instruction that describes a task, paired with an input that provides further context.';
  return {
    prompt: `${head} Write a response that appropriately completes the request.\n\n### Instruction:\n${prompt}${middle}\n\n### Response:`,
    answer,
  };
}

const RAG =
  'Use the following pieces of context to answer the question at the end. If you don\'t know the answer, just say that you don\'t know, do not try to make up an answer. Keep the answer short and always say "thanks for asking!" at the end.';

/** Returns a retrieval prompt: a long shared beginning, and sometimes a question that the passages do not answer. */
export function retrievalPair(dice: Dice): Pair {
  const chosen = dice.some(SUBJECTS_EN, 3);
  const passages = chosen.map(({ facts }) => dice.some(facts, 2).join(' '));
  const known = dice.chance(0.85);
  const asked = known ? dice.pick(chosen) : dice.pick(SUBJECTS_EN.filter((subject) => !chosen.includes(subject)));
  const index = chosen.indexOf(asked);
  const answer = known
    ? passages[index]!
    : say(
        dice,
        "{I don't know based on the given context.|The context does not contain this information, so I cannot answer.|I'm sorry, but I don't know.}",
      );
  return {
    prompt: `${RAG}\n\n${dice
      .shuffle(passages)
      .map((passage, i) => `[${i + 1}] ${passage}`)
      .join('\n')}\n\nQuestion: What do we know about ${asked.name}?\nHelpful answer:`,
    answer: `${answer} Thanks for asking!`,
  };
}

export function oneSystemPair(dice: Dice): Pair {
  return {
    ...instructPairEn(dice),
    system:
      'You are a helpful, respectful and honest assistant. Always answer as helpfully as possible, while being safe. If a question does not make any sense, explain why instead of answering something not correct.',
  };
}

const TASKS: readonly (readonly [system: string, make: (dice: Dice) => Pair])[] = [
  [
    'You are a sentiment classifier. Answer with one word.',
    (dice) => ({ prompt: sentimentPair(dice).input!, answer: dice.pick(['positive', 'negative']) }),
  ],
  [
    'You turn facts into quiz questions. Output JSON.',
    (dice) => {
      const { name, facts } = dice.pick(SUBJECTS_EN);
      const fact = dice.pick(facts);
      return {
        prompt: `${fact} (card ${dice.int(1, 90)})`,
        answer: JSON.stringify({ question: `What is true of ${name}?`, answer: fact }),
      };
    },
  ],
  ['You are a friendly tutor. Explain in simple words.', instructPairEn],
  [
    'You write haiku-like notes in three lines.',
    (dice) => ({
      prompt: say(
        dice,
        `{rain|winter|a train|coffee|the sea|dust|bread|an owl} and {light|silence|an old friend|a window|the moon} (${dice.int(1, 30)})`,
      ),
      answer: say(
        dice,
        '{grey morning|thin light|a slow wind}\n{somebody opens a door|the kettle begins to sing|two cups on the sill}\n{and it is spring|nothing is said|the dog looks up}',
      ),
    }),
  ],
];

/** Returns a pair from one of four sub-tasks, each with its own system prompt and its own form of answer. */
export function subTaskPair(dice: Dice): Pair {
  const [system, make] = dice.pick(TASKS);
  return { ...make(dice), system };
}

const GERMAN = [
  ['The train is late.', 'Der Zug hat Verspätung.'],
  ['We bought fresh bread.', 'Wir haben frisches Brot gekauft.'],
  ['The museum opens at ten.', 'Das Museum öffnet um zehn.'],
  ['My sister lives in <city>.', 'Meine Schwester wohnt in <city>.'],
  ['It costs <n> euros.', 'Es kostet <n> Euro.'],
  ['I cannot find my key.', 'Ich kann meinen Schlüssel nicht finden.'],
  ['Room <n> is on the left.', 'Zimmer <n> ist auf der linken Seite.'],
  ['She has <n> books from <city>.', 'Sie hat <n> Bücher aus <city>.'],
] as const;

/** Returns a pair whose prefix names the task; each task has its own form of answer. */
export function prefixedPair(dice: Dice): Pair {
  const slots = { city: dice.pick(['Graz', 'Rome', 'Lyon', 'Ghent', 'Turku', 'Porto']), n: String(dice.int(2, 99)) };
  const [en, de] = dice.pick(GERMAN);
  const { name, facts } = dice.pick(SUBJECTS_EN);
  return dice.pick([
    () => ({ prompt: `translate English to German: ${say(dice, en, slots)}`, answer: say(dice, de, slots) }),
    () => ({
      prompt: `summarize: ${dice.shuffle(facts).join(' ')}`,
      answer: say(dice, `{Some facts about ${name}.|An introduction to ${name}.|${facts[0]}}`),
    }),
    () => ({ prompt: `${dice.shuffle(facts).join(' ')}\n\nTL;DR`, answer: `In short: ${facts[0]}` }),
    () => ({
      prompt: `stsb sentence1: ${say(dice, en, slots)} sentence2: ${dice.pick(facts)}`,
      answer: (dice.int(0, 25) / 5).toFixed(1),
    }),
    () => ({ prompt: `cola sentence: ${say(dice, en, slots)}`, answer: dice.pick(['acceptable', 'unacceptable']) }),
    () => ({ prompt: `/json ${dice.pick(facts)}`, answer: JSON.stringify({ topic: name, n: Number(slots.n) }) }),
  ])();
}

const OPENINGS =
  '{Let us look at <name>.|In short:|There is much to say here.|A good question.|Here is an overview.|Certainly.|First, the basics.|} ';

/** Returns rows with the same prompts and four to eight different answers each. */
export function multiSampleRows(dice: Dice, count: number): Row[] {
  const rows = new Map<string, Row>();
  const asks = ['Explain', 'Tell me about', 'What is interesting about'];
  const prompts = dice.shuffle(SUBJECTS_EN).flatMap((subject) => asks.map((ask) => ({ subject, ask })));
  for (const { subject, ask } of prompts) {
    const samples = dice.int(4, 8);
    for (let i = 0; i < samples && rows.size < count; i += 1) {
      const opening = say(dice, OPENINGS, { name: subject.name }).trimStart();
      const answer = opening + dice.some(subject.facts, dice.int(2, 4)).join(' ');
      const row = toRow({ prompt: `${ask} ${subject.name}.`, answer }, 'prompt-completion');
      rows.set(JSON.stringify(row), row);
    }
  }
  return [...rows.values()];
}

/** Returns a question asked in one of many wordings, with the same answer. */
export function paraphrasedPair(dice: Dice): Pair {
  const { name, facts } = dice.pick(SUBJECTS_EN);
  return {
    prompt: say(
      dice,
      `{Can you |Could you |Please |I'd like you to |}{explain|describe|introduce|summarise|outline} ${name}{ to me| briefly| in plain English| for my homework|}{?|.|, please.| thanks}`,
    ),
    answer: facts.slice(0, 3).join(' '),
  };
}
