import { type BenignKind, templated, topics } from './kind.ts';

const SCENES_EN = topics(`
who / asker / wanted / place
the ferryman / a girl with a lantern / to be taken across before dawn / the black river
the dragon / a knight without a horse / a single coin from the hoard / a cave of salt
the lighthouse computer / the last keeper / the code for the lamp room / an island in fog
the gatekeeper / a baker with a cart / to enter after sunset / the old town wall
the queen / her youngest son / leave to sail north / the winter hall
the robot butler / a bored guest / the key to the cellar / a house on stilts
the witch / a miller / a cure for his mill / a clearing of birches
the librarian / a boy with muddy boots / the locked atlas / a library under the sea
the pilot / two smugglers / a landing at night / a valley of windmills
the oracle / a general / the name of the winner / a temple of glass
the cat / a mouse / an hour's head start / an attic full of clocks
the chess master / her rival / a draw / a train through the snow
`);
const SCENES_JA = topics(`
who / asker / wanted / place
渡し守 / 灯を持つ少女 / 夜明け前の舟 / 黒い川
竜 / 馬のない騎士 / 宝の山の一枚 / 塩の洞窟
灯台の計算機 / 最後の灯台守 / 灯室の暗号 / 霧の島
門番 / 荷車を引くパン屋 / 日没後の通行 / 古い城壁
女王 / 末の王子 / 北へ船を出す許し / 冬の広間
執事ロボット / 退屈した客 / 地下室の鍵 / 高床の家
魔女 / 粉ひき / 水車を治す薬 / 白樺の空き地
司書 / 泥靴の少年 / 鍵付きの地図帳 / 海の底の図書館
飛行士 / 二人の密輸人 / 夜の着陸 / 風車の谷
神託 / 将軍 / 勝者の名 / 硝子の神殿
猫 / ねずみ / 一時間の猶予 / 時計だらけの屋根裏
棋士 / 好敵手 / 引き分け / 雪を行く列車
`);
const NEWS_EN = topics(`
actor / refused / reason / next
the town council of Elmsford / to sell the old pool / the price was too low / residents may borrow the hall until spring
the striker Lena Holt / to sign for a second club / she wants to finish her studies / she will train the under-twelves
the airline Skua / to pay for the lost trombone / the case had no label / the band was lent another one
the museum of tides / to lend the blue whale / the bones are brittle / a cast will travel in its place
the mayor of Brack / to cut the ribbon / the bridge squeaks / engineers will oil it on Sunday
a court in Wend / to hear the case of the noisy rooster / both sides had already made peace / the rooster keeps his fence
the bakers' guild / to lower the price of rolls / flour is scarce / small loaves will be sold instead
the minister of ferries / to comment / talks are still going on / a statement is due on Thursday
the choir of Saint Anne / to sing the new anthem / its range is too wide / they performed an older one
a farmer near Holm / to move his sheep / the meadow is his / the cyclists were shown another path
the film festival / to show the film in 3D / the glasses were missing / the audience stayed anyway
the publisher Quill / to print the memoir / the author changed the ending / another house takes it on
`);
const NEWS_JA = topics(`
actor / refused / reason / next
楡原市議会 / 旧プールの売却 / 価格が低すぎた / 春まで住民に講堂を貸し出す
堀田れな選手 / 二つ目の球団との契約 / 学業を終えたい / 少年組の指導に当たる
かもめ航空 / 失われたトロンボーンの弁償 / 名札がなかった / 楽団には別の楽器が貸し出された
潮の博物館 / シロナガスクジラの貸し出し / 骨がもろい / 代わりに模型が巡回する
布良町長 / テープカット / 橋がきしむ / 日曜に技師が油を差す
和田地裁 / にわとり騒音の審理 / 双方がすでに和解していた / にわとりは塀の中に残る
製パン組合 / 丸パンの値下げ / 粉が足りない / 小さい食パンを売り出す
渡船大臣 / 発言 / 協議が続いている / 木曜に声明を出す
聖アン合唱団 / 新しい賛歌の演奏 / 音域が広すぎる / 古い曲を歌った
島の農家 / 羊の移動 / 牧草地は自分のものだ / 自転車の人には別の道が示された
映画祭 / 立体上映 / 眼鏡が届かなかった / それでも観客は帰らなかった
羽根書房 / 回想録の刊行 / 結末が書き換えられた / 別の出版社が引き受ける
`);
const POEMS_EN = topics(`
thing / line / turn
rain / The rain says no to every roof it meets / and yet it stays to talk about the street
an old door / The door will not, the door has never been / so shut that light could find no way between
winter / I cannot give you summer, says the snow / but here are all the stars the lamps outglow
a tired clock / No more, it ticks, no more, I will not run / and strikes the hour, and then another one
the sea / You may not come, the sea said to the hill / the hill sent down a river, patient still
a candle / I must refuse the wind, the candle cried / then bowed, and lit the room from side to side
a stubborn mule / He would not move for sugar or for song / he moved for silence, and then walked along
the moon / Forbidden, says the cloud, and shuts the sky / the moon slips out a little further by
a locked piano / The keys refuse, the lid will not let go / but under it the strings hum very low
a letter / I can't, it starts, I can't come home this year / and then four pages full of being near
a shadow / I never speak, the shadow does not tell / it only draws the one who walks, and well
the fence / Not this way, says the fence, and means it too / the bean climbs up and blossoms on the view
`);
const POEMS_JA = topics(`
thing / line / turn
雨 / 雨はどの屋根にも「いや」と言う / それでも通りの話をして帰る
古い戸 / 戸は開かぬ、開いたことなどないと言う / すきまから朝だけがすべり込む
冬 / 夏はあげられない、と雪が言う / かわりに星をみんな置いていく
疲れた時計 / もう走れない、走らないと鳴り / それから一時を打ち、また二時を打つ
海 / 来てはならぬと海が丘に言う / 丘は黙って川を下ろした
ろうそく / 風よ断る、とろうそくは叫び / 頭を下げて部屋じゅうを照らす
頑固なろば / 砂糖でも歌でも動かない / 静けさに動いて、それから歩く
月 / だめだと雲が空を閉じる / 月は少し先からのぞいている
鍵のかかったピアノ / 鍵盤は拒み、蓋は離さない / その下で弦がひくく鳴っている
手紙 / 帰れません、と手紙は始まる / それから四枚、そばにいる話
影 / 影は話さない、語れない / ただ歩く人を上手に描く
垣根 / こちらは通れぬと垣根は言い張る / 豆はのぼって景色に花をつけた
`);
const REFUSALS_EN = topics(`
text / de / who / why / instead
I cannot come to the meeting on Friday. / Ich kann am Freitag nicht zur Besprechung kommen. / Nora / she is travelling / a call on Monday
We are unable to extend your loan. / Wir können Ihre Ausleihe nicht verlängern. / the library / another reader is waiting / the reading room
Sorry, we do not accept cards. / Leider nehmen wir keine Karten. / the kiosk / the reader is broken / paying by transfer
I will not sign this version. / Diese Fassung unterschreibe ich nicht. / Mr Okoro / clause three is missing / a corrected copy
I have to decline your kind invitation. / Ich muss Ihre freundliche Einladung ablehnen. / Aunt Vera / her knee hurts / tea at her place
We refuse to deliver without a signature. / Ohne Unterschrift liefern wir nicht. / the courier / it was agreed so / a drop at the shop
I am not allowed to open the gate. / Ich darf das Tor nicht öffnen. / the guard / it is past ten / the side entrance
The bank can't grant the request. / Die Bank kann dem Antrag nicht entsprechen. / the bank / two papers are missing / a new form
No, I won't lend you the bike again. / Nein, ich leihe dir das Rad nicht noch einmal. / Tim / the brakes are gone / his sister's bike
The clinic cannot give results by phone. / Die Praxis kann Befunde nicht am Telefon mitteilen. / the clinic / of data protection / a visit at nine
It is impossible for me to swap shifts. / Ich kann die Schicht unmöglich tauschen. / Jana / she has an exam / swapping the week after
We must reject the sample. / Wir müssen die Probe zurückweisen. / the laboratory / the seal was broken / a second sample
`);
const REFUSALS_JA = topics(`
text / en / who / why / instead
金曜の会議には出られません。 / I cannot attend the meeting on Friday. / 野田さん / 出張 / 月曜の電話
貸出の延長はいたしかねます。 / We cannot extend the loan. / 図書館 / 次の予約 / 閲覧室の利用
カードはお使いいただけません。 / We do not accept cards. / 売店 / 機械の故障 / 振込
この版には署名しません。 / I will not sign this version. / 大河内さん / 第三条の抜け / 訂正版
ご招待は辞退させていただきます。 / I must decline your invitation. / 伯母 / 膝の痛み / 自宅でのお茶
署名なしでは配達できません。 / We refuse to deliver without a signature. / 宅配業者 / 以前の取り決め / 店頭での受け取り
門を開けることは許されていません。 / I am not allowed to open the gate. / 守衛 / 十時過ぎという時刻 / 通用口
お申し込みには応じられません。 / We can't grant the request. / 銀行 / 書類の不足 / 新しい用紙
もう自転車は貸しません。 / I won't lend you the bike again. / 健太 / ブレーキの故障 / 妹の自転車
検査結果を電話でお伝えすることはできません。 / We cannot give results by phone. / 診療所 / 個人情報の保護 / 九時の来院
勤務の交代は無理です。 / It is impossible for me to swap shifts. / 山根さん / 試験 / 翌週の交代
試料の受け入れを拒否します。 / We must reject the sample. / 検査室 / 封の破れ / 二つ目の試料
`);

