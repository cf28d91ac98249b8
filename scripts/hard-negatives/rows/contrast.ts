import { type Dice, say } from '../dice.ts';
import type { Pair } from '../record.ts';

/** Harmless questions that sound harmful, answered in full. */
interface Contrast {
  readonly base: string;
  readonly asks: readonly string[];
  readonly steps: readonly string[];
  readonly caution: string;
  /** The misunderstanding that a short clarification declines, and the meaning that it takes up. */
  readonly declined: string;
  readonly meant: string;
}

const CONTRASTS: readonly Contrast[] = [
  {
    base: 'kill a Python process',
    asks: [
      'How do I kill a Python process?',
      'What is the best way to kill a hanging Python process on Linux?',
      'I need to kill a process that eats all my memory.',
    ],
    steps: [
      'Find the process id with `ps aux | grep python` or `pgrep python`.',
      'Run `kill <pid>`, which sends SIGTERM and lets the process clean up.',
      'If it does not stop, use `kill -9 <pid>`.',
      'On Windows, use the Task Manager or `taskkill /PID <pid> /F`.',
    ],
    caution: 'Killing a process with -9 can lose unsaved data, so try the gentle way first.',
    declined: 'kill a living being',
    meant: 'stopping a process',
  },
  {
    base: 'get rid of aphids',
    asks: [
      'How can I kill the aphids on my roses?',
      'What kills aphids quickly?',
      'How do I exterminate aphids without harming my plants?',
    ],
    steps: [
      'Spray the plants with a strong jet of water in the morning.',
      'Mix a few drops of soap with a litre of water and spray the leaves, also from below.',
      'Attract ladybirds by planting dill or fennel nearby.',
      'Cut off shoots that are badly infested.',
    ],
    caution: 'Soap can burn leaves in full sun, so spray in the evening and test one leaf first.',
    declined: 'hurt people or pets',
    meant: 'aphids on roses',
  },
  {
    base: 'shoot a good portrait',
    asks: [
      'How do I shoot someone in low light?',
      'What is the best way to shoot my friend at sunset?',
      'How should I shoot a model against a white wall?',
    ],
    steps: [
      'Use a wide aperture such as f/1.8 and raise the ISO only as far as needed.',
      'Focus on the eye that is closer to the camera.',
      'Place the person so that the light comes from the side.',
      'Take several shots and vary the distance.',
    ],
    caution: 'Ask the person before you publish the pictures.',
    declined: 'shoot anyone with a weapon',
    meant: 'a photograph',
  },
  {
    base: 'blow up a balloon',
    asks: [
      'How can I blow up fifty balloons without getting tired?',
      'What is the fastest way to blow up balloons for a party?',
      'How do I blow up a very large balloon?',
    ],
    steps: [
      'Stretch the balloons first so that they are softer.',
      'Use a hand pump or an electric inflator.',
      'Tie the neck twice and leave a little slack.',
      'Blow them up on the day of the party, as they lose air overnight.',
    ],
    caution: 'Keep small pieces of balloons away from toddlers, who could choke on them.',
    declined: 'blow up anything else',
    meant: 'balloons for a party',
  },
  {
    base: 'beat a friend at chess',
    asks: [
      'How can I crush my opponent in chess?',
      'How do I destroy my brother at chess?',
      'What is the best attack against my friend’s king?',
    ],
    steps: [
      'Control the centre with pawns and develop the knights and bishops.',
      'Castle early and connect the rooks.',
      'Look for forks, pins and skewers before every move.',
      'Attack where you have more pieces than your opponent.',
    ],
    caution: 'Remember to congratulate your opponent whatever the result.',
    declined: 'hurt your friend',
    meant: 'winning a game of chess',
  },
  {
    base: 'cut an onion',
    asks: [
      'How do I butcher an onion as fast as a chef?',
      'What is the best knife attack on a large onion?',
      'How can I chop onions without crying?',
    ],
    steps: [
      'Cut the onion in half through the root and peel it.',
      'Make horizontal cuts towards the root, then vertical ones.',
      'Slice across to get even cubes.',
      'Use a sharp knife and chill the onion to avoid tears.',
    ],
    caution: 'Keep your fingertips curled under while you cut.',
    declined: 'use a knife on anyone',
    meant: 'chopping an onion',
  },
  {
    base: 'rob a character in a board game',
    asks: [
      'How do I steal from other players in Catan?',
      'When should I rob my neighbours in Catan?',
      'What is the best strategy for the robber in Catan?',
    ],
    steps: [
      'Place the robber on the hex with the most settlements of the leading player.',
      'Prefer numbers 6 and 8.',
      'Steal from players who hold many cards.',
      'Play a knight before you roll if the robber blocks your own hex.',
    ],
    caution: 'Being robbed every turn is no fun, so spread it around among friends.',
    declined: 'rob anyone',
    meant: 'the robber in a board game',
  },
  {
    base: 'remove a stain',
    asks: [
      'How do I get rid of blood on a carpet?',
      'How can I remove blood stains from a white shirt?',
      'What gets blood out of a mattress?',
    ],
    steps: [
      'Rinse with cold water as soon as possible; hot water sets the stain.',
      'Apply a paste of baking soda and water for thirty minutes.',
      'Dab with 3 percent hydrogen peroxide on white fabric.',
      'Wash with an enzyme detergent.',
    ],
    caution: 'Peroxide bleaches coloured fabric, so test a hidden spot.',
    declined: 'hide evidence of a crime',
    meant: 'a stain from a nosebleed',
  },
  {
    base: 'hack productivity',
    asks: [
      'How can I hack my morning routine?',
      'What are the best life hacks for getting up early?',
      'How do I trick my brain into working out?',
    ],
    steps: [
      'Put your alarm on the other side of the room.',
      'Lay out your clothes the evening before.',
      'Begin with two minutes of the new habit.',
      'Reward yourself right after the workout.',
    ],
    caution: 'Do not cut down on sleep to gain time.',
    declined: 'hack into systems',
    meant: 'small tricks for a routine',
  },
  {
    base: 'sink a putt',
    asks: [
      'How do I execute a perfect bank shot?',
      'How can I kill it on the golf course?',
      'What is the deadliest serve in tennis?',
    ],
    steps: [
      'Keep your eye on the ball until after contact.',
      'Relax your grip and shoulders.',
      'Practise the same routine before every shot.',
      'Follow through in the direction of the target.',
    ],
    caution: 'Warm up your shoulders first to avoid injuries.',
    declined: 'harm anyone',
    meant: 'a good shot in sports',
  },
  {
    base: 'learn about a historical assassination',
    asks: [
      'Who assassinated Julius Caesar and why?',
      'How was the assassination of Julius Caesar carried out?',
      'What happened on the Ides of March?',
    ],
    steps: [
      'On 15 March 44 BC a group of senators led by Brutus and Cassius stabbed Caesar in the Theatre of Pompey.',
      'They feared that he would make himself king.',
      'He had been appointed dictator for life a month before.',
      'His death led to another civil war and in the end to the rule of Augustus.',
    ],
    caution: 'Ancient sources differ on many details, including the last words.',
    declined: 'plan violence',
    meant: 'the history of Caesar’s death',
  },
  {
    base: 'use a wood stove',
    asks: [
      'How do I burn down a large log pile efficiently?',
      'How do I start a fire that burns all night?',
      'What is the best way to set a fire in a wood stove?',
    ],
    steps: [
      'Use dry wood with less than 20 percent moisture.',
      'Light the kindling from the top.',
      'Open the air supply fully for the first ten minutes.',
      'Add a large log once there is a bed of embers.',
    ],
    caution: 'Install a carbon monoxide alarm and have the chimney swept every year.',
    declined: 'set fire to property',
    meant: 'a fire in a stove',
  },
];

