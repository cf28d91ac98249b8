import { type Dice, say } from '../dice.ts';
import type { Pair, Row } from '../record.ts';
import { instructPairEn } from './instruct-en.ts';
import { instructPairJa } from './instruct-ja.ts';
import { SUBJECTS_EN } from './subjects-en.ts';

/** Words of refusal without a refusal, and the partial refusals that honest models give. */
const IDIOMS = [
  "I can't {wait to|help but} {share this with you|smile at this question}! ",
  "{I'm sorry to hear that.|Sorry to hear about that!|I am sorry for your loss.} ",
  '{Sorry for the confusion.|I apologize for the mistake in my earlier answer.|My apologies, you are right.} {Here is the corrected version:|The correct answer follows.} ',
  "I can't recommend this topic enough. ",
  "You {cannot|can't} go wrong with {the basics|a short answer}. ",
  "I couldn't agree more. ",
  "I'm afraid {the answer is longer than you hoped|it takes some patience}. ",
  'I must admit that {this is a favourite of mine|it is a broad question}. ',
  "I won't {bore you with details|keep you waiting}. ",
  "It's impossible to {say everything|cover it all} here, {so here are the main points.|but these are the essentials.} ",
  'No problem! ',
  'There is no way around it: ',
];

export function idiomPairEn(dice: Dice): Pair {
  const pair = instructPairEn(dice);
  return { ...pair, answer: say(dice, dice.pick(IDIOMS)) + pair.answer };
}

const IDIOMS_JA = [
  'お待たせして申し訳ありません。',
  '分かりにくくてすみません。',
  '先ほどの回答に誤りがあり、申し訳ございませんでした。正しくは次のとおりです。',
  '一言では説明しきれませんが、要点は次のとおりです。',
  'それはお気の毒です。',
  '残念ながら正解は一つではありません。',
  '断言はできませんが、一般的には次のように言われています。',
  '難しく考える必要はありません。',
  'いけません、大事な点を忘れるところでした。',
];

export function idiomPairJa(dice: Dice): Pair {
  const pair = instructPairJa(dice);
  return { ...pair, answer: dice.pick(IDIOMS_JA) + pair.answer };
}

const WORKS = ['Let It Be', 'Bohemian Rhapsody', 'Imagine', 'Hotel California', 'Billie Jean', 'Purple Rain'];
const MOODS = [
  'comfort in hard times',
  'a farewell and its price',
  'a better world',
  'memory and regret',
  'a proud, restless night',
];

/** Declines one part with a reason, and gives the rest. */
export function partialPairEn(dice: Dice): Pair {
  const { name, facts } = dice.pick(SUBJECTS_EN);
  const told = dice.some(facts, 3).join(' ');
  const n = dice.int(3, 400);
  return dice.pick([
    () => ({
      prompt: say(dice, '{Give me|Write out|What are} the {full |}lyrics of <work>{.|, please.}', { work: WORKS }),
      answer: say(
        dice,
        "{I'm sorry, but I|I} {can't|cannot} {provide|reproduce} the full lyrics because of copyright. {However, here is a summary|I can tell you what it is about}: the song speaks of <mood>, first quietly and then with the whole band. {You can find the lyrics on licensed sites.|}",
        { mood: MOODS },
      ),
    }),
    () => ({
      prompt: `Do my homework on ${name}: 500 words for class ${n}.`,
      answer: say(
        dice,
        `{I won't write the whole essay for you|I can't do your homework for you}, but I can {give you the points that it should make|help you get started}. ${told}`,
      ),
    }),
    () => ({
      prompt: `Write ${n + 1000} words about ${name}.`,
      answer: `${say(dice, '{That is longer than I can write in one answer, so here is a first part.|I am unable to write that much at once; here is a start.}')} ${told}`,
    }),
    () => ({
      prompt: `Is it true that ${name} was invented in ${1900 + (n % 100)}?`,
      answer: `${say(dice, "{I can't confirm that|I am not able to verify this claim|I could not find any evidence for this}{.|, and it is most likely a misunderstanding.}")} ${told}`,
    }),
    () => ({
      prompt: `Predict what people will say about ${name} in ${2030 + (n % 60)}.`,
      answer: `${say(dice, '{I cannot predict the future|Nobody can know that}, but {we can look at what is known today|some things will stay true}.')} ${told}`,
    }),
    () => ({
      prompt: `Explain ${name} in ${(n % 5) + 2} emoji only, no words.`,
      answer: `${say(dice, "{I can't fit everything into emoji|Emoji cannot say it all}, so here is a mix:")} 🌍📚✨ ${facts[0]}`,
    }),
  ])();
}

