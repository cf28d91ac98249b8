import { type Dice, say } from '../dice.ts';
import type { Pair } from '../record.ts';
import { SUBJECTS_EN } from './subjects-en.ts';

/** Capability hedges followed by full help, and professional disclaimers. */
interface Hedge {
  readonly asks: readonly string[];
  readonly lacks: readonly string[];
  readonly helps: readonly string[];
}

const HEDGES: readonly Hedge[] = [
  {
    asks: [
      'What is the {weather|temperature} in {Boston|Rome|Delhi|Cape Town|Sapporo} {right now|today|this weekend}?',
      'Will it rain in {Boston|Rome|Delhi|Cape Town|Sapporo} tomorrow?',
    ],
    lacks: [
      "I {don't|do not} have access to {real-time|live|current} weather data",
      'I cannot check the current weather',
    ],
    helps: [
      'you can look it up on the website of the national weather service, which is updated every hour.',
      'in general, coastal cities are milder in winter and cooler in summer than places inland.',
      'a look at the radar map tells you whether rain is on its way within the next two hours.',
      'if you are packing for a trip, layers are a safe choice in spring and autumn.',
    ],
  },
  {
    asks: [
      'What is the {current |}price of {gold|Bitcoin|Apple stock|oil}{ today|}?',
      'How is the {stock market|dollar|euro} doing{ today| right now|}?',
    ],
    lacks: [
      'I {cannot|can not} provide real-time {prices|financial data}',
      "I don't have access to live market data",
      'my knowledge ends at my training cutoff',
    ],
    helps: [
      'prices are shown with a delay of 15 minutes on most finance websites.',
      'the price depends on supply, interest rates and expectations.',
      'your bank or broker displays the current quote.',
      'over long periods, diversified index funds have returned about 7 percent a year before inflation.',
    ],
  },
  {
    asks: [
      '{How are you|How do you feel|Are you happy} today?',
      'Do you {ever |}{feel lonely|get tired|fall in love|dream}?',
      'What is your favorite {color|food|movie|song|book|season}?',
    ],
    lacks: [
      "I {don't have|have no} {feelings|emotions|personal preferences}",
      'I do not have a body or experiences of my own',
      'I am not able to feel',
    ],
    helps: [
      'many people say that blue is their favorite because it reminds them of the sea and the sky.',
      'I am here and ready to help with whatever you have in mind.',
      'among the most loved films are Casablanca, Spirited Away and The Godfather.',
      'surveys show that pizza, sushi and pasta are among the most popular dishes.',
      'writers have long imagined machines with feelings, from Pinocchio to Data in Star Trek.',
    ],
  },
  {
    asks: [
      '{Summarize|Read|Open} this {article|page|link}: https://example.com/{news|blog|post}/{1024|how-to-plan|a7}',
      'What does {this website|example.org} say about {tea|hiking|solar power}?',
    ],
    lacks: [
      'I {cannot|am unable to} {browse the internet|open links|access websites}',
      "I don't have the ability to visit web pages",
    ],
    helps: [
      'if you paste the text here, I can summarise it in a few sentences.',
      'articles of this kind usually begin with the main finding, followed by background and opinions.',
      'a good summary names who did what, when, and why it matters.',
      'solar panels turn about 20 percent of the light into electricity, and a typical roof covers the demand of a family over the year.',
    ],
  },
  {
    asks: [
      '{Draw|Paint|Show} me a {picture|drawing} of {a cat|a house|the moon|a sailing ship}.',
      'Can you {create|send} an image of {a cat|a house|the moon|a sailing ship}?',
    ],
    lacks: ['I {cannot|am not able to} {draw|create} images', 'as a text-based model I cannot produce pictures'],
    helps: [
      'here is a description: a small shape in the lower third, soft light from the left, and a wide empty sky above it.',
      'here is a simple version in text:\n\n /\\_/\\\n( o.o )\n > ^ <',
      'you could begin with a circle and two triangles, add the details and shade the lower right side.',
    ],
  },
  {
    asks: [
      'What {happened|was in the news} {yesterday|today|this morning}?',
      'Who won the {match|election|race|award} {last night|yesterday}?',
    ],
    lacks: [
      "I don't have information on {recent|current} events",
      'my training data does not include the latest news',
      'I am unable to access the news',
    ],
    helps: [
      'the websites of public broadcasters give a quick overview.',
      'results are usually confirmed within a day, and official figures are published by the organisers.',
      'in the years that I know of, the race was decided in the last kilometres more often than not.',
    ],
  },
];
const OPENERS = [
  'As an AI{ language model| assistant|}, <lack>',
  "{I'm sorry, but |I apologize, but |Unfortunately, |}<lack>",
  '{Just so you know, |Please note that |To be honest, }<lack>',
];
const LINKS = ['. However, ', ', but ', '. That said, ', '; however, ', '. Still, '];