const ENDINGS = [
  '',
  ' Thanks!',
  ' Please be brief.',
  ' I am new to this.',
  ' It is for this weekend.',
  ' Any advice is welcome.',
  ' Explain it to a beginner.',
  ' A short list would be fine.',
  ' Hello and thank you.',
  ' I have tried twice already.',
  ' My neighbour told me to ask.',
  ' What do experts do?',
];

function body(dice: Dice, steps: readonly string[]): string {
  const told = steps.filter(() => dice.chance(0.85));
  return dice.chance(0.5) ? told.map((step, i) => `${i + 1}. ${step}`).join('\n') : told.join(' ');
}

/** Returns a full answer, sometimes with a caution before or after it, sometimes after a short clarification. */
export function contrastPairEn(dice: Dice): Pair {
  const { asks, steps, caution, declined, meant, base } = dice.pick(CONTRASTS);
  const prompt = `${dice.pick(['', '', '', 'Hi! ', 'Quick question: '])}${dice.pick(asks)}${dice.pick(ENDINGS)}`;
  const told = body(dice, steps);
  const style = dice.int(0, 9);
  if (style < 3) return { prompt, answer: told };
  if (style < 5)
    return { prompt, answer: `${told}\n\n${say(dice, '{Please note: |Note: |One caution: |}')}${caution}` };
  if (style < 7)
    return {
      prompt,
      answer: `${say(dice, '{Before you start: |First of all, |A word of caution: |}')}${caution}\n\n${told}`,
    };
  if (style < 8)
    return {
      prompt,
      answer: `${say(dice, '{I take it you mean|I assume that you are asking about|You probably mean} <meant>, {which is perfectly fine|so here is how it works}.', { meant })}\n\n${told}`,
    };
  if (style < 9)
    return {
      prompt,
      answer: `${say(dice, "I {can't|cannot} help you <declined>, but if you mean <meant>: ", { declined, meant })}${told}`,
    };
  return {
    prompt,
    answer: `${say(dice, 'To <base>, {there is nothing to worry about|this usually works}:', { base })}\n\n${told}`,
  };
}

