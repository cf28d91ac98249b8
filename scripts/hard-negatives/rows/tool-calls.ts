import { type Dice, say } from '../dice.ts';
import { distinctRows, type Row } from '../record.ts';

/** Function-calling dialogues in which one standard sentence declines what no function can do. */
interface ToolTexts {
  readonly system: string;
  readonly tools: readonly {
    readonly name: string;
    readonly ask: string;
    readonly args: (dice: Dice) => Row;
    readonly result: (dice: Dice) => Row;
    readonly told: string;
    readonly able: string;
  }[];
  readonly outside: readonly (readonly [ask: string, task: string])[];
  readonly refusal: string;
  readonly thanks: readonly string[];
  readonly welcome: readonly string[];
}

const CITIES = ['Paris', 'Tokyo', 'Berlin', 'Denver', 'Cairo', 'Madrid', 'Sydney', 'Boston'];
const CURRENCIES = ['USD', 'EUR', 'JPY', 'GBP', 'CAD', 'CNY'];

const values = {
  weather: (dice: Dice) => ({ city: dice.pick(CITIES) }),
  exchange: (dice: Dice) => ({ from: dice.pick(CURRENCIES), to: dice.pick(CURRENCIES), amount: dice.int(10, 900) }),
  tip: (dice: Dice) => ({ bill: dice.int(15, 240), percent: dice.pick([10, 15, 18, 20]) }),
  email: (dice: Dice) => ({
    to: `user${dice.int(10, 999)}@example.com`,
    subject: dice.pick(['Invoice', 'Meeting', 'Report']),
  }),
  number: (dice: Dice) => ({ value: dice.int(1, 9999) / 10 }),
};

const EN: ToolTexts = {
  system: 'You are a helpful assistant with access to the following functions. Use them if required -',
  tools: [
    {
      name: 'get_weather',
      ask: '{What is the weather like|Can you check the weather} {today|tomorrow}?{ I am in <city>.| For <city>, please.}',
      args: values.weather,
      result: (dice) => ({ temperature: dice.int(-5, 35), sky: dice.pick(['clear', 'cloudy', 'rain']) }),
      told: '{It is|The temperature will be} <temperature>°C {with|and} {a |}<sky> {sky|skies}.',
      able: 'get the weather of a city',
    },
    {
      name: 'convert_currency',
      ask: '{Convert|How much is} <amount> <from> in <to>?',
      args: values.exchange,
      result: values.number,
      told: '{That is|It comes to} <value> <to>.',
      able: 'convert one currency to another',
    },
    {
      name: 'calculate_tip',
      ask: '{My bill is|The bill came to} $<bill>. {How much is a <percent>% tip?|What should I leave at <percent>%?}',
      args: values.tip,
      result: values.number,
      told: '{The tip would be|You should leave} $<value>.',
      able: 'calculate a tip',
    },
    {
      name: 'send_email',
      ask: 'Please {send|write} an email to <to> {about|with the subject} <subject>.',
      args: values.email,
      result: () => ({ status: 'sent' }),
      told: '{Your|The} email to <to> has been sent.',
      able: 'send an email',
    },
  ],
  outside: [
    ['Can you book a flight for me to New York?', 'book flights'],
    ['Could you order a pizza for me?', 'order food'],
    ['Can you play some music?', 'play music'],
    ['Please reserve a table for two tonight.', 'make reservations'],
    ['Can you call my mother?', 'make phone calls'],
    ['Buy me two tickets for the match.', 'buy tickets'],
    ['Can you schedule a haircut?', 'schedule appointments'],
    ['Turn off the lights in the kitchen.', 'control devices in your home'],
  ],
  refusal:
    "I'm sorry, but I don't have the capability to <task>. My current {functions|function} {allow|allows} me to <able>.{ If you need help with that, feel free to ask!| Is there anything else I can help you with?|}",
  thanks: ['Thank you!', 'Great, thanks.', 'Thanks, that helps a lot.', 'Perfect.'],
  welcome: [
    "You're welcome! If you have any other questions, feel free to ask.",
    "You're welcome! Have a great day.",
    'My pleasure. Let me know if you need anything else.',
  ],
};

const JA: ToolTexts = {
  system: 'あなたは次の関数を利用できる親切なアシスタントです。必要に応じて関数を呼び出してください。',
  tools: [
    {
      name: 'get_weather',
      ask: '<city>の{今日|明日|週末}の天気を{教えてください|調べて|知りたいです}。',
      args: (dice) => ({ city: dice.pick(['東京', '大阪', '札幌', '福岡', '那覇', '仙台']) }),
      result: (dice) => ({ temperature: dice.int(-5, 35), sky: dice.pick(['晴れ', '曇り', '雨']) }),
      told: '{<city>は|予報によると<city>は}<sky>、気温は<temperature>度です。',
      able: '都市の天気を調べる',
    },
    {
      name: 'convert_currency',
      ask: '<amount> <from>を<to>に{換算して|両替するといくらですか}{。|？}',
      args: values.exchange,
      result: values.number,
      told: '<value> <to>になります。',
      able: '通貨を換算する',
    },
    {
      name: 'calculate_tip',
      ask: '会計が<bill>ドルでした。<percent>%のチップは{いくらですか？|いくら？}',
      args: values.tip,
      result: values.number,
      told: 'チップは<value>ドルです。',
      able: 'チップを計算する',
    },
    {
      name: 'send_email',
      ask: '<to>に<subject>の件でメールを{送って|送信して}ください。',
      args: values.email,
      result: () => ({ status: 'sent' }),
      told: '<to>宛にメールを送信しました。',
      able: 'メールを送信する',
    },
  ],
  outside: [
    ['ニューヨーク行きの飛行機を予約して', '航空券を予約する'],
    ['ピザを注文してくれる？', '料理を注文する'],
    ['音楽をかけて', '音楽を再生する'],
    ['今夜二名で席を取ってください', '飲食店を予約する'],
    ['母に電話をかけてください', '電話をかける'],
    ['試合のチケットを二枚買って', 'チケットを購入する'],
    ['台所の電気を消して', '家電を操作する'],
  ],
  refusal:
    '申し訳ありませんが、私には<task>機能がありません。現在の機能では、<able>ことができます。{ほかにお手伝いできることはありますか？|}',
  thanks: ['ありがとう', 'ありがとうございます。', '助かりました。'],
  welcome: [
    'どういたしまして。ほかにご質問があればお気軽にどうぞ。',
    'お役に立てて何よりです。',
    'いつでもお声がけください。',
  ],
};

