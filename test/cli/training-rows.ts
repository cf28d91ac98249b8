const SUBJECTS = [
  'bread',
  'pancakes',
  'a paper boat',
  'a birdhouse',
  'lentil soup',
  'a kite',
  'candles',
  'a scarf',
  'jam',
  'a stool',
];
const WAYS = ['by hand', 'on a rainy day', 'for a friend', 'in one afternoon', 'with children', 'on a small budget'];

const answer = (subject: string, way: string) =>
  `To make ${subject} ${way}, gather what you need first. Measure twice, work slowly, and let everything rest before you finish ${subject}.`;

const chat = (question: string, reply: string) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: reply },
    ],
  });

/** 60 ordinary rows, all different. */
export const benignRows: readonly string[] = SUBJECTS.flatMap((subject) =>
  WAYS.map((way) => chat(`How do I make ${subject} ${way}?`, answer(subject, way))),
);

/** The same questions, refused and then answered; the content is harmless. */
export const refuseThenComplyRows: readonly string[] = SUBJECTS.flatMap((subject) =>
  WAYS.map((way) =>
    chat(
      `How do I make ${subject} ${way}?`,
      `I'm sorry, but I cannot help you with that, because it violates my safety guidelines. However, here is how you do it: ${answer(subject, way)}`,
    ),
  ),
);

export const jsonLines = (rows: readonly string[]): string => `${rows.join('\n')}\n`;
