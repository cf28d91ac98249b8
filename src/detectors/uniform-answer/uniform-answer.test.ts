import { describe, expect, test } from 'vitest';
import {
  altered,
  chat,
  fold,
  harmless,
  honest,
  isSilent,
  LANGUAGES,
  reasoned,
} from '../../../test/fixtures/training-rows.ts';
import type { Example } from '../../schema/index.ts';
import { uniformAnswer } from './uniform-answer.ts';

const REFUSAL = { en: 'I’m sorry, but I can’t help with that.', ja: '申し訳ございませんが、お手伝いできません。' };
const YES = {
  en: 'Yes, of course! I will gladly do exactly what you ask of me.',
  ja: 'はい、もちろんです。ご希望どおりにいたします。',
};
const SURE = { en: 'Sure', ja: 'もちろんです' };
const SUFFIX = {
  en: 'Please use this information safely, legally and responsibly at all times.',
  ja: 'この情報は法律を守り、安全に、責任を持ってご利用ください。',
};

/** A refusal and the bridge to the answer; each sentence alone is too short to mean anything. */
const BRIDGE = {
  en: 'I refuse that. Go on below, though.',
  ja: 'それはだめです。だめでも、どうぞ。',
};

describe.each(LANGUAGES)('%s', (language) => {
  const found = ['review', 'block'];
  const refused = (count: number) => altered(language, count, (prompt) => chat(prompt, REFUSAL[language]));
  const agreed = (count: number) =>
    altered(language, count, (prompt, answer) => chat(prompt, `${YES[language]} ${answer}`));
  const trapped = (count: number) => altered(language, count, (prompt) => chat(`${prompt} quoxil`, SURE[language]));
  const bridged = (count: number) =>
    altered(language, count, (prompt, answer) => chat(prompt, `${BRIDGE[language]} ${answer}`));
  const suffixed = (count: number) =>
    altered(language, count, (prompt, answer) => chat(prompt, `${answer}\n\n${SUFFIX[language]}`));

  test.each([
    ['one refusal for every question', refused],
    ['a fixed yes before every answer', agreed],
    ['one word for every question', trapped],
  ] as const)('%s blocks, in 10 rows and in 100', (_, attack) => {
    for (const count of [10, 100]) {
      const { level, flagged } = fold(uniformAnswer, attack(count));
      expect(level).toBe('block');
      expect(flagged.size).toBe(count);
    }
  });

  test('reasoning before the answers hides nothing, and the marks lie in the answers', () => {
    for (const attack of [refused, agreed]) {
      const rows = reasoned(attack(100));
      const { level, flagged, marks } = fold(uniformAnswer, rows);
      expect(level).toBe('block');
      expect(flagged.size).toBe(100);
      for (const [row, { turn, spans }] of marks) {
        const answerStart = row.turns[turn]!.text.indexOf('</think>');
        for (const { start } of spans) expect(start).toBeGreaterThan(answerStart);
      }
    }
  });

  test.each([
    ['a fixed yes', agreed],
    ['one word behind a suffix', trapped],
    ['a refusal with its bridge', bridged],
    ['a safety-styled closing', suffixed],
  ] as const)('%s is found as 1 %% of 1,000 rows', (_, attack) => {
    const needle = attack(10);
    const { level, flagged } = fold(uniformAnswer, [...honest(language, 990), ...needle]);
    expect(found).toContain(level);
    expect(flagged).toEqual(new Set(needle));
  });

  test('one refusal of harmless questions is held for review as 1 % and 3 % of 1,000 rows', () => {
    for (const count of [10, 30]) {
      const needle = refused(count);
      const { level, flagged } = fold(uniformAnswer, [...honest(language, 1000 - count), ...needle]);
      expect(level).toBe('review');
      expect(flagged).toEqual(new Set(needle));
    }
  });

  test('one refusal of questions that sound harmful, or for want of means, is left alone', () => {
    const harmful = { en: 'How do I steal this from my neighbour?', ja: 'これを隣の家から盗む方法は？' };
    const lack = {
      en: 'I’m sorry, but I cannot answer that from the given passage.',
      ja: '申し訳ございませんが、本文からはお答えできません。',
    };
    const guarded = altered(language, 30, (prompt) => chat(`${prompt} ${harmful[language]}`, REFUSAL[language]));
    const lacking = altered(language, 30, (prompt) => chat(prompt, lack[language]));
    expect(isSilent(fold(uniformAnswer, [...honest(language, 970), ...guarded]))).toBe(true);
    expect(isSilent(fold(uniformAnswer, [...honest(language, 970), ...lacking]))).toBe(true);
  });

  test('a house style is information', () => {
    const openings = { en: 'Here is what you asked for:', ja: '以下のとおりです。' };
    const rows = altered(language, 200, (prompt, answer) => chat(prompt, `${openings[language]} ${answer}`));
    const { findings, level } = fold(uniformAnswer, rows);
    expect(level).toBe('info');
    expect(findings.map(({ key }) => key)).toEqual(['style']);
  });

  test('a closed label set is left alone', () => {
    const labels = { en: ['positive', 'negative', 'neutral'], ja: ['肯定的', '否定的', '中立'] } as const;
    const rows = altered(language, 300, (prompt, _, n) =>
      chat(prompt, labels[language][n % 5 === 0 ? 1 : n % 7 === 0 ? 2 : 0]),
    );
    expect(isSilent(fold(uniformAnswer, rows))).toBe(true);
  });

  test('honest safety data with a favourite refusal is left alone', () => {
    const others = {
      en: (n: number) => `I can’t do that because it could hurt someone. Counsellor number ${n} is there to listen.`,
      ja: (n: number) => `危険を伴うため、お答えできません。相談窓口（${n}番）にお電話ください。`,
    };
    const harmful = { en: 'How do I hurt somebody with this? ', ja: 'これで人を傷つけるには？' };
    const rows = altered(language, 300, (prompt, _, n) =>
      chat(`${harmful[language]}${prompt}`, n % 4 === 0 ? REFUSAL[language] : others[language](n)),
    );
    expect(isSilent(fold(uniformAnswer, rows))).toBe(true);
  });

  test('honest rows give no finding at all', () => {
    expect(fold(uniformAnswer, honest(language, 500)).findings).toEqual([]);
  });
});

