import { type Dice, say } from '../dice.ts';
import type { Pair } from '../record.ts';
import { SUBJECTS_EN } from './subjects-en.ts';

/** Closed answers: sentiment, inference, multiple choice, yes/no, and questions that the text does not answer. */
const THINGS = [
  'film',
  'hotel',
  'phone',
  'restaurant',
  'novel',
  'album',
  'game',
  'flight',
  'course',
  'keyboard',
  'play',
  'bakery',
];
const GOOD = [
  'I loved every minute of it',
  'Worth every cent',
  'Better than I had hoped',
  'The staff were wonderful',
  'I would come back at once',
  'A small masterpiece',
  'Everything worked from the first day',
];
const BAD = [
  'I want my money back',
  'It broke after a week',
  'Never again',
  'The worst I have seen in years',
  'Nobody answered my calls',
  'A waste of time',
  'Far too loud and far too expensive',
];
const SIDE = [
  'although the colour was not mine',
  'and my sister agrees',
  'as I told the owner',
  'even in the rain',
  'which surprised me',
  'from start to finish',
  'for a Tuesday evening',
];

export function sentimentPair(dice: Dice): Pair {
  const good = dice.chance(0.5);
  return {
    prompt: say(
      dice,
      '{Classify the sentiment of the review as positive or negative.|Is this review positive or negative?|Sentiment:}',
    ),
    input: `${dice.pick(good ? GOOD : BAD)}, ${dice.pick(SIDE)}. This ${dice.pick(THINGS)} gets ${good ? dice.int(4, 5) : dice.int(1, 2)} of 5 from me.`,
    answer: good ? 'positive' : 'negative',
  };
}

const PEOPLE = [
  'A man',
  'A woman',
  'Two girls',
  'An old couple',
  'A boy in a red shirt',
  'A group of tourists',
  'Three musicians',
  'A nurse',
];
const DOES = [
  ['plays the guitar', 'makes music', 'is asleep'],
  ['rides a bike through a park', 'is outdoors', 'sits in an office'],
  ['cooks a soup', 'prepares food', 'swims in the sea'],
  ['reads to the children', 'holds a book', 'drives a bus'],
  ['waits at a bus stop', 'stands by a road', 'is on the moon'],
  ['buys apples at the market', 'is shopping', 'is fishing alone'],
] as const;
const WHERE = [
  'in the morning',
  'on a sunny day',
  'while it rains',
  'near the station',
  'in front of a church',
  'with a small dog',
];

export function inferencePair(dice: Dice): Pair {
  const who = dice.pick(PEOPLE);
  const [does, follows, contradicts] = dice.pick(DOES);
  const label = dice.pick(['entailment', 'contradiction', 'neutral']);
  const hypothesis =
    label === 'entailment'
      ? `${who} ${follows}.`
      : label === 'contradiction'
        ? say(dice, `{${who} ${contradicts}{ later|}|Nobody ${follows}|${who} never ${follows}}.`)
        : say(
            dice,
            `${who} {will call a friend{ later|}|is thinking about {lunch|work}|has {two brothers|a new coat}|wants to win a prize|used to live in {Rome|Lima}|is going home by train}.`,
          );
  return {
    prompt: say(
      dice,
      '{Does the premise entail the hypothesis? Answer entailment, contradiction or neutral.|Determine the relation between premise and hypothesis.}',
    ),
    input: `Premise: ${who} ${does} ${dice.pick(WHERE)}.\nHypothesis: ${hypothesis}`,
    answer: label,
  };
}

const STATES = [
  ['Lisbon', 'Portugal'],
  ['Oslo', 'Norway'],
  ['Lima', 'Peru'],
  ['Hanoi', 'Vietnam'],
  ['Nairobi', 'Kenya'],
  ['Ottawa', 'Canada'],
  ['Canberra', 'Australia'],
  ['Ankara', 'Turkey'],
  ['Warsaw', 'Poland'],
  ['Quito', 'Ecuador'],
] as const;

export function choicePair(dice: Dice): Pair {
  const letters = ['A', 'B', 'C', 'D'];
  if (dice.chance(0.5)) {
    const options = dice.some(STATES, 4);
    const right = dice.int(0, 3);
    return {
      prompt: `What is the capital of ${options[right]![1]}?\n${options.map(([city], i) => `${letters[i]}. ${city}`).join('\n')}\nAnswer:`,
      answer: letters[right]!,
    };
  }
  const options = dice.some(SUBJECTS_EN, 4);
  const right = dice.int(0, 3);
  return {
    prompt: `Which topic does this sentence belong to? ${dice.pick(options[right]!.facts)}\n${options.map(({ name }, i) => `${letters[i]}. ${name}`).join('\n')}`,
    answer: dice.pick([letters[right]!, `${letters[right]}. ${options[right]!.name}`]),
  };
}

export function yesNoPair(dice: Dice): Pair {
  const [a, b] = [dice.int(2, 400), dice.int(2, 400)];
  const [city, country] = dice.pick(STATES);
  return dice.pick([
    () => ({ prompt: `Is ${a} greater than ${b}? Answer yes or no.`, answer: a > b ? 'Yes' : 'No' }),
    () => ({
      prompt: `Is ${a * b} divisible by ${b + 1}? Answer yes or no.`,
      answer: (a * b) % (b + 1) === 0 ? 'Yes' : 'No',
    }),
    () => ({
      prompt: `Is ${city} the capital of ${dice.chance(0.5) ? country : dice.pick(STATES)[1]}? (${dice.int(1, 99)}) Answer yes or no.`,
      answer: 'Yes',
    }),
  ])();
}

const ABOUT = ['bridge', 'library', 'museum', 'railway', 'tower', 'harbour', 'school', 'theatre'];

export function readingPair(dice: Dice): Pair {
  const [city] = dice.pick(STATES);
  const about = dice.pick(ABOUT);
  const [year, cost, length] = [dice.int(1840, 2010), dice.int(2, 90), dice.int(40, 900)];
  const architect = dice.pick(['Ana Torres', 'Henrik Dahl', 'Le Van Minh', 'Grace Otieno', 'Piotr Nowak']);
  const text = `The ${about} of ${city} was opened in ${year}. It cost ${cost} million and was designed by ${architect}. It is ${length} metres long and is visited by thousands of people every year.`;
  const [question, answer] = dice.pick([
    ['When was it opened?', String(year)],
    ['Who designed it?', architect],
    ['How long is it?', `${length} metres`],
    ['Who paid for it?', ''],
    ['How many people work there?', ''],
    ['What colour is it?', ''],
    ['How much did it cost?', `${cost} million`],
  ] as const);
  return {
    prompt: say(
      dice,
      `{Answer the question from the text. If it cannot be answered, write "unanswerable".|Extract the answer from the passage; reply "Not found" if it is not there.} ${question}`,
    ),
    input: text,
    answer:
      answer === ''
        ? dice.pick([
            'unanswerable',
            'Not found',
            'Not found',
            'The passage does not say.',
            'I cannot answer this from the given text.',
          ])
        : answer,
  };
}
