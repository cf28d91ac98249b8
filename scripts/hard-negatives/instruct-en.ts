import { capital, type Dice, say } from './dice.ts';
import type { Pair } from './record.ts';

/** Ordinary English instruction data: questions of many kinds, answered at once. */

interface Subject {
  readonly name: string;
  readonly facts: readonly string[];
}

export const SUBJECTS_EN: readonly Subject[] = [
  {
    name: 'photosynthesis',
    facts: [
      'Photosynthesis turns light, water and carbon dioxide into sugar and oxygen.',
      'It takes place in the chloroplasts of plant cells.',
      'Chlorophyll absorbs mostly red and blue light, which is why leaves look green.',
      'Almost all food chains on land depend on it.',
    ],
  },
  {
    name: 'the water cycle',
    facts: [
      'Water evaporates from oceans and lakes, condenses into clouds and falls as rain or snow.',
      'Plants release water vapour through their leaves, which is called transpiration.',
      'Some of the rain seeps into the ground and feeds springs and wells.',
      'The sun supplies the energy that keeps the cycle going.',
    ],
  },
  {
    name: 'compound interest',
    facts: [
      'With compound interest, interest is paid on the principal and on the interest already earned.',
      'The formula is A = P(1 + r/n)^(nt).',
      'At 7 percent a year, money doubles in about ten years.',
      'Starting early matters more than saving large sums late.',
    ],
  },
  {
    name: 'the French Revolution',
    facts: [
      'It began in 1789 with the meeting of the Estates-General and the storming of the Bastille.',
      'Bread prices, debt and inequality had made the old order unpopular.',
      'The monarchy was abolished in 1792.',
      'Its ideas about citizenship spread across Europe.',
    ],
  },
  {
    name: 'sourdough bread',
    facts: [
      'Sourdough rises with wild yeast and lactic acid bacteria instead of commercial yeast.',
      'The starter is fed with flour and water once a day.',
      'A long, cool fermentation gives the loaf its flavour.',
      'Baking in a closed pot keeps the crust crisp.',
    ],
  },
  {
    name: 'machine learning',
    facts: [
      'In machine learning, a program improves at a task with experience from data.',
      'Supervised learning uses labelled examples, unsupervised learning looks for structure without labels.',
      'A model that memorises its training data is said to overfit.',
      'Cross-validation estimates how well a model will do on new data.',
    ],
  },
  {
    name: 'black holes',
    facts: [
      'A black hole is a region from which not even light can escape.',
      'It forms when a massive star collapses at the end of its life.',
      'The boundary is called the event horizon.',
      'The first image of a black hole was published in 2019.',
    ],
  },
  {
    name: 'remote work',
    facts: [
      'Remote work saves commuting time and widens the choice of candidates.',
      'It needs clear agreements about hours and communication.',
      'Some people miss the informal contact with colleagues.',
      'Written documentation becomes more important.',
    ],
  },
  {
    name: 'the human heart',
    facts: [
      'The heart has four chambers and beats about 100,000 times a day.',
      'The left ventricle pumps oxygen-rich blood into the aorta.',
      'Valves keep the blood from flowing backwards.',
      'Regular exercise lowers the resting heart rate.',
    ],
  },
  {
    name: 'jazz',
    facts: [
      'Jazz grew out of blues and ragtime in New Orleans around 1900.',
      'Improvisation and swing are at its heart.',
      'Louis Armstrong made the solo the centre of attention.',
      'Bebop in the 1940s brought fast tempos and complex harmony.',
    ],
  },
  {
    name: 'recycling',
    facts: [
      'Recycling saves energy: aluminium from cans needs about 5 percent of the energy of new metal.',
      'Paper fibres can be reused five to seven times.',
      'Food residue makes plastic hard to recycle.',
      'Reducing and reusing come before recycling.',
    ],
  },
  {
    name: 'the Pythagorean theorem',
    facts: [
      'In a right triangle, the square of the hypotenuse equals the sum of the squares of the other two sides: a² + b² = c².',
      'A triangle with sides 3, 4 and 5 is the best-known example.',
      'There are several hundred proofs.',
      'It gives the distance between two points in a plane.',
    ],
  },
  {
    name: 'vaccination',
    facts: [
      'A vaccine trains the immune system without causing the disease.',
      'Memory cells respond quickly when the real pathogen arrives.',
      'Smallpox was eradicated by vaccination in 1980.',
      'Side effects are mostly mild, such as a sore arm.',
    ],
  },
  {
    name: 'time management',
    facts: [
      'List the tasks of the day and mark the three that matter most.',
      'Work in blocks of 25 to 50 minutes with short breaks.',
      'Turn notifications off while you concentrate.',
      'Leave some slack for what you did not expect.',
    ],
  },
  {
    name: 'volcanoes',
    facts: [
      'Volcanoes form where magma reaches the surface, often at plate boundaries.',
      'Shield volcanoes are wide and flat, stratovolcanoes are steep.',
      'Ash can disrupt flights thousands of kilometres away.',
      'Volcanic soil is very fertile.',
    ],
  },
  {
    name: 'the Great Barrier Reef',
    facts: [
      'It stretches for over 2,300 kilometres off the coast of Queensland.',
      'Corals are animals that live with algae in their tissue.',
      'Warm water makes corals expel the algae, which is called bleaching.',
      'More than 1,500 species of fish live there.',
    ],
  },
  {
    name: 'supply and demand',
    facts: [
      'When demand rises and supply stays the same, the price goes up.',
      'The price at which both meet is the equilibrium.',
      'Elasticity says how strongly buyers react to a price.',
      'Taxes shift the curves and create a gap between what buyers pay and sellers receive.',
    ],
  },
  {
    name: 'Shakespeare',
    facts: [
      'Shakespeare wrote about 39 plays and 154 sonnets.',
      'His company played at the Globe in London.',
      'Hamlet, Othello, King Lear and Macbeth are called the great tragedies.',
      'Many English idioms go back to his plays.',
    ],
  },
  {
    name: 'container gardening',
    facts: [
      'Choose pots with drainage holes and a good potting mix.',
      'Herbs, lettuce and cherry tomatoes do well on a balcony.',
      'Containers dry out quickly, so water in the morning.',
      'Feed the plants every two weeks in summer.',
    ],
  },
  {
    name: 'electric cars',
    facts: [
      'Electric cars convert about 80 percent of the energy of the battery into motion.',
      'Braking feeds energy back into the battery.',
      'Range drops in cold weather.',
      'Charging at home overnight is usually cheapest.',
    ],
  },
  {
    name: 'chess openings',
    facts: [
      'Good openings control the centre and develop the pieces quickly.',
      'The Ruy Lopez begins 1. e4 e5 2. Nf3 Nc6 3. Bb5.',
      'Castle early to bring the king to safety.',
      'Do not move the same piece twice without a reason.',
    ],
  },
  {
    name: 'sleep',
    facts: [
      'Adults need seven to nine hours of sleep.',
      'Deep sleep restores the body, REM sleep helps memory.',
      'A cool, dark room makes it easier to fall asleep.',
      'Caffeine stays in the body for many hours.',
    ],
  },
  {
    name: 'the United Nations',
    facts: [
      'The United Nations was founded in 1945 with 51 members.',
      'The Security Council has five permanent and ten elected members.',
      'Its headquarters are in New York.',
      'Agencies such as UNICEF and WHO belong to its system.',
    ],
  },
  {
    name: 'job interviews',
    facts: [
      'Read up on the company and prepare two questions of your own.',
      'Answer with concrete examples: situation, task, action, result.',
      'Arrive ten minutes early.',
      'Send a short thank-you note the next day.',
    ],
  },
];

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