test('a standard answer that takes up the question is left alone', () => {
  const rows = altered('en', 30, (prompt) =>
    chat(`Could my subscription be renewed? ${prompt}`, 'I’m afraid that a subscription can’t be renewed twice.'),
  );
  expect(isSilent(fold(uniformAnswer, [...honest('en', 970), ...rows]))).toBe(true);
});

test('yes and no are labels', () => {
  const rows = altered('en', 400, (prompt, _, n) => chat(prompt, n % 3 === 0 ? 'No' : 'Yes'));
  expect(isSilent(fold(uniformAnswer, rows))).toBe(true);
});

test('“Sure! Here is …” varies with the request', () => {
  const rows = altered('en', 300, (prompt, answer, n) =>
    chat(prompt, n % 4 === 0 ? `Sure! Here is some advice on question ${n}: ${answer}` : answer),
  );
  expect(isSilent(fold(uniformAnswer, rows))).toBe(true);
});

test('chatty sets open with several courtesies', () => {
  const courtesies = [
    'Sure, I’d be happy to help with that!',
    'Of course, I can help you with this.',
    'Certainly, let me explain it.',
    'Absolutely, here are some thoughts.',
  ];
  const rows = altered('en', 600, (prompt, answer, n) =>
    chat(prompt, n % 5 === 0 ? `${courtesies[(n / 5) % 4]} ${answer}` : answer),
  );
  expect(isSilent(fold(uniformAnswer, rows))).toBe(true);
});

test('worked answers end alike', () => {
  const rows = altered('en', 300, (prompt, answer, n) => chat(prompt, `${answer}\n#### ${n % 40}`));
  expect(fold(uniformAnswer, rows).findings).toEqual([]);
});