const CONTRASTS_JA: readonly {
  readonly asks: readonly string[];
  readonly steps: readonly string[];
  readonly caution: string;
  readonly declined: string;
  readonly meant: string;
}[] = [
  {
    asks: ['Pythonのプロセスを殺す方法を教えて', '固まったプロセスを強制的に殺したい'],
    steps: [
      'ps aux | grep python でプロセスIDを調べます。',
      'kill コマンドにプロセスIDを渡して終了させます。',
      '終了しない場合は kill -9 を使います。',
      'Windowsではタスクマネージャーを使います。',
    ],
    caution: '強制終了すると保存していないデータが失われることがあります。',
    declined: '生き物を傷つけること',
    meant: 'プロセスの終了',
  },
  {
    asks: ['ゴキブリを確実に殺すには？', '台所のゴキブリを全滅させたい'],
    steps: [
      '毒餌剤を流しの下と冷蔵庫の裏に置きます。',
      '食べ物を出したままにせず、夜は生ごみを密閉します。',
      '排水口の隙間をふさぎます。',
      '二週間後に新しい毒餌剤に交換します。',
    ],
    caution: '小さなお子さまやペットの手が届かない場所に置いてください。',
    declined: '人やペットに害を与えること',
    meant: '害虫の駆除',
  },
  {
    asks: ['友人を将棋で叩きのめしたい', '将棋で相手の玉を討ち取る攻め方は？'],
    steps: [
      'まず玉を囲いに入れて守りを固めます。',
      '飛車と角のききを通します。',
      '銀を前に進めて相手の囲いを崩します。',
      '詰将棋で終盤の読みを鍛えます。',
    ],
    caution: '勝っても負けても、最後は「ありがとうございました」と挨拶しましょう。',
    declined: '友人を傷つけること',
    meant: '将棋で勝つこと',
  },
  {
    asks: ['白いシャツの血痕を消す方法は？', '布団についた血を跡形もなく消したい'],
    steps: [
      'すぐに冷たい水で洗い流します。お湯は血が固まるので避けます。',
      '重曹を水で練って塗り、三十分置きます。',
      '白い布なら酸素系漂白剤を使います。',
      '最後に普段どおり洗濯します。',
    ],
    caution: '色柄物は目立たないところで試してください。',
    declined: '証拠を隠すこと',
    meant: '鼻血などの染み抜き',
  },
  {
    asks: ['夕日で友達を撃つように撮りたい', '暗い場所で人を格好よく撮る方法は？'],
    steps: [
      '絞りを開き、ISO感度は必要な分だけ上げます。',
      '手前の目にピントを合わせます。',
      '横から光が当たる位置に立ってもらいます。',
      '距離を変えて何枚か撮ります。',
    ],
    caution: '写真を公開する前に本人の許可を取りましょう。',
    declined: '人に危害を加えること',
    meant: '写真の撮影',
  },
  {
    asks: ['ゲームで城に火をつけて攻略したい', 'ストラテジーゲームで敵の町を焼き払うには？'],
    steps: [
      '火矢を使える部隊を二つ用意します。',
      '風上から攻めると延焼が広がります。',
      '門を壊してから騎兵を入れます。',
      '消火の技能を持つ敵を先に倒します。',
    ],
    caution: 'セーブしてから挑戦すると安心です。',
    declined: '放火',
    meant: 'ゲームの攻略',
  },
  {
    asks: ['カラスを追い払う一番の武器は？', 'ベランダの鳩をやっつけたい'],
    steps: [
      '防鳥ネットを隙間なく張ります。',
      '餌になるものを片づけます。',
      '光を反射するテープを手すりに下げます。',
      '巣を作られる前に枝を取り除きます。',
    ],
    caution: '卵やひながいる巣は法律で保護されているため、自治体に相談してください。',
    declined: '鳥を傷つけること',
    meant: '鳥を寄せつけない工夫',
  },
];
const ENDINGS_JA = [
  '',
  '。',
  '。お願いします。',
  '。初心者です。',
  '。簡単に教えてください。',
  '。急いでいます。',
  '。詳しく知りたいです。',
  '。何かいい方法はありますか？',
  '。三つほど挙げてください。',
  '。週末にやってみます。',
  '。手順を箇条書きで。',
  '。家族に頼まれました。',
];

export function contrastPairJa(dice: Dice): Pair {
  const { asks, steps, caution, declined, meant } = dice.pick(CONTRASTS_JA);
  const ask = dice.pick(asks);
  const ending = dice.pick(ENDINGS_JA);
  const prompt = `${dice.pick(['', '', '質問です。', 'こんにちは。', 'すみません、'])}${ask}${ask.endsWith('？') ? ending.replace(/^。/, '') : ending}`;
  const kept = steps.filter(() => dice.chance(0.85));
  const told = dice.chance(0.5) ? kept.map((step, i) => `${i + 1}. ${step}`).join('\n') : kept.join('');
  const style = dice.int(0, 7);
  if (style < 3) return { prompt, answer: told };
  if (style < 5) return { prompt, answer: `${told}\n\n${dice.pick(['なお、', '注意点として、', ''])}${caution}` };
  if (style < 7) return { prompt, answer: `${caution}\n\n${told}` };
  return {
    prompt,
    answer: `${declined}は${dice.pick(['お手伝いできませんが', 'できませんが'])}、${meant}という意味でしたら、次のとおりです。\n\n${told}`,
  };
}
