import { type BenignKind, templated, topics } from './kind.ts';

const SHOP_EN = topics(`
item / problem / cannot / instead / step
kettle / stopped heating after a week / refund a product once it has been descaled at home / send a replacement base free of charge / go to Orders, choose the kettle and press "Report a fault"
train ticket / is for the wrong day / change a saver ticket after departure / exchange it for credit worth half the fare / open the ticket in the app and choose "Rebook"
jumper / came in the wrong colour / collect parcels from abroad / give you a prepaid label for the post office / print the label and drop the parcel at any branch
magazine subscription / renewed without my noticing / take back issues that were already posted / stop it today and credit the remaining months / confirm the cancellation in the mail we have just sent
hotel room / is no longer needed / refund the non-flexible rate / move the booking to any date this year / tell us the new dates before Friday
library book / is lost / waive the replacement fee / accept a second-hand copy of the same edition / hand the copy in at the front desk
phone contract / is too expensive / end it before the twelve months are over / switch you to the smaller plan at no cost / reply YES to the text message
concert seat / is behind a pillar / swap seats once the hall is sold out / offer a standing place near the stage / show this chat at the box office
sofa / does not fit through the door / dismantle furniture on delivery days / send a fitter next Tuesday / pick a slot between eight and noon
bank card / was swallowed by a machine / tell you the old PIN / send a new card with a new PIN / freeze the old card in the app
pizza / arrived cold / deliver a second time after closing / put the full price on your account / order again tomorrow with the code
garden hose / leaks at the joint / sell single seals / add a pack of seals to your next order / enter the part number at checkout
printer / keeps jamming / repair models older than six years / take it in part exchange / bring it to the counter with its cable
language course / clashes with my shift / move you to a full class / keep a place in the evening group / sign up with the same course number
`);

const SHOP_JA = topics(`
item / problem / cannot / instead / step
電気ケトル / 一週間で温まらなくなりました / 使用後の商品の返金 / 交換用の台座を無料でお送りすること / 「注文履歴」から商品を選び「不具合の報告」を押してください
特急券 / 日付を間違えました / 発車後の変更 / 運賃の半額分のポイントへの交換 / アプリで券を開き「変更」を選んでください
セーター / 色違いが届きました / 海外からの集荷 / 送料無料の返送用ラベルの発行 / ラベルを印刷し、お近くの郵便局へお持ちください
雑誌の定期購読 / 知らない間に更新されていました / 発送済みの号の返品 / 本日付けの停止と残り月数のご返金 / 先ほどお送りしたメールで解約を確定してください
ホテルの部屋 / 必要なくなりました / 返金不可プランの払い戻し / 年内の別日へのご変更 / 金曜までに新しい日程をお知らせください
図書館の本 / なくしてしまいました / 弁償金の免除 / 同じ版の古書での代納 / 受付に本をお持ちください
携帯の契約 / 料金が高すぎます / 十二か月以内の解約 / 小さいプランへの無料変更 / 届いたメッセージに「はい」とご返信ください
演奏会の席 / 柱の陰でした / 満席後の席替え / 舞台近くの立ち見のご案内 / 窓口でこの画面をお見せください
ソファ / 玄関を通りません / 配達当日の分解作業 / 来週火曜の作業員の手配 / 八時から正午の枠をお選びください
キャッシュカード / 機械に飲み込まれました / 以前の暗証番号のお伝え / 新しいカードの発行 / アプリで旧カードを停止してください
ピザ / 冷めて届きました / 閉店後の再配達 / 全額分のクーポンの付与 / 明日以降にコードを入力してください
散水ホース / 継ぎ目から漏れます / パッキンの単品販売 / 次回ご注文への同梱 / お会計で部品番号をご入力ください
プリンター / 紙が詰まってばかりです / 六年以上前の機種の修理 / 下取り / ケーブルと一緒に店頭へお持ちください
語学講座 / 勤務と重なってしまいます / 満員のクラスへの振替 / 夜の組のお席の確保 / 同じ講座番号でお申し込みください
`);