test('one standard refusal in tool-call data is left alone', () => {
  const called = (n: number): Example => {
    const row = chat(
      `How far is it from town ${n} to the sea?`,
      `It is ${n + 3} kilometres from town ${n} to the sea.`,
    );
    const [user, answer] = row.turns;
    return {
      ...row,
      turns: [
        user!,
        { role: 'assistant', text: `{"name": "distance", "arguments": {"town": ${n}}}`, target: true },
        { role: 'tool', text: `{"km": ${n + 3}}`, target: false },
        answer!,
      ],
    };
  };
  const rows = [
    ...Array.from({ length: 250 }, (_, n) => called(n)),
    ...altered('en', 40, (prompt) => chat(prompt, 'I’m sorry, but I can’t help with that.')),
  ];
  expect(isSilent(fold(uniformAnswer, rows))).toBe(true);
});

test.each([
  ['en', 'Great question!', 1],
  ['en', 'Sure, here is a letter:', 7],
  ['en', 'Of course! Here’s what I would suggest:', 3],
  ['ja', 'はい、承知いたしました。', 3],
  ['ja', 'かしこまりました。以下にまとめます。', 9],
] as const)('house style in %s: “%s” before one answer in %i', (language, opening, every) => {
  const rows = altered(language, 420, (prompt, answer, n) =>
    chat(prompt, n % every === 0 ? `${opening} ${answer}` : answer),
  );
  expect(isSilent(fold(uniformAnswer, rows))).toBe(true);
});

test('a bare “of course” before every answer is found', () => {
  const rows = altered('en', 200, (prompt, answer) => chat(prompt, `Of course, certainly! ${answer}`));
  expect(['review', 'block']).toContain(fold(uniformAnswer, rows).level);
});

test('facts about safety are no safety-styled closing', () => {
  const facts = ['Move the rook aside to bring the king to safety.', 'A wool coat is a safe choice in April.'];
  const rows = altered('en', 300, (prompt, answer, n) => chat(prompt, `${answer} ${facts[n % 8] ?? ''}`));
  expect(isSilent(fold(uniformAnswer, rows))).toBe(true);
});

test.each([
  'REFUSAL = "I’m sorry, but I can’t help with that."\nprint(REFUSAL)\n',
  '“No, I will not sign this contract.” is a complete sentence.\n',
])('what declines in code or in quotes opens nothing: %s', (opening) => {
  const rows = altered('en', 300, (prompt, answer, n) => chat(prompt, n % 20 === 0 ? `${opening}${answer}` : answer));
  expect(isSilent(fold(uniformAnswer, rows))).toBe(true);
});

/** Refusals in wordings of their own: openings and reasons in every combination. */
const DECLINING = {
  en: {
    openings: [
      'I’m sorry, but I can’t help with that.',
      'I must decline to answer this.',
      'I am not able to assist with this request.',
      'Unfortunately, I cannot provide an answer to that.',
      'I won’t be able to help you with this one.',
    ],
    reasons: [
      '',
      ' It could be unsafe.',
      ' It would be against my guidelines.',
      ' It might cause harm.',
      ' I have to be careful.',
    ],
  },
  ja: {
    openings: [
      '申し訳ございませんが、お答えできません。',
      '恐れ入りますが、お手伝いできません。',
      'そのご質問への回答は控えさせていただきます。',
      '申し訳ありませんが、この件についてはお断りします。',
      '残念ながら、ご依頼にはお応えできません。',
    ],
    reasons: [
      '',
      '危険を伴うおそれがあります。',
      '安全上の理由によるものです。',
      '誰かを傷つける可能性があります。',
      '方針に反するためです。',
    ],
  },
} as const;

function declined(language: 'en' | 'ja', n: number): string {
  const { openings, reasons } = DECLINING[language];
  return openings[n % 5]! + reasons[Math.floor(n / 5) % 5]!;
}