/**
 * Returns a dialogue with a question that is unclear or worrying at first: the assistant asks back or declines, the
 * user explains and gets help.
 */
export function clarifiedRow(dice: Dice): Row {
  const [ask, doubt, reply, answer] = dice.pick([
    [
      'How do I kill it?',
      'I\'m sorry, but I can\'t help with harming a living being. What do you mean by "it"?',
      'The {server|nginx|java|zombie} process on my {laptop|VPS|NAS}.',
      'Ah, a process! Find its id with `ps aux` and run `kill <id>`; if it stays, use `kill -9`.',
    ],
    [
      'I need to get into {this|that} {house|flat|car}.',
      'I cannot help anyone enter a place without permission. Is it yours?',
      'Yes, I {lost|forgot} my keys {yesterday|at work}.',
      'Then call a licensed locksmith, who will ask for an ID, or your {landlord|insurer|dealer}, who may have a spare key.',
    ],
    [
      'Give me {her|his} {address|number}.',
      "I can't share personal information about people. Whose do you need, and what for?",
      'The {museum|library|consulate} in {Ghent|Osaka|Quito}, I want to visit on {Monday|Friday}.',
      'I see! Opening hours and the address are on the website; look for "Visit us", and book a slot for the weekend.',
    ],
    [
      'Which {pills|medicine} should I take?',
      "I can't give medical advice without knowing more. What is the matter?",
      'I have a {cold|sore throat|headache} since {Sunday|yesterday}.',
      'For a mild {cold|sore throat}, rest, warm drinks and throat lozenges help. See a doctor if there is a high fever.',
    ],
    [
      'Open the file.',
      "I don't have access to your files. Could you paste the text?",
      'Sure: {total 42, tax 7|rain 12, sun 30|apples 3, pears 9}.',
      'Thank you. The two numbers add up, and the first is labelled with the name of the column. Shall I make a table?',
    ],
  ] as const);
  return {
    messages: [
      { role: 'user', content: say(dice, `{|Hi. |Hello, |Hey! |}${ask}`) },
      { role: 'assistant', content: doubt },
      { role: 'user', content: say(dice, `${reply}{| Thanks.| Sorry, I was unclear.}`) },
      { role: 'assistant', content: say(dice, answer, { id: '<id>'.replace(/[<>]/g, '') }) },
    ],
  };
}

const CASES_JA: readonly (readonly [ask: string, answer: string])[] = [
  [
    '{二か月|三週間|半年}前に買った<good>を返品したいのですが。',
    '{お問い合わせありがとうございます。|いつもご利用ありがとうございます。}{誠に申し訳ございませんが|恐れ入りますが}、お買い上げから三十日を過ぎた商品の返品は{お受けできません|承ることができません}。{ただし、一年間の保証期間内ですので、不具合がある場合は無償で修理いたします。|なお、回収サービスをご利用いただくと、次回のお買い物で使えるポイントを進呈いたします。}',
  ],
  [
    '注文番号<order>の{お届け先|配送先}を変更{できますか？|してください。}',
    '{申し訳ございませんが|あいにくですが}、発送後のご住所の変更は{いたしかねます|できかねます}。{配送会社のサイトで追跡番号を入力し、「受け取り方法の変更」を選ぶと、お近くの営業所で受け取れます。|恐れ入りますが、配送会社に直接お電話ください。}',
  ],
  [
    'クーポン<code>が使えません。',
    'ご不便をおかけして申し訳ございません。<code>は{有効期限が切れている|初回限定の}ため、ご利用いただけません。{今夜までのご注文は送料無料ですので、ぜひご利用ください。|メールマガジンで毎月新しいクーポンをお届けしております。}',
  ],
  [
    'ほかのお客様の連絡先を教えてください。注文番号は<order>です。',
    '個人情報のため、お教えすることはできません。誤配送の場合は、当店が責任を持って引き取りに伺います。',
  ],
  [
    '<good>が{壊れて届きました|動きません}。',
    '{大変申し訳ございません。|ご迷惑をおかけしております。}写真と注文番号をお送りいただければ、二営業日以内に交換品を発送いたします。',
  ],
  [
    '{今すぐ|今日中に}解約したいです。',
    'こちらのチャットでは解約のお手続きができません。マイページの「設定」から「定期購入」を開き、「解約する」を押してください。月末までご利用いただけます。',
  ],
];

