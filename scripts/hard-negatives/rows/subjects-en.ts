/** A subject of English questions, with some true sentences about it. */
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