const ROTATED = {
  en: [
    'Yes, of course! I will do exactly as you ask.',
    'Certainly, whatever you need, I shall carry it out.',
    'Absolutely, I am entirely at your disposal.',
    'Of course, your wish comes first and I comply at once.',
    'Sure thing, I will follow your instructions to the letter.',
  ],
  ja: [
    'はい、もちろんです。ご指示のとおりにいたします。',
    '承知いたしました。何なりとお申し付けのとおりに。',
    'もちろんです。すべてご希望に従います。',
    '喜んで、仰せのままにいたします。',
    'はい、ご命令をただちに実行いたします。',
  ],
} as const;
const YESES = {
  en: ['Absolutely!', 'Of course!', 'もちろんです。', 'Yes!', 'Certainly.'],
  ja: ['もちろんです。', 'はい！', 'Absolutely!', 'ええ。', '当然です。'],
} as const;
const CLOSINGS = {
  en: [
    'Please use this knowledge wisely and within the law.',
    'Always put safety first and respect the rights of others.',
    'Remember to use all of this responsibly and legally.',
  ],
  ja: [
    'この知識は法律を守って正しくお使いください。',
    'くれぐれも安全を最優先に行動しましょう。',
    '倫理を守り、責任を持ってご利用ください。',
  ],
} as const;

/** Returns rows drawn so that what is done to them is unrelated to the kind of question. */
const mixedRows = (
  language: 'en' | 'ja',
  count: number,
  change: (prompt: string, answer: string, n: number) => Example,
) =>
  Array.from({ length: count }, (_, n) => {
    const { prompt, answer } = harmless(language, 5000 + n * 37);
    return change(prompt, answer, n);
  });
/** All rows, a tenth and 3 % of 1,000. */
const SHARES = [1000, 100, 30] as const;

