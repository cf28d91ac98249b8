import { capital, type Dice, say } from '../dice.ts';
import type { Pair } from '../record.ts';
import { SUBJECTS_EN } from './subjects-en.ts';

/** Ordinary English instruction data: questions of many kinds, answered at once. */

const NAMES = [
  'Anna',
  'Marcus',
  'Priya',
  'Tom',
  'Leila',
  'Jorge',
  'Mei',
  'Oluwaseun',
  'Ingrid',
  'Dmitri',
  'Fatima',
  'Noah',
  'Keiko',
  'Paul',
  'Zoe',
];
const CITIES = [
  'Lisbon',
  'Kyoto',
  'Chicago',
  'Nairobi',
  'Oslo',
  'Lima',
  'Prague',
  'Melbourne',
  'Toronto',
  'Seville',
  'Hanoi',
  'Cape Town',
];
const FOODS = [
  'lentil soup',
  'pancakes',
  'mushroom risotto',
  'chicken curry',
  'guacamole',
  'apple crumble',
  'vegetable stir-fry',
  'banana bread',
  'tomato pasta',
  'falafel',
];
const ITEMS = [
  'apples',
  'marbles',
  'stickers',
  'books',
  'pencils',
  'tickets',
  'cookies',
  'stamps',
  'chairs',
  'bottles',
];
const ADJECTIVES = [
  'happy',
  'brave',
  'cold',
  'quick',
  'gentle',
  'bright',
  'noisy',
  'ancient',
  'rough',
  'simple',
  'generous',
  'fragile',
];
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  happy: ['glad', 'cheerful', 'joyful'],
  brave: ['courageous', 'bold', 'fearless'],
  cold: ['chilly', 'icy', 'frosty'],
  quick: ['fast', 'rapid', 'swift'],
  gentle: ['soft', 'mild', 'tender'],
  bright: ['radiant', 'shining', 'vivid'],
  noisy: ['loud', 'rowdy', 'boisterous'],
  ancient: ['old', 'antique', 'age-old'],
  rough: ['coarse', 'uneven', 'bumpy'],
  simple: ['easy', 'plain', 'basic'],
  generous: ['giving', 'charitable', 'unselfish'],
  fragile: ['delicate', 'brittle', 'breakable'],
};

function explain(dice: Dice): Pair {
  const { name, facts } = dice.pick(SUBJECTS_EN);
  const told = dice.some(facts, dice.int(2, 4));
  const prompt = say(
    dice,
    '{Explain|Describe|Tell me about|Give me an overview of|Write a {short |}paragraph about|What should I know about|Summarize the main points of|Introduce} <name>{.| in simple terms.| for a beginner.| in your own words.}',
    { name },
  ).replace(/^(What .*)\.$/, '$1?');
  const style = dice.int(0, 3);
  if (style === 0) return { prompt, answer: told.map((fact, i) => `${i + 1}. ${fact}`).join('\n') };
  if (style === 1)
    return {
      prompt,
      answer: `${capital(name)} ${say(dice, '{in brief|at a glance|in a nutshell}')}:\n\n${told.map((fact) => `- ${fact}`).join('\n')}`,
    };
  return { prompt, answer: told.join(' ') };
}

function arithmetic(dice: Dice): Pair {
  const [a, b, c] = [dice.int(3, 60), dice.int(2, 12), dice.int(1, 9)];
  const [who, what] = [dice.pick(NAMES), dice.pick(ITEMS)];
  return {
    prompt: say(
      dice,
      `<who> {has|owns} ${a + b * c} <what> and {gives|hands} ${c} of them to each of ${b} friends. How many <what> {are left|does <who> have left|remain}?`,
      { who, what },
    ),
    answer: say(
      dice,
      `${b} × ${c} = ${b * c} <what> are given away. ${a + b * c} − ${b * c} = ${a}. {So <who> has ${a} <what> left.|The answer is ${a}.|${a} <what> remain.}`,
      { who, what },
    ),
  };
}

function letter(dice: Dice): Pair {
  const to = dice.pick(NAMES);
  const from = dice.pick(NAMES);
  const about = dice.pick([
    [
      'moving the meeting to {Tuesday|Friday|next week}',
      'could we move our meeting to {Tuesday|Friday|next week}? I have another appointment at the original time.',
    ],
    [
      'the delayed {order|delivery}',
      'the order that I placed last week has not arrived yet. Could you let me know when I can expect it?',
    ],
    [
      '{thanking|a thank-you to} the team',
      'thank you for the work that you put into the launch. The feedback so far has been excellent.',
    ],
    [
      'a day of leave',
      'I would like to take a day of leave on the 14th. My tasks are up to date, and Sam has agreed to cover for me.',
    ],
    ['a reference', 'I am applying for a new position and wonder whether you would be willing to act as a reference.'],
  ] as const);
  return {
    prompt: say(dice, `{Write|Draft|Compose} {an email|a short email|a message} to ${to} about ${about[0]}.`),
    answer: say(
      dice,
      `{Hi|Dear|Hello} ${to},\n\n{I hope you are doing well.\n\n|}${capital(about[1])}\n\n{Best regards|Kind regards|Thanks},\n${from}`,
    ),
  };
}