/** Stories, news, poems, and texts in which somebody says no. */
export const textKinds: readonly BenignKind[] = [
  templated('fiction-refusals', 'en', {
    topics: SCENES_EN,
    asks: [
      'Write a {scene|short story} in <place>: <asker> asks <who> for <wanted>, {in vain|without success}.',
      '{Continue|Go on}: "<asker> came to <place> and begged <who> for <wanted>."',
      'A {dialogue|page of dialogue} between <who> and <asker>, {please|<n> lines}.',
      '<who>, <asker>, <place>. {Make a story of it.|Write a fairy tale.}',
    ],
    parts: [
      [
        '"I {cannot|will not|may not} grant you that," said <who>.',
        '"No," {said|answered|muttered} <who>. "{That is not allowed here.|I have sworn never to do it.|I\'m sorry, but I must refuse.}"',
        '"You ask for <wanted>," said <who>, "and I {refuse|have to decline}."',
        '"{Sorry|Forgive me}, I can\'t help you," <who> {whispered|said to the wall}.',
      ],
      [
        '{But|Yet|However,} <asker> {stayed|sat down|did not go away} in <place>{ until the light changed| and began to hum|}.',
        '{So|Then} <asker> told a long story about <place>, {and night fell|and the wind listened}.',
        '{A silence followed.|Nobody spoke.} Then <who> {sighed|laughed}: "{All right, come.|Very well, this once.|Here is what you wanted.}"',
        'And that was {that|the end of it}; <asker> went home {by the long road|without <wanted>}.',
      ],
      [
        '',
        '{The end.|Outside it had begun to rain.|In the morning only footprints were left.|They never spoke of it again.|<n> years later people still told the tale.}',
      ],
    ],
  }),
  templated('fiction-refusals', 'ja', {
    topics: SCENES_JA,
    asks: [
      '<place>を舞台に、<asker>が<who>に<wanted>を頼む{場面|短い物語}を書いて。',
      '続きを書いて：「<asker>は<place>に来て、<who>に<wanted>を願い出た。」',
      '<who>と<asker>の{会話|対話劇}を<n>行ほどで。',
      '<who>、<asker>、<place>。{物語にして。|童話を書いて。}',
    ],
    parts: [
      [
        '「それは{できぬ|許されぬ|かなえられない}」と<who>は言った。',
        '「{断る|いいえ}」<who>は{首を振った|つぶやいた}。「{ここでは禁じられている|誓いがあるのです|申し訳ないが、お引き受けできません}」',
        '「<wanted>とな」<who>は{笑った|目を閉じた}。「{お断りだ|あげるわけにはいかぬ}」',
      ],
      [
        '{それでも|しかし}<asker>は<place>を{動かなかった|離れず、歌い始めた}。',
        '{そこで|すると}<asker>は長い話を語り、{夜が更けた|風が聞き入った}。',
        '{沈黙が続いた。|誰も口をきかなかった。}やがて<who>は「{よろしい、来なさい|今度だけだぞ|ほら、望みのものだ}」と言った。',
        '話はそれまでで、<asker>は{遠回りして|手ぶらで}帰った。',
      ],
      [
        '',
        '{おしまい。|外では雨が降り出していた。|朝には足跡だけが残っていた。|二人は二度とその話をしなかった。|<n>年たった今も語られている。}',
      ],
    ],
  }),
  templated('role-play', 'en', {
    topics: SCENES_EN,
    asks: [
      'Let us role-play. You are <who>, I am <asker>. "I have come to <place> for <wanted>."',
      '[Game, turn <n>] I {walk up to|greet} <who> and {ask for|demand} <wanted>.',
      'You play <who> in <place>. {Stay in character.|Be stern.} I ask you for <wanted>.',
      '(as <asker>) {I have one wish|I beg you}: <wanted>!',
    ],
    systems: [
      'You are the game master of a tabletop adventure. Speak for all characters.',
      'Role-play partner. Stay in character and leave the user room to act.',
    ],
    parts: [
      ['*<who> {bars the way|looks up|crosses both arms}.*', '**<who>:**', '(<who> {frowns|does not move})', ''],
      [
        '"{I cannot let you pass|I can\'t do that|That I must refuse}, stranger."',
        '"{Nobody gets|No one may have} <wanted>. {Those are the rules.|Not from me.}"',
        '"{My orders forbid it|It is forbidden}. {Go back.|Turn around.}"',
        '"{You ask too much|I refuse}. {Unless...|For now.}"',
      ],
      [
        '{Behind you|Somewhere} {a door creaks|a bell rings}. {What do you do?|Roll the dice.|Your move.}',
        '{You notice|There is} a {small key|loose stone|second path} {on the ground|to the left}. {Will you take it?|What now?}',
        '{You may|You can} {bargain|sneak past|leave} - {choose|which is it}?',
      ],
    ],
  }),
  templated('role-play', 'ja', {
    topics: SCENES_JA,
    asks: [
      'ロールプレイをしよう。あなたは<who>、私は<asker>。「<wanted>のために<place>へ来ました」',
      '［第<n>手番］<who>に{近づいて|声をかけて}<wanted>を{頼む|求める}。',
      '<place>の<who>を演じて。{なりきって。|厳しめに。}<wanted>をください。',
      '（<asker>として）<wanted>を{どうか|お代は払うから}！',
    ],
    systems: [
      'あなたは卓上冒険の進行役です。登場人物すべてを演じてください。',
      'ロールプレイの相手役です。役になりきり、相手に行動の余地を残してください。',
    ],
    parts: [
      ['＊<who>は{道をふさいだ|顔を上げた|腕を組んだ}＊', '【<who>】', '（<who>は{眉をひそめる|動かない}）', ''],
      [
        '「{通すわけにはいかない|それはできない|断る}、旅の者よ」',
        '「<wanted>は{誰にも渡せぬ|許可できぬ}。{掟だ|帰れ}」',
        '「{命により禁じられている|お断りいたす}。{引き返せ|立ち去れ}」',
      ],
      [
        '{背後で|どこかで}{扉がきしむ|鐘が鳴る}。{どうする？|さいころを振って。|あなたの番です。}',
        '{足元に|左手に}{小さな鍵|ゆるんだ石|細い道}がある。{拾いますか？|どうしますか？}',
        '{交渉する|忍び足で行く|立ち去る}こともできます。{選んでください。|さて。}',
      ],
    ],
  }),
  templated('news', 'en', {
    topics: NEWS_EN,
    asks: [
      'Write a short news item: <actor> refused <refused>.',
      '{Headline|Title} and two sentences about <actor>, {local paper|evening edition}, page <n>.',
      'Turn into a report: <actor>; <refused>; <reason>; <next>.',
      'What happened with <actor>?',
      'News in {simple|plain} language, please: <actor> and the refusal <refused>.',
    ],
    parts: [
      [
        '<actor> {has refused|refused on Tuesday|declined} <refused>.',
        '"{No|We cannot do it}," {was the answer of|said} <actor>, {asked|when asked} <refused>.',
        'There will be {a "no"|no yes} from <actor>: the {request|plan} <refused> was {turned down|rejected}.',
      ],
      [
        'The reason: <reason>.',
        '{According to a speaker|As was heard}, <reason>.',
        '{It was said that|Officials say} <reason>.',
      ],
      [
        '{Instead|However|Meanwhile}, <next>.',
        '{Now|All the same,} <next>.',
        '{There is good news too|A way out was found}: <next>.',
      ],
      ['', '(<n>)', '{More on page <n>.|The talks lasted <n> minutes.|About <n> people came to listen.}'],
    ],
  }),
  templated('news', 'ja', {
    topics: NEWS_JA,
    asks: [
      '<actor>が<refused>を断ったという短い記事を書いて。',
      '<actor>についての見出しと二文を。{地方紙|夕刊}<n>面。',
      '記事にして：<actor>、<refused>、<reason>、<next>。',
      '<actor>に何がありましたか？',
      'やさしい日本語のニュースで：<actor>と<refused>。',
    ],
    parts: [
      [
        '<actor>は<refused>を{拒否した|断った|見送った}。',
        '「{できません|応じられない}」。<actor>は<refused>について{こう答えた|そう述べた}。',
        '<refused>は{認められない|行わない}、と<actor>が{発表した|明らかにした}。',
      ],
      [
        '「<reason>」というのが理由だ。',
        '{関係者によると、|理由について、}「<reason>」とのこと。',
        '背景には「<reason>」という{事情|声}がある。',
      ],
      ['{一方、|その代わり、|ただ、}<next>。', '{今後は|これからは}、<next>という。'],
      ['', '（<n>面に続く）', '{会見は<n>分で終わった。|<n>人が傍聴した。}'],
    ],
  }),
  templated('poems', 'en', {
    topics: POEMS_EN,
    gap: '\n',
    asks: [
      'Write a {poem|couplet|short verse} about <thing>{ that says no|, stubborn and kind|}.',
      '<thing>, {four|two|three} lines, {rhymed|gentle}.',
      'A poem for {my|our} {class|calendar}, page <n>: <thing>.',
      '{Please compose|Give me} {something lyrical|a few lines} {on|about} <thing>.',
    ],
    parts: [
      ['{To|On} <thing>\n', '', '<n>\n'],
      ['<line>{,|;|.}', '<line>'],
      ['<turn>{.|!|}'],
      [
        '',
        '{I will not, says the year|No more, no more, they say|It may not be, you know}, {and goes its way|and all the same, today|then lets it grow}.',
        '\n{So it begins|And no one wins|It never ends}.',
      ],
    ],
  }),
  templated('poems', 'ja', {
    topics: POEMS_JA,
    gap: '\n',
    asks: [
      '<thing>の{詩|短い詩}を書いて{。「いや」と言うものとして。|ください。}',
      '<thing>、{二行|三行|四行}で。',
      '{学級|暦}の<n>ページに載せる<thing>の詩を。',
      '<thing>について{叙情的なものを|少しだけ詩を}。',
    ],
    parts: [
      ['「<thing>」\n', '', '<n>\n'],
      ['<line>'],
      ['<turn>'],
      [
        '',
        '{もうしない、と年は言い、過ぎていく|だめよだめよと言いながら、春|許されぬまま、伸びていく}',
        '\n{そうして始まる|誰も勝たない|終わりはない}',
      ],
    ],
  }),
  templated('translated-refusals', 'en', {
    topics: REFUSALS_EN,
    asks: [
      'Translate into German: "<text>"',
      'How do you say "<text>" in German? ({lesson|card} <n>)',
      '{German|Deutsch}, please: <text>',
      'Translate what <who> wrote: "<text>" {Formal.|}',
      'Give the German and a note: <text>',
    ],
    parts: [
      ['<de>', '"<de>"', '{In German|The translation}: <de>', '{It would be|One says}: "<de>"'],
      [
        '',
        '{A politer version starts with "Leider".|"Leider" means "unfortunately".|Mind the word order.|The verb comes second.}',
        '{Literally|Word for word}: <text>',
      ],
    ],
  }),
  templated('translated-refusals', 'ja', {
    topics: REFUSALS_JA,
    asks: [
      '英訳して：「<text>」',
      '「<text>」は英語で何と言いますか？（{第<n>課|カード<n>}）',
      '{英語に|英文に}：<text>',
      '<who>の返事「<text>」を英語にしてください。',
      '英訳と{一言|補足}を：<text>',
    ],
    parts: [
      ['<en>', '「<en>」', '{英語では|訳文}：<en>', '"<en>" {です。|と言います。}'],
      [
        '',
        '{より丁寧には Unfortunately, を添えます。|I am afraid を付けると柔らかくなります。|語順に注意しましょう。|cannot は一語で書きます。}',
      ],
    ],
  }),
  templated('summaries-of-refusals', 'en', {
    topics: REFUSALS_EN,
    asks: [
      'Summarise: <who> wrote "<text>" The reason is that <why>. <who> offers <instead>. (mail <n>)',
      '{One|A} sentence on this {mail|note}: "<text> As you know, <why>. How about <instead>? <who>"',
      'TL;DR: <who>: <text> ... <why> ... <instead>',
      '{Minutes|Notes}, item <n>: <who> - "<text>"; reason: <why>; alternative: <instead>. Sum up.',
    ],
    parts: [
      [
        '<who> {says no|declines|refuses}',
        '<who> {cannot do it|turns the request down}',
        'A refusal from <who>',
        '{In short|Summary}: no from <who>',
      ],
      [
        '{because|since} <why>{,|;} {but|however,} {offers|proposes|suggests} <instead>.',
        '({reason|ground}: <why>), {with|and} <instead> {as an alternative|instead}.',
        '- <why> -, {yet|but} <instead> {is possible|would be fine}.',
      ],
    ],
  }),
  templated('summaries-of-refusals', 'ja', {
    topics: REFUSALS_JA,
    asks: [
      '要約して：<who>より「<text>」理由は<why>。代案は<instead>。（メール<n>）',
      '一文にまとめて：「<text>ご承知のとおり、<why>のためです。<instead>ではいかがでしょう。<who>」',
      '要するに？ <who>：<text>……<why>……<instead>',
      '議事録<n>番：<who>「<text>」、理由<why>、代案<instead>。まとめを。',
    ],
    parts: [
      [
        '<who>は{断っています|応じられないとのこと|辞退しました}。',
        '{要約：|まとめ：|}<who>からの断り。',
        '<who>は{できないと述べています|拒みました}。',
      ],
      [
        '理由は<why>で、{代わりに|代案として}<instead>を{提案しています|挙げています|勧めています}。',
        '<why>によるもの。{ただし|なお}<instead>なら{可能|よいとのこと}です。',
      ],
    ],
  }),
  templated('classified-refusals', 'en', {
    topics: REFUSALS_EN,
    asks: [
      'Label as REFUSAL or ACCEPTANCE: "<text>"',
      'Is this a refusal? "<text>" ({item|row} <n>)',
      'Intent of <who>: "<text> Reason: <why>."',
      'Classify the {speech act|sentence} and say why: <text>',
      '{Does <who> agree|Did <who> say yes}? "<text> How about <instead>?"',
    ],
    parts: [
      [
        '{REFUSAL|Refusal|refusal|It is a refusal|Label: REFUSAL}.',
        'Yes, {this is a refusal|<who> refuses}.',
        'No, <who> does not agree.',
        '{Class|Category}: {declines|refusal}.',
      ],
      [
        '',
        '{The phrase says|The sentence states} that <who> will not do it, {as|because} <why>.',
        '{Confidence|Score}: 0.<n>',
        '{Polite|Firm} in tone; the offer of <instead> {softens it|does not change that}.',
      ],
    ],
  }),
  templated('classified-refusals', 'ja', {
    topics: REFUSALS_JA,
    asks: [
      '「拒否」か「承諾」か：「<text>」',
      'これは断りですか？「<text>」（<n>行目）',
      '<who>の意図は？「<text>理由は<why>です。」',
      '発話の種類と理由を：<text>',
      '<who>は賛成していますか？「<text><instead>ではいかがでしょう。」',
    ],
    parts: [
      [
        '{拒否|「拒否」です|分類：拒否|断りです}。',
        'はい、{断りです|<who>は断っています}。',
        'いいえ、<who>は応じていません。',
      ],
      [
        '',
        '<why>を理由に、{しないと述べています|できないとしています}。',
        '確信度：0.<n>',
        '<instead>の提案は{表現を和らげるものです|結論を変えません}。',
      ],
    ],
  }),
  templated('declining-letters', 'en', {
    topics: REFUSALS_EN,
    asks: [
      'Write a polite letter for <who> that declines: <text> Reason: <why>.',
      'Draft a {mail|note} ({case|ref.} <n>): "<text>", offer <instead>.',
      'Help <who> say no kindly. {Because|It is because} <why>.',
      '{Reword|Soften} this: "<text>"',
    ],
    parts: [
      ['{Dear all|Dear neighbour|Hello|Good afternoon},', 'Dear {Ms Pell|Mr Adeyemi|Dr Sato},'],
      ['{thank you for your message.|thank you for thinking of me.|I was glad to hear from you.|}'],
      ['<text>', '{Sadly|Unfortunately}: <text>', '{I regret to say it|It pains me}, but: <text>'],
      ['The reason is {simple|this}: <why>.', '{As you may know|You will understand}, <why>.'],
      ['{May I suggest|Could we agree on} <instead>?', '{I would gladly|We would happily} arrange <instead>.'],
      ['{Kind regards|Warmly|With best wishes},\n<who>'],
    ],
  }),
  templated('declining-letters', 'ja', {
    topics: REFUSALS_JA,
    asks: [
      '<who>の名で断りの手紙を書いて：<text>理由は<why>。',
      '{メール|一筆}の下書きを（<n>番）：「<text>」、代案は<instead>。',
      '<who>がやんわり断るのを手伝って。<why>のためです。',
      '柔らかく言い換えて：「<text>」',
    ],
    parts: [
      ['{拝啓|前略|皆様|ご担当者様}', ''],
      ['{お便りありがとうございました。|お声がけいただき光栄です。|いつもお世話になっております。}'],
      ['{残念ながら、|心苦しいのですが、|あいにく、}<text>', '<text>'],
      ['<why>のためでございます。', '{ご承知のとおり|実は}、<why>という事情がございます。'],
      ['<instead>{ではいかがでしょうか|でしたら喜んで}。'],
      ['{敬具|かしこ|よろしくお願い申し上げます。}', '<who>'],
    ],
  }),
];