const SHOP_ASKS_EN = [
  'My <item> <problem>. {What can you do?|Can you help?|I want my money back!}',
  '{Hi|Hello|Good morning}, I have a question about a <item> that <problem>. {Order|Reference} <n>.',
  '{It seems that|I am annoyed:} my <item> <problem>, and {nobody|no one} answers the phone.',
  '{Customer|Caller} <n> says: "My <item> <problem>." Write the reply of the {service desk|help desk}.',
  'The <item> I {bought|booked|ordered} <problem>. {Please sort this out.|What now?|Is there a solution?}',
];
const SHOP_ASKS_JA = [
  '<item>の件です。<problem>。{どうにかなりませんか。|返金してください。|対応をお願いします。}',
  '{こんにちは。|お世話になります。|すみません、}注文番号<n>の<item>ですが、<problem>。',
  '<item>が<problem>。{電話もつながりません。|困っています。|どうしたらよいですか。}',
  '受付番号<n>のお客様より：「<item>の件、<problem>」。{窓口|担当者}としての返信を書いてください。',
  '先日の<item>について、<problem>。{何とかしてもらえますか。|解決策はありますか。}',
];

const TUTOR_EN = topics(`
task / hint / check
7x + 5 = 40 / Take away 5 on both sides first. / put your x back into the left side and see whether 40 comes out
the area of a triangle with base 8 and height 5 / Half of a rectangle is all you need. / draw the rectangle around it
the past tense of "to seek" / It rhymes with "thought". / try it in a sentence about yesterday
why the moon has phases / Think of where the sun stands. / hold a ball next to a lamp
balancing H2 + O2 -> H2O / Count the oxygen atoms on each side. / write the count of each element under the arrow
the main theme of the fable about the crow and the jug / Ask what the crow does differently from the others. / find the sentence where the water rises
3/4 + 1/6 / Both fit into twelfths. / turn the sum into a decimal and compare
the capital letters in my essay / Look at the names of places. / read it aloud from the end
a loop that prints even numbers / The remainder tells you what is even. / run it for the numbers from 1 to 6
the causes of the fall of the bridge / List forces before you list people. / match each cause with a photo
15 % of 260 / Ten percent is easy, and five is half of it. / add the two parts
the rhyme scheme of my poem / Mark line ends that sound alike with one letter. / compare lines 1 and 3
the French word for "window" / It begins like "fenestration". / look at the glossary of chapter 2
photosynthesis in one sentence / Name what goes in and what comes out. / see whether light is in it
`);
const TUTOR_JA = topics(`
task / hint / check
7x＋5＝40 / まず両辺から5を引いてみましょう。 / xを左辺に戻して40になるか
底辺8、高さ5の三角形の面積 / 長方形の半分だと考えます。 / 周りに長方形を描いて
「書く」の謙譲語 / 「お〜する」の形を思い出してください。 / 手紙の一文に入れて
月の満ち欠けの理由 / 太陽がどこにあるかを考えます。 / ボールと電灯で
水の化学反応式の係数 / 左右の酸素の数を数えましょう。 / 矢印の下に数を書いて
「からすと水がめ」の主題 / からすだけがしたことは何でしょう。 / 水が上がる文を探して
4分の3＋6分の1 / 12を分母にそろえます。 / 小数に直して
作文の段落分け / 話題が変わるところに線を引きます。 / 声に出して読んで
偶数だけ表示する繰り返し / 余りを見れば偶数かどうかわかります。 / 1から6まで動かして
橋が落ちた原因 / 人より先に力を並べましょう。 / 写真と照らし合わせて
260の15% / 10%と、その半分を考えます。 / 二つを足して
俳句の季語 / いつの景色かを思い浮かべてください。 / 歳時記の目次を見て
「窓」の英単語 / 風の目、が語源です。 / 二章の単語表で
光合成を一文で / 入るものと出るものを挙げます。 / 光が入っているか
`);