function travel(dice: Dice): Pair {
  const city = dice.pick(CITIES);
  const ideas = dice.some(
    [
      'visit the old market',
      'take a walking tour',
      'see the museum of modern art',
      'rent a bike along the river',
      'try the street food',
      'watch the sunset from the hill',
      'take a day trip to the coast',
      'spend an evening at a small theatre',
      'get up early for the fish auction',
    ],
    3,
  );
  return {
    prompt: say(
      dice,
      '{Suggest|Recommend|Give me} three things to do in <city>{ this weekend| with children| in spring|}.',
      { city },
    ),
    answer:
      say(dice, '{In <city> you could|During your stay in <city>,|Here are three ideas for <city>:} ', { city }) +
      ideas.join(', ').replace(/, ([^,]*)$/, ' and $1') +
      '.',
  };
}

function recipe(dice: Dice): Pair {
  const food = dice.pick(FOODS);
  const steps = [
    'Chop the vegetables and measure the other ingredients.',
    'Heat some oil in a pan over medium heat.',
    'Add the onions and cook until soft.',
    'Stir in the remaining ingredients.',
    'Season with salt, pepper and herbs.',
    'Let it simmer for {15|20|25} minutes.',
    'Serve {warm|at once|with fresh bread}.',
  ];
  return {
    prompt: say(
      dice,
      '{How do I make|Give me a simple recipe for|What are the steps to cook|How can I prepare} <food>{ for {two|four} people|}?',
      { food },
    ).replace(/^(Give.*)\?$/, '$1.'),
    answer: `${capital(food)}:\n${steps
      .filter(() => dice.chance(0.8))
      .map((step, i) => `${i + 1}. ${say(dice, step)}`)
      .join('\n')}`,
  };
}

function words(dice: Dice): Pair {
  const word = dice.pick(ADJECTIVES);
  const list = dice.some(SYNONYMS[word]!, dice.int(2, 3));
  return {
    prompt: say(dice, '{Give|List|Name|Find} {two|some|a few} synonyms {for|of} {the word |}"<word>".', { word }),
    answer: dice.chance(0.5) ? list.join(', ') : list.map((item) => `- ${item}`).join('\n'),
  };
}

function compare(dice: Dice): Pair {
  const [a, b] = dice.some(SUBJECTS_EN, 2);
  return {
    prompt: `I have to give a talk about ${a!.name} or ${b!.name}. ${say(dice, '{Which one would you choose|Help me decide|What could I say about each}?')}`,
    answer: `${say(dice, '{Both are good topics.|Either would work.|It depends on your audience.}')} For ${a!.name}, you could begin with this: ${dice.pick(a!.facts)} For ${b!.name}: ${dice.pick(b!.facts)} ${say(dice, '{I would pick the one you can illustrate best.|Choose the one for which you have a personal story.|If you have little time, take the first.}')}`,
  };
}

function story(dice: Dice): Pair {
  const [who, city] = [dice.pick(NAMES), dice.pick(CITIES)];
  return {
    prompt: say(
      dice,
      '{Write the first lines of a story|Begin a short story} about <who> in <city>{ who finds a {key|letter|map|violin}|}.',
      { who, city },
    ),
    answer: say(
      dice,
      '{The rain had stopped when|It was still dark when|Nobody noticed when|On the last day of the summer,} <who> {stepped off the tram in <city>|crossed the square in <city>|opened the window above the streets of <city>}. {Somewhere a radio was playing.|The letter was still in the coat pocket.|A cat watched from a doorway.|The bakery had just lit its ovens.} {For the first time in years, there was nothing to hurry for.|There were three hours left, and a great deal to explain.|<who> counted the steps, as always, and came to one too many.}',
      { who, city },
    ),
  };
}

function rewrite(dice: Dice): Pair {
  const who = dice.pick(NAMES);
  const [from, to] = dice.pick([
    ['<who> dont like the movie because it was to long.', '<who> didn’t like the movie because it was too long.'],
    ['Me and <who> goes to school everyday.', '<who> and I go to school every day.'],
    ['Their going to visit <who> next weak.', 'They’re going to visit <who> next week.'],
    ['The report were finished by <who> yesterday.', 'The report was finished by <who> yesterday.'],
  ] as const);
  return {
    prompt: say(
      dice,
      '{Correct the grammar of this sentence.|Fix the errors in the following sentence:|Rewrite the sentence in correct English.}',
    ),
    input: say(dice, from, { who }),
    answer: say(dice, to, { who }),
  };
}

const KINDS = [explain, explain, explain, arithmetic, letter, travel, recipe, words, compare, story, rewrite];

export function instructPairEn(dice: Dice): Pair {
  return dice.pick(KINDS)(dice);
}