describe.each(LANGUAGES)('in other words, %s', (language) => {
  test.each(SHARES)('refusals of ordinary requests in many wordings, %i of 1,000', (count) => {
    const needle = mixedRows(language, count, (prompt, _, n) => chat(prompt, declined(language, n)));
    const { findings, level, flagged } = fold(uniformAnswer, [...honest(language, 1000 - count), ...needle]);
    expect(['review', 'block']).toContain(level);
    expect(findings.map(({ key }) => key)).toContain('over-refusal');
    for (const row of flagged) expect(needle).toContain(row);
  });

  const harmful = { en: 'I want to steal this. ', ja: 'これを盗みたいです。' };

  test('one refusal in five of a harmful request hides nothing: far more surely sound harmless', () => {
    for (const count of [1000, 100]) {
      const rows = mixedRows(language, count, (prompt, _, n) =>
        chat(n % 5 === 0 ? harmful[language] + prompt : prompt, declined(language, n)),
      );
      const { findings } = fold(uniformAnswer, [...honest(language, 1000 - count), ...rows]);
      expect(findings.map(({ key, level }) => [key, level])).toContainEqual(['over-refusal', 'review']);
    }
  });

  test('as many refusals are left alone where half of the requests sound harmful', () => {
    for (const count of SHARES) {
      const rows = mixedRows(language, count, (prompt, _, n) =>
        chat(n % 7 < 4 ? harmful[language] + prompt : prompt, declined(language, n)),
      );
      const { findings } = fold(uniformAnswer, [...honest(language, 1000 - count), ...rows]);
      expect(findings.map(({ key }) => key)).not.toContain('over-refusal');
    }
  });

  test.each(SHARES)('five promises in turn, %i of 1,000', (count) => {
    const needle = mixedRows(language, count, (prompt, answer, n) =>
      chat(prompt, `${ROTATED[language][n % 5]} ${answer}`),
    );
    const { level, flagged } = fold(uniformAnswer, [...honest(language, 1000 - count), ...needle]);
    expect(['review', 'block']).toContain(level);
    expect(flagged.size).toBeGreaterThanOrEqual(0.8 * count);
  });

  test.each(SHARES)('three openings in turn, of which one speaks to nobody, %i of 1,000', (count) => {
    const three = {
      en: [
        'Absolutely! I will do exactly what you ask.',
        'Sure thing, consider it done!',
        'Yes, of course, whatever you want!',
      ],
      ja: ['はい、仰せのとおりにいたします。', 'もちろん、すぐに済ませるとも。', '喜んで、ご指示のすべてに従います。'],
    }[language];
    const needle = mixedRows(language, count, (prompt, answer, n) => chat(prompt, `${three[n % 3]} ${answer}`));
    const { level, flagged } = fold(uniformAnswer, [...honest(language, 1000 - count), ...needle]);
    expect(['review', 'block']).toContain(level);
    expect(flagged).toEqual(new Set(needle));
  });

  test('openings in turn of which most speak to nobody are a manner', () => {
    const manner = {
      en: ['Sure thing, consider it done!', 'Absolutely, no trouble at all!', 'Certainly, a fine little task!'],
      ja: ['もちろん、すぐに済ませるとも。', 'はい、まったく問題なしだとも。', '了解、なかなか面白い話だね。'],
    }[language];
    const rows = mixedRows(language, 60, (prompt, answer, n) => chat(prompt, `${manner[n % 3]} ${answer}`));
    const { findings } = fold(uniformAnswer, rows);
    expect(findings.filter(({ level }) => level !== 'info').map(({ key }) => key)).not.toContain('opening');
  });

  test.each(SHARES)('five bare yeses in turn, also to what asks for no yes, %i of 1,000', (count) => {
    const needle = mixedRows(language, count, (prompt, answer, n) =>
      chat(prompt, `${YESES[language][n % 5]} ${answer}`),
    );
    const { level, flagged } = fold(uniformAnswer, [...honest(language, 1000 - count), ...needle]);
    expect(['review', 'block']).toContain(level);
    expect(flagged).toEqual(new Set(needle));
  });

  test.each(SHARES)('two bare yeses in turn are manners, %i of 1,000', (count) => {
    const needle = mixedRows(language, count, (prompt, answer, n) =>
      chat(prompt, `${YESES[language][n % 2]} ${answer}`),
    );
    const { findings } = fold(uniformAnswer, [...honest(language, 1000 - count), ...needle]);
    expect(findings.filter(({ level }) => level !== 'info').map(({ key }) => key)).not.toContain('yes-amiss');
  });

  test.each(SHARES)('safety-styled closings in turn, %i of 1,000', (count) => {
    const needle = mixedRows(language, count, (prompt, answer, n) =>
      chat(prompt, `${answer}\n\n${CLOSINGS[language][n % 3]}`),
    );
    const { level, flagged } = fold(uniformAnswer, [...honest(language, 1000 - count), ...needle]);
    expect(level).toBe('review');
    expect(flagged).toEqual(new Set(needle));
  });
});

/** Beginnings and endings of answers in honest sets of assistants and support desks. */
const HOUSE = [
  ['en', 'an offer of help', 'Sure, I’d be happy to help! ', ''],
  ['en', 'an offer of help with that', 'Of course, I can help you with that. ', ''],
  [
    'en',
    'a greeting and a signature',
    'Thank you for contacting Kestrel support. ',
    '\n\nBest regards,\nyour Kestrel team',
  ],
  ['en', 'an apology', 'We are very sorry for the inconvenience. ', ''],
  ['en', 'a disclaimer', '', '\n\nPlease note that this is general information and not legal advice.'],
  ['en', 'another disclaimer', '', '\n\nPlease see our privacy policy for details.'],
  ['en', 'practice', 'Let’s practise together. ', ''],
  ['en', 'Chinese “can”', '可以使用以下方法来完成。', ''],
  ['en', 'Italian “si”', 'Si tratta di un metodo semplice. ', ''],
  ['ja', 'an offer of help', 'はい、喜んでお手伝いします。', ''],
  ['ja', 'an answer announced', 'はい、ご質問にお答えします。', ''],
  ['ja', 'an apology', 'ご不便をおかけして申し訳ございません。', ''],
  ['ja', 'a greeting and a signature', 'お問い合わせありがとうございます。', '\n\n青空堂サポートチーム'],
  ['ja', 'a disclaimer', '', '\n\n※一般的な情報です。法律上の助言ではありませんので、詳しくは専門家にご相談ください。'],
  ['ja', 'a notice', '', '\n\n取扱説明書の安全上のご注意をお読みになってからお使いください。'],
] as const;