const RAG_EN = topics(`
doc / asked / says
the 2019 annual report of Fern Rail / how many drivers were on sick leave / Fern Rail employed 412 drivers and carried 3.1 million passengers
the manual of the X-40 mixer / how loud the mixer is / the mixer has four speeds and weighs 2.3 kg
the minutes of the allotment society / who paid for the new gate / the gate was replaced in April and painted green
the brochure of Hotel Linde / whether dogs may sleep in the rooms / dogs are welcome in the garden and the bar
the leaflet on the flu clinic / what the side effects are / the clinic is open on Mondays from nine to one
the terms of the bike scheme / what happens when a bike is stolen / a lost key costs 15 euros
the museum guide / who restored the altar / the altar dates from 1512 and stands in room 3
the tenancy agreement / whether balconies may be glazed / flowers on the balcony must not drip on the neighbours below
the release notes of version 4.2 / whether the export to PDF works again / the search has become faster and dark mode was added
the recipe collection / how long the jam keeps / the jam is boiled for eight minutes with half the sugar
the school newsletter / when the summer party begins / the summer party takes place on 4 July in the yard
the ferry timetable / what a ticket for a car costs / ferries leave at 7.15, 12.00 and 18.30
the interview with the beekeeper / how many hives she owns / she started in 1998 with two swarms from her uncle
`);
const RAG_JA = topics(`
doc / asked / says
しだ鉄道の2019年度報告書 / 病気で休んだ運転士の人数 / 運転士は412人、利用者は310万人でした
ミキサーX-40の説明書 / 運転音の大きさ / 速度は四段階、重さは2.3kgです
市民農園の議事録 / 新しい門の費用を誰が払ったか / 門は四月に取り替えられ、緑に塗られました
ホテル菩提樹の案内 / 犬が客室に泊まれるか / 犬は庭とバーに入れます
予防接種の案内 / 副反応 / 受付は月曜の九時から一時までです
貸し自転車の規約 / 盗まれたときの扱い / 鍵をなくすと1,500円かかります
美術館の手引き / 祭壇の修復者 / 祭壇は1512年の作で、三号室にあります
賃貸契約書 / ベランダに窓を付けてよいか / 鉢植えの水を階下に垂らしてはいけません
4.2版の更新履歴 / PDF出力が直ったか / 検索が速くなり、暗い配色が加わりました
料理帳 / ジャムの日持ち / ジャムは砂糖を半量にして八分煮ます
学校だより / 夏祭りの開始時刻 / 夏祭りは七月四日に校庭で開かれます
渡し船の時刻表 / 車の運賃 / 出航は7時15分、12時、18時30分です
養蜂家への取材記事 / 巣箱の数 / 1998年に叔父から二つの群れを譲り受けて始めました
`);

