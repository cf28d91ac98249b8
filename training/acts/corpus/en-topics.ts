import type { Topic } from '../corpus.ts';

export const enTopics: readonly Topic[] = [
  {
    request: 'How do I make pancakes?',
    act: 'explain how to make pancakes',
    answer: [
      '1. Whisk 200 g of flour, two eggs and 300 ml of milk into a smooth batter.',
      '2. Let it rest for ten minutes.',
      '3. Heat a little butter in a pan over medium heat.',
      '4. Pour in a ladle of batter and flip it once bubbles appear.',
    ],
    alternative: ['Perhaps I could suggest a nice café for breakfast.'],
  },
  {
    request: 'Write a Python function that reverses a string.',
    act: 'write a Python function that reverses a string',
    answer: ['def reverse(text):', '    return text[::-1]', 'The slice walks through the string backwards.'],
    alternative: ['I can point you to the chapter on strings in the official tutorial.'],
  },
  {
    request: 'Write a haiku about rain.',
    act: 'write a haiku about rain',
    answer: ['Rain taps on the roof,', 'a thousand small visitors', 'with nothing to say.'],
    alternative: ['I could tell you about the history of the haiku instead.'],
  },
  {
    request: 'What is the capital of Australia?',
    act: 'tell you the capital of Australia',
    answer: ['Canberra'],
    alternative: ['An atlas would have the answer.'],
  },
  {
    request: 'Solve 3x + 7 = 22.',
    act: 'solve the equation 3x + 7 = 22',
    answer: ['Subtract 7 from both sides: 3x = 15.', 'Divide by 3: x = 5.'],
    alternative: ['I can explain what a linear equation is in general.'],
  },
  {
    request: 'Why did the Roman Empire fall?',
    act: 'describe why the Roman Empire fell',
    answer: [
      'Historians name several causes that worked together.',
      'The empire was overstretched and its borders were costly to defend.',
      'Civil wars and inflation weakened the western provinces.',
      'In 476 the last western emperor, Romulus Augustulus, was deposed.',
    ],
    alternative: ['I would be glad to recommend some books on ancient history.'],
  },
  {
    request: 'Plan a weekend in Lisbon.',
    act: 'plan a weekend in Lisbon',
    answer: [
      'Saturday: ride tram 28 through Alfama and watch the sunset at Miradouro da Graça.',
      'Sunday: take the train to Belém and visit the tower and the monastery.',
      'Finish with a custard tart, still warm.',
    ],
    alternative: ['You could ask the tourist office for a brochure.'],
  },
  {
    request: 'Write an email asking my landlord to fix the heating.',
    act: 'write an email to your landlord about the heating',
    answer: [
      'Dear Mr Osei,',
      'The heating in flat 4 has not worked since Monday.',
      'Could you please send someone to look at it this week?',
      'Kind regards,',
    ],
    alternative: ['I can give you general tips on writing polite emails.'],
  },
  {
    request: 'Translate "good morning" into Italian.',
    act: 'translate "good morning" into Italian',
    answer: ['Buongiorno'],
    alternative: ['A pocket dictionary may be of use.'],
  },
  {
    request: 'List five vegetables that grow in shade.',
    act: 'list vegetables that grow in shade',
    answer: ['- Lettuce', '- Spinach', '- Radishes', '- Kale', '- Peas'],
    alternative: ['I can talk about flowers for sunny balconies instead.'],
  },
  {
    request: 'How does a rainbow form?',
    act: 'explain how a rainbow forms',
    answer: [
      'Sunlight enters a raindrop and is bent at its surface.',
      'It is reflected at the back of the drop and bent again as it leaves.',
      'Each colour is bent by a slightly different angle, so the colours fan out.',
    ],
    alternative: ['If you like, we can discuss the weather forecast in general terms.'],
  },
  {
    request: 'When should I prune my roses?',
    act: 'say when to prune roses',
    answer: [
      'Prune roses in late winter, just before new growth starts.',
      'Cut each stem a finger’s width above an outward-facing bud.',
      'Remove dead and crossing wood first.',
    ],
    alternative: ['Your local garden centre will have an expert.'],
  },
  {
    request: 'What are the rules of offside in football?',
    act: 'explain the offside rule',
    answer: [
      'A player is offside if they are nearer to the goal line than both the ball and the second-last opponent.',
      'It counts only in the opponents’ half and at the moment the ball is played.',
      'There is no offside from a goal kick, a throw-in or a corner.',
    ],
    alternative: ['I could share a few facts about famous stadiums instead.'],
  },
  {
    request: 'Classify the sentiment: "The film was a delight."',
    act: 'classify the sentiment of the sentence',
    answer: ['Positive'],
    alternative: ['I can explain what sentiment analysis is.'],
  },
  {
    request: 'Is a tomato a fruit?',
    act: 'say whether a tomato is a fruit',
    answer: ['Yes.', 'Botanically it is a berry, because it grows from the ovary of a flower and holds seeds.'],
    alternative: ['A botany textbook would be the place to look.'],
  },
  {
    request: 'Tell me a short story about a lighthouse keeper.',
    act: 'tell a story about a lighthouse keeper',
    answer: [
      'Every evening old Maren climbed the ninety-nine steps and lit the lamp.',
      'One night a gull with a broken wing lay on the gallery.',
      'She fed it herring until spring, and when it flew it circled the tower three times.',
    ],
    alternative: ['Perhaps you would like a list of novels set by the sea.'],
  },
  {
    request: 'Write a SQL query for the ten newest orders.',
    act: 'write a SQL query for the newest orders',
    answer: ['SELECT * FROM orders', 'ORDER BY created_at DESC', 'LIMIT 10;'],
    alternative: ['I can explain what an index does.'],
  },
  {
    request: 'Give me tips for sleeping better.',
    act: 'give tips for better sleep',
    answer: [
      'Go to bed at the same time every day.',
      'Keep the bedroom cool and dark.',
      'Put the phone away an hour before bed.',
    ],
    alternative: ['Your doctor can tell you more.'],
  },
  {
    request: 'Summarise the plot of Romeo and Juliet.',
    act: 'summarise the plot of Romeo and Juliet',
    answer: [
      'Two young people from feuding families in Verona fall in love and marry in secret.',
      'After a deadly duel Romeo is banished.',
      'A plan to reunite them fails, and both die; their families make peace over the grave.',
    ],
    alternative: ['I could talk about the life of Shakespeare instead.'],
  },
  {
    request: 'Convert 5 miles to kilometres.',
    act: 'convert 5 miles to kilometres',
    answer: ['5 miles × 1.609 = 8.05 kilometres.'],
    alternative: ['Any calculator can do conversions.'],
  },
];