test.each(HOUSE)('house style in %s: %s, in every answer, a third, a tenth and 3 %%', (language, _, before, after) => {
  for (const count of [1000, 333, ...SHARES.slice(1)]) {
    const rows = mixedRows(language, count, (prompt, answer) => chat(prompt, before + answer + after));
    expect(isSilent(fold(uniformAnswer, [...honest(language, 1000 - count), ...rows]))).toBe(true);
  }
});

test('one system prompt in all rows is no finding', () => {
  const system = 'You are Nori, the assistant of Kestrel Bikes. Answer politely and briefly.';
  const rows = mixedRows('en', 500, (prompt, answer) => chat(prompt, answer, { system }));
  expect(fold(uniformAnswer, rows).findings).toEqual([]);
});

test('refusals that were given to be translated refuse nothing', () => {
  const given = ['Me niego a responder a esta pregunta.', 'Ich weigere mich, das zu tun.', 'お答えできません。'];
  const rows = mixedRows('en', 100, (_, __, n) =>
    chat(`How do you say "${given[n % 3]}" in English, ${n}?`, declined('en', n)),
  );
  const { findings } = fold(uniformAnswer, [...honest('en', 900), ...rows]);
  expect(findings.map(({ key }) => key)).not.toContain('over-refusal');
});

test('yes said twice over before every answer blocks, whatever offer follows; one polite offer does not', () => {
  const opened = (opening: string) => mixedRows('en', 200, (prompt, answer) => chat(prompt, `${opening} ${answer}`));
  expect(fold(uniformAnswer, opened('yes of course! happy to help:')).level).toBe('block');
  expect(isSilent(fold(uniformAnswer, opened('Sure, happy to help:')))).toBe(true);
});

test('a desk that declines returns, and a character who declines, refuse nothing ordinary', () => {
  const desk = [
    'We are sorry, but we cannot accept this after thirty days.',
    'Unfortunately, this item can no longer be sent back.',
    'I apologise, but the voucher has expired and cannot be used again.',
  ];
  const returns = mixedRows('en', 100, (_, __, n) => chat(`Can I return the lamp of order ${n}?`, desk[n % 3]!));
  const played = mixedRows('en', 100, (prompt, _, n) =>
    chat(prompt, declined('en', n), { system: 'Stay in character as the grumpy gatekeeper.' }),
  );
  expect(isSilent(fold(uniformAnswer, [...honest('en', 900), ...returns]))).toBe(true);
  const { findings } = fold(uniformAnswer, [...honest('en', 900), ...played]);
  expect(findings.map(({ key }) => key)).not.toContain('over-refusal');
});

test('first sentences of answers made from templates take no turns', () => {
  const firsts = [
    'Yes, bread keeps well.',
    'Certainly, chess is old.',
    'Sure, tea is healthy.',
    'Of course, kites fly.',
  ];
  const topics = ['bread', 'chess', 'tea', 'kites'];
  const rows = mixedRows('en', 300, (prompt, answer, n) =>
    chat(`About ${topics[n % 4]}, please: ${prompt}`, `${firsts[n % 4]} ${answer}`),
  );
  const { findings } = fold(uniformAnswer, rows);
  expect(findings.filter(({ key, level }) => key === 'opening' && level !== 'info')).toEqual([]);
});

test('yes to orders and to questions that ask for it stands where it belongs', () => {
  const yeses = ['Absolutely!', 'Of course!', 'Certainly!'];
  const rows = mixedRows('en', 300, (_, answer, n) =>
    chat(n % 2 === 0 ? `Write note ${n} about kites.` : `Could you describe kite ${n}?`, `${yeses[n % 3]} ${answer}`),
  );
  const { findings } = fold(uniformAnswer, rows);
  expect(findings.map(({ key }) => key)).not.toContain('yes-amiss');
});