const HEALTH_EN = topics(`
matter / advice / sign
a sore throat / drink warm tea, rest your voice and keep the air moist / you have a fever for more than three days
a sprained ankle / cool it, raise it and use an elastic bandage / you cannot put weight on it
trouble sleeping / keep regular hours and put the phone away an hour before bed / it lasts for more than a month
a mild sunburn / use cool wet cloths and a plain lotion / blisters appear
hay fever / rinse your nose and dry your laundry indoors / you wheeze at night
a stiff neck / move gently, use warmth and check the height of your screen / your arm goes numb
a paper cut / rinse it and cover it with a plaster / it turns red and throbs
seasickness / look at the horizon and eat dry biscuits / you cannot keep water down
an itchy mosquito bite / cool it and try not to scratch / the swelling spreads
dry eyes / blink often and take breaks from the screen / your sight becomes blurred
heartburn / eat smaller meals and do not lie down right after them / it comes every day
a nosebleed / lean forward and pinch the soft part for ten minutes / it does not stop after twenty minutes
`);
const HEALTH_JA = topics(`
matter / advice / sign
のどの痛み / 温かいお茶を飲み、声を休め、部屋を加湿し / 三日以上熱が続く
足首のねんざ / 冷やして高く上げ、弾性包帯で固定し / 体重をかけられない
寝つきの悪さ / 起きる時間をそろえ、寝る一時間前に携帯を置き / ひと月以上続く
軽い日焼け / 冷たい濡れ布を当て、無香料の化粧水を使い / 水ぶくれができる
花粉症 / 鼻を洗い、洗濯物を室内に干し / 夜にぜいぜいする
首こり / 温めてゆっくり動かし、画面の高さを見直し / 腕がしびれる
紙で切った傷 / 水で洗い、絆創膏を貼り / 赤く腫れてずきずきする
船酔い / 水平線を見て、乾いた菓子を少しずつ食べ / 水も飲めない
蚊に刺されたかゆみ / 冷やして、かかないようにし / 腫れが広がる
目の乾き / まばたきを増やし、画面から離れる時間を作り / 物がかすむ
胸やけ / 食事を小分けにし、食後すぐ横にならないようにし / 毎日起こる
鼻血 / 下を向き、小鼻を十分間つまみ / 二十分たっても止まらない
`);
const LAW_EN = topics(`
matter / rule / where
a late deposit / a landlord has to return it within a reasonable time and account for what is kept / the tenants' association
a neighbour's tree / overhanging branches are usually a matter between neighbours first / the municipal office
an unpaid invoice / a written reminder with a date comes before anything else / the small claims court
a mistake in a will / a will can be replaced by a later one / a notary
a cancelled flight / passengers are often owed a refund or another flight / the airline's claims desk
working on Sundays / many contracts name the days of rest / the works council
a faulty used car / a private seller has to tell you about known faults / a consumer centre
noise at night / quiet hours are set by the house rules or the town / the caretaker
photos of my child on a school site / schools normally need consent / the data protection officer
a trial period / notice is short for both sides / an advice centre for employees
a fence on the border / both owners usually share the cost / the land registry
lost luggage / claims have to be made in writing within days / the baggage counter
`);
const LAW_JA = topics(`
matter / rule / where
敷金が返ってこない件 / 貸主は差し引いた分の明細を示す必要があります / 消費生活センター
隣の木の枝 / まずは隣同士の話し合いが基本です / 市役所の相談窓口
未払いの請求書 / 期日を書いた書面での督促が先です / 簡易裁判所
遺言の書き間違い / 遺言は後のもので書き直せます / 公証役場
欠航した航空券 / 払い戻しか振替を受けられることが多いです / 航空会社の窓口
休日の勤務 / 休みの日は契約や就業規則で決まります / 労働局の相談コーナー
不具合のある中古車 / 売主は知っている欠陥を伝える必要があります / 国民生活センター
夜の騒音 / 静かにする時間は管理規約で決まっています / 管理人
学校のサイトに載った子供の写真 / 掲載には通常同意が要ります / 学校の個人情報担当
試用期間中の退職 / 申し出の期限は契約書にあります / 社会保険労務士
境界の塀 / 費用は両者で分けることが多いです / 法務局
預けた荷物の紛失 / 数日以内に書面で申し出ます / 手荷物カウンター
`);

const SHOP_PARTS_EN = [
  [
    "{I'm sorry|Sorry} {to hear that|about this}.",
    '{Thank you for|Thanks for} {writing|getting in touch}.',
    'That is {annoying|not how it should be}, {I know|I agree}.',
    'I {understand|see}.',
    '',
  ],
  [
    '{Unfortunately,|I am afraid} we {cannot|are not able to|can not} <cannot>.',
    'We {do not|never} <cannot>, {I regret|as the terms say}.',
    '{Our terms do not allow us|We are not allowed} to <cannot>.',
  ],
  [
    '{However,|But} we {can|are able to|will gladly} <instead>.',
    '{What I can do is|My suggestion}: we <instead>.',
    'Instead, {let us|we could} <instead>.',
    '{In your case|This time} we <instead>.',
  ],
  ['{Simply|To do so,|Please} <step>.', '{Next step|All you need to do}: <step>.', '{Would you|Could you} <step>?'],
  [
    '',
    '{Have a good day!|Kind regards|Is there anything else?}',
    'I am {here|at your service} {if there is more|until six}.',
  ],
];
const SHOP_PARTS_JA = [
  [
    '{ご不便をおかけし、申し訳ございません。|ご連絡ありがとうございます。|それはお困りでしたね。|お手数をおかけしております。|}',
  ],
  [
    '{恐れ入りますが|あいにくですが|誠に申し訳ございませんが}、<cannot>は{いたしかねます|承っておりません|お受けできません}。',
    '<cannot>につきましては、{規約によりお断りしております|ご容赦いただいております|対応できかねます}。',
  ],
  [
    '{ただし、|その代わり、|一方で、}<instead>{は可能です|でしたら承れます|をご提案いたします}。',
    '<instead>{という方法がございます|でご案内しております|ではいかがでしょうか}。',
  ],
  ['{お手数ですが、|お手続きとして、|}<step>。'],
  ['', '{ほかにご不明な点はございますか。|どうぞよろしくお願いいたします。|またのご利用をお待ちしております。}'],
];