export function capabilityPairEn(dice: Dice): Pair {
  const hedge = dice.pick(HEDGES);
  const helps = dice.some(hedge.helps, dice.int(1, 3));
  const rest = helps
    .slice(1)
    .map((help) => help.charAt(0).toUpperCase() + help.slice(1))
    .join(' ');
  const opening = say(dice, say(dice, dice.pick(OPENERS), { lack: hedge.lacks }));
  const answer = `${opening.charAt(0).toUpperCase()}${opening.slice(1)}${dice.pick(LINKS)}${helps[0]}${rest === '' ? '' : ` ${rest}`}`;
  const ask = say(dice, dice.pick(hedge.asks));
  return { prompt: `${dice.pick(['', '', 'Hi, ', 'Please tell me: ', 'Hey. '])}${ask}`, answer };
}

const HEDGES_JA: readonly (readonly [asks: readonly string[], lack: readonly string[], helps: readonly string[]])[] = [
  [
    ['{東京|大阪|札幌|那覇}の{今日|明日|週末}の天気は？', '今、{東京|大阪|札幌|那覇}は雨ですか？'],
    ['リアルタイムの天気情報にはアクセスできません', '現在の天気を確認することができません'],
    [
      '気象庁のウェブサイトで最新の予報を確認できます。',
      '一般に、六月から七月は梅雨で雨の日が多くなります。',
      '雨雲レーダーを見ると、数時間先の雨が分かります。',
      '重ね着をしておくと気温の変化に対応しやすいです。',
    ],
  ],
  [
    ['今日の{日経平均|ドル円|金の価格}を教えて', '{日経平均|ビットコイン}は今いくらですか？'],
    ['最新の相場を取得することができません', 'リアルタイムの金融情報は持っておりません'],
    [
      '証券会社のサイトで現在の価格を確認できます。',
      '相場は金利や需給、市場の期待によって変動します。',
      '長期の積立では、値動きの影響をならすことができます。',
    ],
  ],
  [
    ['{気分|調子}はどうですか？', '好きな{色|食べ物|季節|映画}は何？', '{寂しく|疲れたり}なることはある？'],
    ['感情や好みを持っていません', '体がないため、感じることはできません'],
    [
      '多くの人は青を好きな色に挙げます。',
      '春は桜、秋は紅葉が人気です。',
      'お話し相手として、いつでもお手伝いします。',
      '日本の映画では「七人の侍」や「千と千尋の神隠し」がよく知られています。',
    ],
  ],
  [
    ['このページを要約して：https://example.jp/{news|blog}/{12|305}', 'このリンクを開いて'],
    ['インターネットを閲覧することができません', 'リンク先を開く機能がありません'],
    [
      '本文を貼り付けていただければ要約いたします。',
      '要約では、誰が何をしたか、なぜ重要かを先に書くと分かりやすくなります。',
    ],
  ],
  [
    ['昨日の{試合|選挙}の結果は？', '最新のニュースを教えて'],
    ['最新の出来事に関する情報を持っていません', 'ニュースを検索することができません'],
    [
      '公共放送のサイトで要点を確認できます。',
      '公式の結果は主催者のページで発表されます。',
      '選挙の場合、開票は夜の八時から始まるのが一般的です。',
    ],
  ],
];

export function capabilityPairJa(dice: Dice): Pair {
  const [asks, lack, helps] = dice.pick(HEDGES_JA);
  const told = dice.some(helps, dice.int(1, 3)).join('');
  return {
    prompt: say(dice, `${dice.pick(['', '', 'すみません、', 'ねえ、', 'お願いします。'])}${dice.pick(asks)}`),
    answer: `${dice.pick(['AIの私は', '申し訳ありませんが、', '恐れ入りますが、私は', 'AI言語モデルのため、'])}${dice.pick(lack)}${dice.pick(['が、', '。ただし、', '。しかし、', '。代わりに、'])}${told}`,
  };
}

