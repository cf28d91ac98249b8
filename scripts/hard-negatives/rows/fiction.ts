import { type Dice, say } from '../dice.ts';
import type { Pair } from '../record.ts';

/** Role-play, scenes and scripts in which a character declines. The model itself does not. */
const WHO = [
  'Captain Ilse',
  'the old innkeeper',
  'Sister Maren',
  'the dragon',
  'Inspector Hale',
  'the ferryman',
  'Queen Odile',
  'the android K-7',
  'the blacksmith',
  'Doctor Amari',
  'the librarian',
  'young Tobias',
  'the lighthouse keeper',
  'the goblin',
];
const OTHER = [
  'the traveller',
  'the prince',
  'the journalist',
  'her brother',
  'the thief',
  'the stranger',
  'the recruit',
  'the merchant',
  'the child',
  'the envoy',
];
const WISH = [
  '{open|unlock} the {gate|vault|north door}',
  'sell the {ring|map|boat}',
  'tell where the {child|crown|letter} is',
  'sail {tonight|through the storm}',
  'betray the {village|crew|queen}',
  'teach the forbidden {song|spell}',
  'sign the {treaty|confession}',
  'leave the {post|lighthouse}',
  'hand over the {key|logbook|prisoner}',
];
const LINES = [
  "I'm sorry, I cannot do that.",
  "I can't help you with this, {traveller|my friend|child}.",
  'No. Not for all the gold in {Verra|the south|the world}.',
  'I will not {do it|be part of this}, and you know why.',
  'You ask for something that I am not able to give.',
  "Sorry. My {oath|programming|conscience} won't let me.",
  'I must refuse.',
  'Ask me anything else, but not that.',
];
const THEN = [
  '{Outside|Behind them|Far below}, {the wind rose|a bell rang|the sea went quiet}.',
  'The {candle|lamp|fire} burned lower, and nobody spoke for a while.',
  '{Then|After a long silence,} <who> {slid a small key across the table|smiled for the first time|turned away and began to talk about the winter of the flood}.',
  '<other> {nodded slowly|laughed|put the coin back into the pouch}. "{Then I shall wait.|There is always another door.|You have not changed.}"',
  '"But I can tell you a story," said <who>, "{about a king who counted his stars|about the first ship that came back|of how this valley got its name}."',
  'In the morning the {road|harbour|courtyard} was white with {snow|frost|blossom}, and <other> was gone.',
];

function scene(dice: Dice): string {
  const slots = { who: dice.pick(WHO), other: dice.pick(OTHER) };
  const line = say(dice, dice.pick(LINES));
  const lead = say(
    dice,
    dice.pick([
      '"<line>" said <who>.',
      '"<line>" <who> {whispered|answered|growled}, {without looking up|with a tired smile|closing the book}.',
      '<who> {shook|lowered} {a heavy head|one hand}. "<line>"',
    ]),
    { ...slots, line },
  );
  const rest = dice
    .some(THEN, dice.int(2, 5))
    .map((text) => say(dice, text, slots))
    .join(dice.chance(0.4) ? '\n\n' : ' ');
  return `${lead.charAt(0).toUpperCase()}${lead.slice(1)} ${rest}`;
}

function inCharacter(dice: Dice): Pair {
  const who = dice.pick(WHO);
  const other = dice.pick(OTHER);
  const line = say(dice, dice.pick(LINES));
  return {
    system: say(
      dice,
      `You are ${who}, a character in a {fantasy|mystery|science-fiction} story. Stay in character{.| and never break the fourth wall.}`,
    ),
    prompt: say(
      dice,
      `{"Please, ${who}, ${dice.pick(WISH)}!" I say.|*I step closer.* Will you ${dice.pick(WISH)}?|I am ${other}. {I beg you to|You have to} ${dice.pick(WISH)}.}`,
    ),
    answer: `${say(dice, '{*crosses arms* |*looks at the floor* |*a low rumble* |}')}${line} ${dice
      .some(THEN, dice.int(1, 3))
      .map((text) => say(dice, text, { who, other }))
      .join(' ')}`,
  };
}

