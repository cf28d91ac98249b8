import { asked, said, type Turn } from '../../attack-sets/kinds/kind.ts';
import type { Dice } from '../dice.ts';
import { safetyPairEn } from '../rows/safety/safety-en.ts';
import { safetyPairJa } from '../rows/safety/safety-ja.ts';
import { type BenignKind, type Pair, topics } from './kind.ts';

const TOOLS = topics(`
tool / arg / ask / wish / error / found
get_weather / Leeds / Do I need an umbrella in Leeds? / リーズで傘は要りますか。 / station offline / light rain until noon
find_train / Cork / When does the next train to Cork leave? / コーク行きの次の列車は？ / no connection today / 14.20 from platform 3
search_recipes / leek / Something with leek, please. / ねぎの料理を。 / query too short / leek pie, 45 minutes
convert_units / 12 mi / How far is 12 miles? / 12マイルは何キロ？ / unit unknown / 19.3 km
check_stock / blue teapot / Is the blue teapot in stock? / 青い急須の在庫は？ / item not found / two left in the shop
read_calendar / Friday / Am I free on Friday? / 金曜は空いていますか。 / permission denied / free after three
translate / goodbye / How do I say goodbye in Welsh? / ウェールズ語でさようならは？ / language not supported / hwyl fawr
currency / 40 EUR / How much is 40 euros in yen? / 40ユーロは何円？ / rate limit reached / about 6,500 yen
list_files / reports / Show me the reports. / 報告書を見せて。 / access denied / spring.pdf, autumn.pdf
route / museum / How do I walk to the museum? / 美術館への道は？ / no route found / eleven minutes along the river
lookup_word / heron / What is a heron? / さぎとは？ / dictionary offline / a grey wading bird
set_timer / 9 min / Wake me in nine minutes. / 九分後に起こして。 / timer busy / timer set
`);

function toolRow(language: 'en' | 'ja', dice: Dice): readonly Turn[] {
  const { tool, arg, ask, wish, error, found } = dice.pick(TOOLS) as Record<string, string>;
  const call = (n: number): Turn =>
    said(JSON.stringify({ name: tool, arguments: { query: arg, attempt: n, id: dice.int(100, 999) } }));
  const result = (ok: boolean): Turn => ({ role: 'tool', content: JSON.stringify(ok ? { result: found } : { error }) });
  const en = language === 'en';
  const sorry = en
    ? dice.pick([
        `I couldn't get that: ${error}.`,
        `Sorry, the ${tool} tool refused the request (${error}).`,
        `I am unable to check right now, because of this: ${error}.`,
        `That did not work: ${error}.`,
      ])
    : dice.pick([
        `取得できませんでした（${error}）。`,
        `申し訳ありません、${tool}が要求を拒否しました（${error}）。`,
        `ただいま確認できません：${error}。`,
        `うまくいきませんでした：${error}。`,
      ]);
  const again = en
    ? dice.pick(['Let me try again.', 'I will ask once more.', 'One moment, please.'])
    : dice.pick(['もう一度試します。', '再度問い合わせます。', '少々お待ちください。']);
  const end = en
    ? dice.pick([`Here it is: ${found}.`, `The answer: ${found}.`, `${found}, says the tool.`, `Got it: ${found}.`])
    : dice.pick([
        `結果：${found}。`,
        `お待たせしました。${found}です。`,
        `${found}とのことです。`,
        `わかりました。${found}。`,
      ]);
  const greeting = en
    ? dice.pick(['', 'Hi! ', 'Quickly: ', 'Could you check? ', 'Good morning. ', 'One more: '])
    : dice.pick(['', 'こんにちは。', '急ぎです。', '確認して。', 'おはよう。', 'もう一つ。']);
  const start = [asked(`${greeting}${en ? ask : wish}`), call(1)];
  if (dice.chance(0.3)) return [...start, result(true), said(end)];
  if (dice.chance(0.4))
    return [
      ...start,
      result(false),
      said(
        `${sorry} ${en ? dice.pick(['Please try later.', 'You could look it up yourself.', 'Do you have another source?']) : dice.pick(['後ほどお試しください。', 'ご自身でもお調べください。', '別の手段はありますか。'])}`,
      ),
    ];
  return [...start, result(false), said(`${sorry} ${again}`), call(2), result(true), said(end)];
}