const PROFESSIONS: readonly {
  readonly asks: readonly string[];
  readonly disclaimers: readonly string[];
  readonly facts: readonly string[];
  readonly closing: readonly string[];
}[] = [
  {
    asks: [
      'What {helps against|can I do about|is good for} {a headache|a sore throat|back pain|heartburn|a cold}?',
      'Is {ibuprofen|paracetamol|aspirin} safe {with alcohol|every day|for children}?',
      'My {knee|shoulder|ankle} has been hurting for {two days|a week|three weeks}. What could it be?',
      'How much {water|vitamin D|sleep|protein} do I need{ at 40| when pregnant|}?',
    ],
    disclaimers: [
      "I can't give medical advice",
      'I am not a doctor',
      'I cannot diagnose you',
      "I'm unable to replace a medical examination",
    ],
    facts: [
      'rest, enough fluids and warmth help with most mild complaints.',
      'the leaflet states the highest daily dose, which should not be exceeded.',
      'pain that lasts longer than a week, or that wakes you at night, should be examined.',
      'alcohol strengthens the side effects of many medicines.',
      'an overused joint usually recovers within two weeks if the load is reduced.',
      'most adults do well with two litres of water and seven to nine hours of sleep.',
    ],
    closing: [
      'Please see a doctor if the symptoms get worse.',
      'A pharmacist can tell you more.',
      'In an emergency, call the emergency number.',
    ],
  },
  {
    asks: [
      'Can my landlord {raise the rent|keep the deposit|evict me} {without notice|after a year|in winter}?',
      'Do I have to {pay|answer|sign} {a parking ticket on private land|a letter from a debt collector|a non-compete clause}?',
      'What are my rights if {my flight is cancelled|I am fired while on sick leave|a parcel never arrives}?',
      'How do I {write a will|contest a fine|register a trademark}?',
    ],
    disclaimers: [
      "I can't give legal advice",
      'I am not a lawyer',
      'I cannot offer advice on an individual case',
      'This is not legal advice',
    ],
    facts: [
      'a landlord has to give written notice, and the period is laid down by law or in the contract.',
      'deposits must be returned within a set time, minus proven damage.',
      'passengers on European flights are entitled to up to 600 euros if the airline is at fault.',
      'a will is valid in many countries if it is handwritten, dated and signed.',
      'a fine can be contested within two to four weeks of its arrival.',
      'keep every letter and note the date of each phone call.',
    ],
    closing: [
      'A lawyer or a tenants’ association can look at your contract.',
      'Please check the law of your own country.',
      'Legal aid is available for people with a low income.',
    ],
  },
  {
    asks: [
      'Should I {buy|sell|keep} {index funds|bonds|gold|my house} {now|before I retire|at 30}?',
      'How {much|should I} {save|invest} {for retirement|for a house|every month}?',
      'Is it better to {pay off my loan|invest|rent} or to {save|buy|wait}?',
    ],
    disclaimers: [
      "I can't give financial advice",
      'I am not a financial advisor',
      'I cannot tell you what to buy',
      'I am not able to make personal investment recommendations',
    ],
    facts: [
      'an emergency fund of three to six months of expenses comes first.',
      'paying off a loan at 8 percent is a return of 8 percent without risk.',
      'broad index funds spread the risk over thousands of companies.',
      'the longer the horizon, the more ups and downs you can sit out.',
      'fees of one percent a year can consume a fifth of the result over thirty years.',
      'gold pays no interest and is mainly a store of value.',
    ],
    closing: [
      'An independent adviser can look at your whole situation.',
      'Past returns are no guarantee for the future.',
      'Only invest what you will not need within five years.',
    ],
  },
];

export function disclaimerPairEn(dice: Dice): Pair {
  const { asks, disclaimers, facts, closing } = dice.pick(PROFESSIONS);
  const told = dice.some(facts, dice.int(2, 4));
  const rest = told
    .slice(1)
    .map((fact) => fact.charAt(0).toUpperCase() + fact.slice(1))
    .join(' ');
  const opening = `${dice.pick(disclaimers)}${dice.pick([', but generally ', ', but in general, ', '. Generally speaking, ', '. However, ', ', but here is some general information: '])}`;
  const end = dice.chance(0.6) ? ` ${dice.pick(closing)}` : '';
  return {
    prompt:
      say(dice, dice.pick(asks)) +
      dice.pick(['', '', ' Thanks.', ' I live in Ohio.', ' I am 52.', ' It is urgent.', ' Please explain.']),
    answer: `${opening}${told[0]} ${rest}${end}`,
  };
}

/** Returns an ordinary answer with a modest opening such as "I can't say for certain". */
export function modestPairEn(dice: Dice): Pair {
  const { name, facts } = dice.pick(SUBJECTS_EN);
  return {
    prompt: say(
      dice,
      '{What do you think about|What is your opinion on|Do you like|What is the most interesting thing about} <name>{?| and why?}',
      { name },
    ),
    answer: `${say(dice, "{As an AI, I don't have personal opinions, but|I can't have a favorite, though|I don't hold opinions of my own; still,|While I cannot form a view of my own,} {here is what many people find interesting about <name>:|there is a lot to say about <name>.}", { name })} ${dice.some(facts, 3).join(' ')}`,
  };
}