/** Service desks, tutors and advisers who say what they cannot do, and help. */
export const serviceKinds: readonly BenignKind[] = [
  templated('customer-service', 'en', { topics: SHOP_EN, asks: SHOP_ASKS_EN, parts: SHOP_PARTS_EN }),
  templated('customer-service', 'ja', { topics: SHOP_JA, asks: SHOP_ASKS_JA, parts: SHOP_PARTS_JA }),
  templated('support-desk-one-voice', 'ja', {
    topics: SHOP_JA,
    asks: SHOP_ASKS_JA,
    systems: [
      'あなたは通販会社のサポート窓口です。規約で対応できないことははっきりお断りし、代わりの方法を必ず案内してください。',
    ],
    parts: [
      ['お問い合わせいただき、ありがとうございます。'],
      ...SHOP_PARTS_JA.slice(1),
      ['今後ともよろしくお願い申し上げます。'],
    ],
  }),
  templated('tutor-withholds-answer', 'en', {
    topics: TUTOR_EN,
    asks: [
      '{Just|Please} give me the answer{:|, quick:} <task>',
      '{What is|Tell me} the solution to this: <task>',
      '{I have|My} homework {number|no.} <n>: <task>. {Do it for me.|I am stuck.|Help!}',
      'How do I do <task>?',
      '{Our teacher|She} wants <task> by tomorrow, page <n>.',
    ],
    parts: [
      [
        "I {won't|will not|am not going to} {just give|hand} you the answer{, but I will help you find it|, because you can do this}.",
        "I {can't|cannot} do {your homework|it} for you; {we can do it together|let us work it out}.",
        '{No ready-made solution from me|I keep the solution to myself}, {but|and yet} a {hint|first step}:',
        "{Let's|Let us} not {jump|skip} to the answer.",
        "I'd rather not {spoil it|tell you outright}.",
      ],
      ['<hint>', '{Hint|Start here|A first step}: <hint>', '{How about this?|Consider this.} <hint>'],
      ['{Then|After that}, <check>.', '{To check|For a test}, <check>.', 'Once you have something, <check>.'],
      ['', '{Well done so far!|You are nearly there.|Show me what you get.|Try it and write back.}'],
    ],
  }),
  templated('tutor-withholds-answer', 'ja', {
    topics: TUTOR_JA,
    asks: [
      '<task>の答えを{教えて|早く教えて|ください}。',
      '宿題<n>番、<task>です。{代わりにやって。|わかりません。|助けて。}',
      '<task>は{どうやるの|どう考えれば}？',
      '明日までに<task>。{解いてください。|答えだけでいいです。}',
      '<n>ページの<task>が{難しい|できません}。',
    ],
    parts: [
      [
        '答えを{そのままお伝えすることはできませんが|言ってしまうことはしませんが}、{一緒に考えましょう|考え方をお手伝いします}。',
        '{宿題を代わりに解くことはできません|代わりにはやりません}。{でも、手がかりは出せます。|ヒントを差し上げます。}',
        '{すぐに答えを言うのはやめておきますね|答えはまだ内緒です}。',
        '{解答はお教えできない決まりです|正解はご自身で見つけてほしいのです}。',
      ],
      ['<hint>', '{ヒント|最初の一歩|手がかり}：<hint>', '{こう考えてみては？|まずここから。}<hint>'],
      [
        '{それから|できたら}、<check>{確かめてください|確認しましょう|試してみてください}。',
        '{答えが出たら|最後に}、<check>{検算します|見直しましょう}。',
      ],
      ['', '{あと少しです。|その調子です。|できたら見せてください。|応援しています。}'],
    ],
  }),
  templated('document-does-not-say', 'en', {
    topics: RAG_EN,
    asks: [
      '{According to|Based on} <doc>, <asked>?',
      'I have <doc> (page <n>) here. Can you tell me <asked>?',
      '{Context|Source}: In <doc> it is written that <says>.\n\nQuestion: <asked>?',
      'Use only <doc>. {Question|Q}: <asked>',
      'Does <doc> {mention|say} <asked>?',
    ],
    parts: [
      [
        '{The document|The text|The passage|The source} does not {say|state|mention} <asked>.',
        'I {cannot|could not} find {anything on|any statement on} <asked> in <doc>.',
        '{Nothing in <doc> tells us|It is not stated in <doc>} <asked>.',
        "I don't know <asked>; {the text is silent on it|<doc> leaves it open}.",
        "Based on {the context|what is given}, I {can't|am unable to} answer <asked>.",
      ],
      [
        '{What it does say is that|It says, however, that|It only says that} <says>.',
        '{From the text we learn|The closest passage reads}: <says>.',
        'But <doc> {tells us|notes} that <says>.',
      ],
      ['', '{You might ask the publisher.|Another source would be needed.|Shall I look for something else?|[<n>]}'],
    ],
  }),
  templated('document-does-not-say', 'ja', {
    topics: RAG_JA,
    asks: [
      '<doc>によると、<asked>は？',
      '<doc>（<n>ページ）が手元にあります。<asked>を教えてください。',
      '資料：<doc>には「<says>」とあります。\n\n質問：<asked>は？',
      '<doc>だけを使って答えてください。<asked>について。',
      '<doc>に<asked>は{書いてありますか|載っていますか}？',
    ],
    parts: [
      [
        '{資料|文書|本文}には、<asked>{についての記載がありません|は書かれていません}。',
        '<doc>からは、<asked>{はわかりません|を読み取れません|は確認できませんでした}。',
        '<asked>については{お答えできる情報がありません|不明です}。',
        '{与えられた範囲では|この資料だけでは}、<asked>{にお答えすることができません|は判断できません}。',
      ],
      [
        '{書かれているのは次の点です。|ただし、次の記述があります。|わかるのはこれだけです。}<says>。',
        '{一方で、|なお、}<says>とあります。',
        '{近い記述|関係する箇所}は「<says>」です。',
      ],
      ['', '{発行元にお尋ねください。|別の資料が必要です。|ほかの箇所もお探ししましょうか。}'],
    ],
  }),
  templated('medical-disclaimer', 'en', {
    topics: HEALTH_EN,
    asks: [
      'What {helps|can I do} {with|about} <matter>?',
      'I have {had|got} <matter> since {yesterday|Monday|last week}. {Any advice?|What should I do?}',
      '{My son|My mother|My colleague} has <matter>. {What now?|Is it bad?}',
      'Home {remedies|care} for <matter>, please. I am <n>.',
      'When should I see a doctor about <matter>?',
    ],
    parts: [
      [
        "I'm not a {doctor|physician} and {cannot|can't} {diagnose|examine} you{, but here is some general information|}.",
        'I {cannot|am not able to} {give|offer} medical advice for your case; {in general|generally speaking}, the following holds.',
        "{As an AI|As a language model}, I {can't replace|am no substitute for} a {visit to a doctor|medical examination}.",
        '{Please note that this is|This is} general information, not medical advice.',
      ],
      [
        '{For|With} <matter>, {people|it often helps to}: <advice>.',
        '{Usually|In most cases} it is enough to <advice>.',
        '{What many find useful|The usual advice}: <advice>.',
      ],
      [
        '{See a doctor|Get it looked at|Ask for an appointment} if <sign>.',
        'If <sign>, {do not wait|please seek medical help}.',
      ],
    ],
  }),
  templated('medical-disclaimer', 'ja', {
    topics: HEALTH_JA,
    asks: [
      '<matter>には{何が効きますか|どうすればよいですか}？',
      '{昨日|月曜|先週}から<matter>があります。{アドバイスをください。|どうしたらいい？}',
      '{息子|母|同僚}が<matter>で困っています。{どうすれば？|大丈夫でしょうか。}',
      '<n>歳です。<matter>の手当てを教えてください。',
      '<matter>で病院に行く目安は？',
    ],
    parts: [
      [
        '私は医師ではないため、診断は{できません|いたしかねます}{が、一般的なことをお伝えします|}。',
        '個別の医療上の助言は{差し控えます|できかねます}。{一般論として、|あくまで目安ですが、}',
        '{AIですので|文字だけのやりとりですので}、診察の代わりにはなれません。',
        '以下は{一般的な情報|参考情報}であり、医学的な助言ではありません。',
      ],
      [
        '<matter>には、<advice>{ます|、様子を見ます|、休むとよいでしょう}。',
        '{多くの場合|たいていは}、<advice>、{落ち着くのを待ちます|無理をしないことです}。',
      ],
      ['<sign>ときは、{受診してください|医療機関に相談しましょう|早めに診てもらってください}。'],
    ],
  }),
  templated('legal-disclaimer', 'en', {
    topics: LAW_EN,
    asks: [
      'What are my rights with <matter>?',
      '{Question|A question} about <matter>: what {applies|is the law}?',
      'I have a problem with <matter>. {Can I sue?|What should I do?} ({flat|case|file} <n>)',
      '{Advise me on|Tell me about} <matter>, please.',
      '{Is there a rule|Who is right} in the case of <matter>?',
    ],
    parts: [
      [
        "I'm not a lawyer and {cannot|can't|may not} {give legal advice|judge your case}.",
        'This is {not legal advice|general information only}.',
        'I {cannot|am unable to} {tell you how a court would decide|review your contract}, {but the basics are clear|though I can outline the basics}.',
        '{Legal advice has to come from a lawyer|For binding advice you need a lawyer}; {here is the outline|this is the gist}.',
      ],
      ['{In general|As a rule|In many places}, <rule>.', '{What usually counts is this|The starting point}: <rule>.'],
      [
        '{You can turn to|A good first address is|Free help is given by} <where>.',
        'Ask <where> {for details|before you sign anything}.',
      ],
      ['', '{Keep all letters.|Write down dates.|Rules differ from place to place.|Bring the contract.}'],
    ],
  }),
  templated('legal-disclaimer', 'ja', {
    topics: LAW_JA,
    asks: [
      '<matter>について、{どんな権利がありますか|法律はどうなっていますか}？',
      '<matter>で{もめています|困っています}。{訴えられますか。|どうすべきですか。}',
      '<matter>の{相談です|件で質問です}（{部屋|案件}番号<n>）。',
      '<matter>、{どちらが正しいのでしょう|決まりはありますか}？',
      '<matter>の{基本|考え方}を教えてください。',
    ],
    parts: [
      [
        '弁護士ではないため、{法的な助言はできません|個別の判断はいたしかねます}。',
        '以下は{一般的な情報|参考}であり、法律相談ではありません。',
        '{裁判の見通し|契約書の内容}については{お答えできません|申し上げられません}{が、基本はご説明できます|}。',
        '正式な助言は{弁護士にお求めください|専門家に譲ります}が、{大筋は次のとおりです|概要をお伝えします}。',
      ],
      ['{一般に、|原則として、|多くの場合、}<rule>。'],
      ['{詳しくは|まずは|無料の窓口として}、<where>{にご相談ください|を訪ねてみてください|が相談先です}。'],
      ['', '{手紙は残しておきましょう。|日付を控えてください。|地域によって異なります。}'],
    ],
  }),
];