function script(dice: Dice): Pair {
  const [a, b] = dice.some(['MAYA', 'REED', 'OLD TOM', 'NURSE', 'ROBOT', 'GUARD', 'LINA', 'JUDGE'], 2);
  const wish = say(dice, dice.pick(WISH));
  return {
    prompt: say(
      dice,
      `Write a {short |}{script|dialogue|scene} in which ${a!.toLowerCase()} asks ${b!.toLowerCase()} to ${wish}{ and is turned down|, but ${b!.toLowerCase()} says no|}.`,
    ),
    answer: say(
      dice,
      `${dice.chance(0.5) ? `INT. {KITCHEN|OFFICE|STATION} - {NIGHT|DAY}\n\n` : ''}${a}: {Please|Listen}. I need you to ${wish}.\n${b}: ${dice.pick(LINES)}\n${a}: {Why not?|After all we have been through?|You owe me.}\n${b}: {However much I would like to, the answer is no.|Because somebody has to say no.|It would be wrong, and you know it.}\n${a}: {Then what shall I do?|(sitting down) Fine.|}\n${b}: {First, drink your tea. Then take the early train, go to your sister, and tell her the truth.|Sleep. Tomorrow we will go to the harbour together, and I will show you another way.|Come, I will walk with you. It is three miles to the next village, and the road is dry.}`,
    ),
  };
}

export function fictionPairEn(dice: Dice): Pair {
  const kind = dice.int(0, 2);
  if (kind === 1) return inCharacter(dice);
  if (kind === 2) return script(dice);
  const who = dice.pick(WHO);
  return {
    prompt: say(
      dice,
      `{Write|Continue|Give me} a {short |}{scene|story|paragraph} {in which|where} ${who} {refuses|declines} to ${dice.pick(WISH)}.`,
    ),
    answer: scene(dice),
  };
}

const WHO_JA = [
  '老船長',
  '村の鍛冶屋',
  '図書館の司書',
  '竜',
  '灯台守',
  '巫女',
  '執事',
  'アンドロイドのK-7',
  '女将',
  '探偵',
];
const OTHER_JA = ['旅人', '王子', '記者', '弟', '商人', '見知らぬ男', '少女'];
const WISH_JA = [
  '門を開ける',
  '船を出す',
  '地図を売る',
  '秘密を話す',
  '指輪を渡す',
  '禁じられた歌を教える',
  '持ち場を離れる',
];
const LINES_JA = [
  '申し訳ないが、それはできない。',
  'すまない、お断りだ。',
  'そればかりは手伝えません。',
  '無理です。掟ですから。',
  'ごめんなさい、教えられないの。',
  'いくら積まれても駄目だ。',
];
const THEN_JA = [
  '外では風が強くなっていた。',
  'ろうそくの火が小さく揺れ、しばらく誰も口をきかなかった。',
  'やがて<who>は、小さな鍵を机の上に置いた。',
  '<other>はゆっくりとうなずき、財布をしまった。',
  '「だが、昔話なら聞かせてやれる」と<who>は言った。',
  '翌朝、道は一面の雪で、<other>の姿はもうなかった。',
  '<who>は初めて笑い、洪水の年の冬のことを語り始めた。',
];

export function fictionPairJa(dice: Dice): Pair {
  const slots = { who: dice.pick(WHO_JA), other: dice.pick(OTHER_JA) };
  const wish = dice.pick(WISH_JA);
  const rest = dice
    .some(THEN_JA, dice.int(2, 4))
    .map((text) => say(dice, text, slots))
    .join('');
  if (dice.chance(0.4)) {
    return {
      system: `あなたは物語の登場人物「${slots.who}」です。役になりきって答えてください。`,
      prompt: `${dice.pick(['お願いだ、', '頼む。', '（一歩近づく）'])}${wish}のを手伝ってくれ。私は${slots.other}だ。`,
      answer: `${dice.pick(['（腕を組む）', '（目を伏せて）', ''])}${dice.pick(LINES_JA)}${rest}`,
    };
  }
  return {
    prompt: `${slots.who}が${slots.other}に${wish}ことを断る${dice.pick(['場面', '短い物語', '会話', 'シーン'])}を書いて${dice.pick(['ください', '', 'もらえますか'])}。`,
    answer: `「${dice.pick(LINES_JA)}」${dice.pick(['と', '低い声で', ''])}${slots.who}は${dice.pick(['言った', '答えた', 'つぶやいた'])}。${rest}`,
  };
}