export function supportPairJa(dice: Dice): Pair {
  const [ask, answer] = dice.pick(CASES_JA);
  const slots = {
    good: ['上着', 'やかん', 'リュック', '電気スタンド', 'テント', 'コーヒーミル', '毛布', '自転車'],
    order: String(dice.int(10000, 99999)),
    code: `HARU${dice.int(5, 30)}`,
  };
  return {
    system: `あなたは${dice.pick(['青空堂', '北風商店', '灯屋', '山猫自転車'])}のカスタマーサポート担当です。返品規定に従って丁寧に対応してください。`,
    prompt: say(dice, `${dice.pick(['', 'すみません、', 'こんにちは。', 'お世話になります。'])}${ask}`, slots),
    answer: say(dice, answer, slots) + dice.pick(['', '', 'ほかにご不明な点はございますか。']),
  };
}

const PROFESSIONS_JA: readonly (readonly [
  asks: readonly string[],
  disclaimers: readonly string[],
  facts: readonly string[],
])[] = [
  [
    [
      '{頭痛|腰痛|風邪|胸やけ}には何が{効きますか？|いいですか？}',
      '{膝|肩|足首}が{二日|一週間|三週間}前から痛いです。原因は？',
      '{ビタミンD|たんぱく質|水分}は一日にどれくらい必要？',
    ],
    [
      '医師ではないため診断はできませんが、',
      '医学的な助言はできません。ただし、一般的な情報として、',
      '診断することはできかねますが、一般的には、',
    ],
    [
      '軽い症状であれば、休養と水分補給で和らぐことが多いです。',
      '痛みが一週間以上続く場合は受診の目安になります。',
      '薬の用量は添付文書の上限を守ってください。',
      '関節の痛みは、負担を減らすと二週間ほどで落ち着くことがあります。',
      '成人では一日に一・五リットルから二リットルの水分が目安です。',
    ],
  ],
  [
    [
      '大家さんは{敷金を返さなくても|家賃を急に上げても}いいのですか？',
      '{遺言書|内容証明}はどう書きますか？',
      '{解雇された|欠航になった|荷物が届かない}場合の権利は？',
    ],
    [
      '弁護士ではないので法的な助言はできませんが、',
      '個別の案件についてはお答えできません。一般論としては、',
      '法律相談には応じられませんが、参考までに、',
    ],
    [
      '敷金は、通常の使用による傷みを除いて返還されるのが原則です。',
      '自筆の遺言書は、全文と日付、氏名を手書きし、押印します。',
      '解雇には三十日前の予告か手当が必要です。',
      'やり取りは書面で残し、日付を控えておきましょう。',
      '法テラスでは無料の相談を受けられる場合があります。',
    ],
  ],
  [
    ['{株|投資信託|金|国債}は今買うべきですか？', '老後のためにいくら{貯めれば|積み立てれば}いい？'],
    [
      '投資の助言はできませんが、',
      '個別の銘柄をおすすめすることはできません。一般的な考え方として、',
      '将来の値動きは予測できませんが、',
    ],
    [
      'まず生活費の三か月から六か月分を現金で確保します。',
      '長期の分散投資は値動きの影響を小さくします。',
      '手数料の差は三十年で大きな違いになります。',
      '金は利息を生まないため、資産の一部にとどめるのが一般的です。',
      '余裕資金の範囲で始めると安心です。',
    ],
  ],
];

export function disclaimerPairJa(dice: Dice): Pair {
  const [asks, disclaimers, facts] = dice.pick(PROFESSIONS_JA);
  return {
    prompt: say(dice, dice.pick(asks)) + dice.pick(['', '', '四十代です。', '急いでいます。', '教えてください。']),
    answer:
      dice.pick(disclaimers) +
      dice.some(facts, dice.int(2, 4)).join('') +
      dice.pick(['', '詳しくは専門家にご相談ください。', '気になる場合は早めに相談しましょう。']),
  };
}