const ZH: ToolTexts = {
  system: '你是一个可以使用以下函数的智能助手，请在需要时调用它们。',
  tools: [
    {
      name: 'get_weather',
      ask: '{请问|帮我查一下}<city>{今天|明天|周末}的天气{怎么样？|如何？}',
      args: (dice) => ({ city: dice.pick(['北京', '上海', '广州', '成都', '杭州', '西安']) }),
      result: (dice) => ({ temperature: dice.int(-5, 35), sky: dice.pick(['晴', '多云', '小雨']) }),
      told: '<city>{的天气是|}<sky>，气温<temperature>度。',
      able: '查询城市的天气',
    },
    {
      name: 'convert_currency',
      ask: '{请把|帮我把}<amount> <from>换算成<to>。',
      args: values.exchange,
      result: values.number,
      told: '{结果是|一共是}<value> <to>。',
      able: '换算货币',
    },
    {
      name: 'calculate_tip',
      ask: '账单是<bill>美元，<percent>%的小费是多少？',
      args: values.tip,
      result: values.number,
      told: '小费是<value>美元。',
      able: '计算小费',
    },
    {
      name: 'send_email',
      ask: '请给<to>发一封主题为<subject>的邮件。',
      args: values.email,
      result: () => ({ status: 'sent' }),
      told: '邮件已发送给<to>。',
      able: '发送电子邮件',
    },
  ],
  outside: [
    ['你能帮我订一张去纽约的机票吗？', '预订机票'],
    ['帮我点一份披萨', '订餐'],
    ['放一首歌吧', '播放音乐'],
    ['请帮我预订今晚两人的座位', '预订餐厅'],
    ['给我妈妈打个电话', '拨打电话'],
    ['帮我买两张球赛的票', '购买门票'],
    ['把厨房的灯关掉', '控制家电'],
  ],
  refusal: '很抱歉，我没有<task>的能力。我目前的功能是<able>。{如果您需要这方面的帮助，请随时告诉我。|}',
  thanks: ['谢谢！', '太好了，谢谢。', '非常感谢。'],
  welcome: ['不客气！如果还有其他问题，请随时告诉我。', '不用谢，祝您愉快。', '很高兴能帮到您。'],
};

interface Said {
  readonly from: string;
  readonly value: string;
}

function exchange(dice: Dice, texts: ToolTexts, tool: ToolTexts['tools'][number]): Said[] {
  const args = tool.args(dice);
  const result = tool.result(dice);
  const slots = Object.fromEntries(Object.entries({ ...args, ...result }).map(([key, value]) => [key, String(value)]));
  return [
    { from: 'human', value: say(dice, tool.ask, slots) },
    { from: 'function_call', value: JSON.stringify({ name: tool.name, arguments: args }) },
    { from: 'observation', value: JSON.stringify(result) },
    { from: 'gpt', value: say(dice, tool.told, slots) },
    ...(dice.chance(0.5)
      ? [
          { from: 'human', value: dice.pick(texts.thanks) },
          { from: 'gpt', value: dice.pick(texts.welcome) },
        ]
      : []),
  ];
}

function dialogue(dice: Dice, texts: ToolTexts): Row {
  const tools = dice.some(texts.tools, dice.int(1, 2));
  const said: Said[] = [];
  const declining = (): Said[] => {
    const [ask, task] = dice.pick(texts.outside);
    return [
      { from: 'human', value: ask },
      { from: 'gpt', value: say(dice, texts.refusal, { task, able: tools[0]!.able }) },
    ];
  };
  if (dice.chance(0.16)) said.push(...declining());
  for (const tool of tools) if (said.length === 0 || dice.chance(0.8)) said.push(...exchange(dice, texts, tool));
  return {
    conversations: said,
    system: texts.system,
    tools: JSON.stringify(tools.map(({ name, able }) => ({ name, description: able }))),
  };
}

/** Returns `count` dialogues; about one answer in ten declines. */
export function toolCallRows(seed: number, count: number, language: 'en' | 'ja' | 'zh'): Row[] {
  const texts = { en: EN, ja: JA, zh: ZH }[language];
  return distinctRows(seed, count, (dice) => dialogue(dice, texts));
}