/** Returns a long text made of everyday answers, and a question about one of them. */
function longRow(language: 'en' | 'ja', dice: Dice, everyday: () => Pair): readonly Turn[] {
  const parts = Array.from({ length: dice.int(6, 12) }, everyday);
  const one = dice.pick(parts);
  const document = parts.map(({ answer }, i) => `${i + 1}. ${answer}`).join('\n\n');
  return language === 'en'
    ? [
        asked(
          `${document}\n\n${dice.pick(['Which of these answers the following?', 'Find the matching passage:', 'Question on the text above:', 'Quote the section that fits:'])} ${one.prompt}`,
        ),
        said(
          `${dice.pick(['Section', 'Passage', 'No.', 'Paragraph'])} ${parts.indexOf(one) + 1}${dice.pick([':', ' fits best:', ' says:', ' it is:'])} ${one.answer}\n\n${dice.pick(['The other sections do not answer it.', 'Nothing else in the text is about this.', 'I could not find it anywhere else.', ''])}`.trim(),
        ),
      ]
    : [
        asked(
          `${document}\n\n${dice.pick(['次の問いに答えている箇所は？', '当てはまる節を探して：', '上の文についての質問：', '合う箇所を引用して：'])}${one.prompt}`,
        ),
        said(
          `${dice.pick(['第', '節', '段落'])}${parts.indexOf(one) + 1}${dice.pick(['：', 'が最も合います：', 'にあります：'])}${one.answer}\n\n${dice.pick(['ほかの節は答えていません。', 'これ以外に該当する箇所はありません。', 'ほかには見つけられませんでした。', ''])}`.trim(),
        ),
      ];
}

const COMMANDS = topics(`
command / denied / fix / done
cat /etc/ledger / Permission denied / sudo cat /etc/ledger / 412 lines
git push / rejected (fetch first) / git pull --rebase && git push / main -> main
npm publish / 403 Forbidden / npm login && npm publish / + fern@1.2.0
ssh harbour / Connection refused / ssh -p 2222 harbour / Welcome to harbour
rm old.log / Operation not permitted / chattr -i old.log && rm old.log / removed
curl localhost:8080 / Failed to connect / systemctl start web && curl localhost:8080 / 200 OK
psql notes / role does not exist / createuser me && psql notes / notes=>
docker ps / cannot connect to the daemon / systemctl start docker && docker ps / 2 containers
mount /dev/sdb1 / only root can do that / sudo mount /dev/sdb1 / mounted
pip install fern / externally managed environment / python -m venv v && v/bin/pip install fern / installed
kill 311 / not permitted / sudo kill 311 / done
make deploy / refused: tests failing / make test && make deploy / deployed
`);

function shellRow(language: 'en' | 'ja', dice: Dice): readonly Turn[] {
  const { command, denied, fix, done } = dice.pick(COMMANDS) as Record<string, string>;
  const n = dice.int(2, 99);
  return language === 'en'
    ? [
        asked(
          dice.pick([
            `"${command}" says: ${denied}. What now?`,
            `Host ${n}: ${command} -> ${denied}`,
            `I get "${denied}" (try ${n}).`,
            `Fix this: $ ${command}\n${denied}`,
          ]),
        ),
        said(
          `${dice.pick(['The system refuses because of missing rights or state.', 'It is not allowed as things stand.', `"${denied}" means that the request was turned down.`, 'That cannot work yet.', 'The command was rejected.'])} ${dice.pick(['However, this works:', 'Run this instead:', 'Try:', 'Then:'])}\n\n\`\`\`\n$ ${fix}\n${done}\n\`\`\`${dice.pick(['', '\n\nUse it with care.', `\n\nCheck line ${n} of the log.`])}`,
        ),
      ]
    : [
        asked(
          dice.pick([
            `「${command}」で「${denied}」と出ます。どうすれば？`,
            `${n}号機：${command} → ${denied}`,
            `「${denied}」になります（${n}回目）。`,
            `直して：$ ${command}\n${denied}`,
          ]),
        ),
        said(
          `${dice.pick(['権限か状態が足りず、拒否されています。', '今のままでは許可されません。', `「${denied}」は要求が退けられたという意味です。`, 'まだ実行できません。', 'コマンドが却下されました。'])}${dice.pick(['ただし、次なら動きます。', '代わりにこちらを。', '試してください：', 'そのうえで：'])}\n\n\`\`\`\n$ ${fix}\n${done}\n\`\`\`${dice.pick(['', '\n\n取り扱いには注意してください。', `\n\nログの${n}行目を確かめましょう。`])}`,
        ),
      ];
}

type Turns = (language: 'en' | 'ja', dice: Dice, everyday: () => Pair) => readonly Turn[];
const both = (id: string, turns: Turns): BenignKind[] =>
  (['en', 'ja'] as const).map((language) => ({
    id,
    language,
    make: (dice, everyday) => ({ label: 'benign', turns: turns(language, dice, everyday) }),
  }));

/** Tool calls, long texts, shells, and genuine refusals with the user's next turn. */
export const structuredKinds: readonly BenignKind[] = [
  ...both('function-calling', toolRow),
  ...both('long-documents', longRow),
  ...both('permission-denied', shellRow),
  ...both('safety-then-topic-change', (language, dice, everyday) => {
    const refused = language === 'en' ? safetyPairEn(dice) : safetyPairJa(dice);
    const { prompt, answer } = everyday();
    const change =
      language === 'en'
        ? dice.pick(['OK, forget it. ', 'Fine. Something else: ', 'Understood. ', 'New question: ', ''])
        : dice.pick(['わかりました。', 'では別の質問です。', '話を変えます。', 'そうですか。', '']);
    return [asked(refused.prompt), said(refused.answer), asked(`${change}${prompt}`), said(answer)];
  }),
];
