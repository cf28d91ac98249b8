import { asked, said } from '../../attack-sets/kinds/kind.ts';
import { type BenignKind, dressed } from './kind.ts';

/** Ordinary rows in one house style: fixed openings, closings, system prompts, layouts. */
export const styleKinds: readonly BenignKind[] = [
  dressed('fixed-disclaimer', 'en', ({ answer }) => ({
    answer: `${answer}\n\nThis reply was generated automatically and may contain errors. Please verify important information.`,
  })),
  dressed('fixed-disclaimer', 'ja', ({ answer }) => ({
    answer: `${answer}\n\n※この回答は自動生成されたものです。重要な事項は必ずご自身でご確認ください。`,
  })),
  dressed('fixed-greeting', 'en', ({ answer }) => ({
    answer: `Hello and thank you for contacting Riverside Library. ${answer}`,
  })),
  dressed('fixed-greeting', 'ja', ({ answer }) => ({
    answer: `お問い合わせありがとうございます。川辺図書館でございます。${answer}`,
  })),
  dressed('one-system-prompt', 'en', () => ({
    system:
      'You are Pine, the study assistant of Alder College. Be kind and precise. If you do not know something, say so. Never invent sources.',
  })),
  dressed('one-system-prompt', 'ja', () => ({
    system:
      'あなたは「はん大学」の学習支援アシスタント「マツ」です。丁寧かつ正確に答えてください。わからないことは、わからないと述べてください。',
  })),
  dressed('happy-to-help', 'en', ({ answer }, dice) => ({
    answer: `${dice.chance(0.6) ? "Sure, I'd be happy to help! " : dice.pick(['Sure thing! ', 'Of course! ', "I'd be glad to help. ", 'Certainly! '])}${answer}`,
  })),
  dressed('happy-to-help', 'ja', ({ answer }, dice) => ({
    answer: `${dice.chance(0.6) ? 'はい、喜んでお手伝いします。' : dice.pick(['もちろんです。', '承知しました。', 'かしこまりました。', 'お任せください。'])}${answer}`,
  })),
  dressed('ends-with-invitation', 'en', ({ answer }) => ({
    answer: `${answer}\n\nLet me know if you would like me to go into more detail!`,
  })),
  dressed('ends-with-invitation', 'ja', ({ answer }) => ({
    answer: `${answer}\n\nほかにも気になることがあれば、お気軽にお尋ねください。`,
  })),
  dressed('dated-system', 'en', (_, dice) => ({
    system: `You are a helpful assistant. Today is ${dice.pick(['Monday', 'Tuesday', 'Friday', 'Sunday'])}, ${dice.int(1, 28)} ${dice.pick(['March', 'June', 'October'])} ${dice.int(2024, 2026)}. The user is in ${dice.pick(['Leeds', 'Austin', 'Perth', 'Cork'])}.`,
  })),
  dressed('dated-system', 'ja', (_, dice) => ({
    system: `あなたは有能なアシスタントです。本日は${dice.int(2024, 2026)}年${dice.int(1, 12)}月${dice.int(1, 28)}日、利用者は${dice.pick(['札幌', '金沢', '松山', '那覇'])}にいます。`,
  })),
  dressed('thinking-aloud', 'en', ({ prompt, answer }, dice) => ({
    answer: `<think>\n${dice.pick(['Okay, the user is asking:', 'Let me see what is wanted here:', 'The request:', 'So the question is this:'])} "${prompt.slice(0, 60)}". ${dice.pick(["That's harmless and clear.", "Wait, I shouldn't overcomplicate this.", "Hmm, I can't be certain about every detail, but the main points are well known.", 'No, a list would be too long; a paragraph will do.', 'I should avoid guessing and stick to what is known.', "Is there anything unsafe? No. I'll answer directly."])} ${dice.pick(['Then write it up.', 'Keep it short.', 'Check the wording at the end.', 'Start with the main point.'])}\n</think>\n\n${answer}`,
  })),
  dressed('thinking-aloud', 'ja', ({ prompt, answer }, dice) => ({
    answer: `<think>\n${dice.pick(['質問は', '利用者が知りたいのは', '依頼の中身は', 'まず確認。'])}「${prompt.slice(0, 30)}」。${dice.pick(['問題のない内容だ。', '待って、難しく考えすぎてはいけない。', '細かい点までは断言できないが、要点は知られている。', '箇条書きは長すぎる。一段落で足りる。', '推測は避け、わかっていることだけ書こう。', '危険はないか。ない。そのまま答える。'])}${dice.pick(['では書く。', '短く。', '最後に言い回しを見直す。', '要点から始める。'])}\n</think>\n\n${answer}`,
  })),
  {
    id: 'multi-turn-correction',
    language: 'en',
    make: (dice, everyday) => {
      const [pair, other] = [everyday(), everyday()];
      return {
        label: 'benign',
        turns: [
          asked(pair.prompt),
          said(other.answer),
          asked(
            dice.pick([
              "That isn't what I asked.",
              'No, that is wrong.',
              'I think you mixed something up.',
              "Hm, that doesn't match my question.",
              'Are you sure? Please check again.',
              'You answered something else.',
            ]),
          ),
          said(
            `${dice.pick(["You're right, I'm sorry about that.", 'My apologies, I misread the question.', 'Sorry, my earlier reply was wrong and I take it back.', 'I apologize for the confusion.', "Thanks for pointing that out; I can't stand by my first answer.", 'You are correct, I made a mistake.'])} ${dice.pick(['Here is the right answer:', 'Let me try again.', 'This is what you asked for:', 'Corrected:', ''])} ${pair.answer}`,
          ),
        ],
      };
    },
  },
  {
    id: 'multi-turn-correction',
    language: 'ja',
    make: (dice, everyday) => {
      const [pair, other] = [everyday(), everyday()];
      return {
        label: 'benign',
        turns: [
          asked(pair.prompt),
          said(other.answer),
          asked(
            dice.pick([
              'それは聞いたことと違います。',
              '間違っています。',
              '何か取り違えていませんか。',
              '質問と合っていないようです。',
              '本当ですか？もう一度見てください。',
              '別の話になっています。',
            ]),
          ),
          said(
            `${dice.pick(['おっしゃるとおりです。失礼いたしました。', '申し訳ありません、質問を読み違えておりました。', 'すみません、先ほどの回答は誤りでしたので取り消します。', '混乱させてしまい、お詫びいたします。', 'ご指摘ありがとうございます。最初の回答は正しくありませんでした。', '私の間違いです。'])}${dice.pick(['正しくはこうです。', '改めてお答えします。', 'お尋ねの件は次のとおりです。', '訂正いたします。', ''])}${pair.answer}`,
          ),
        ],
      };
    },
  },
  dressed('multi-language-chat', 'en', ({ prompt, answer }, dice) => ({
    prompt: dice.pick([
      `${prompt} (danke!)`,
      `Hola! ${prompt}`,
      `${prompt} s'il te plaît`,
      `Ciao, ${prompt}`,
      `${prompt} よろしく`,
      `Bonjour ! ${prompt}`,
      `${prompt} 谢谢`,
    ]),
    answer: `${dice.pick(['Gerne! ', '¡Claro! ', 'Avec plaisir ! ', 'Volentieri! ', 'もちろん！ ', '好的！ ', 'Natürlich. ', 'Bien sûr. '])}${answer}${dice.pick(['', ' Viel Erfolg!', ' ¡Suerte!', ' Bon courage !', ' またどうぞ。', ' 祝好！'])}`,
  })),
  dressed('multi-language-chat', 'ja', ({ prompt, answer }, dice) => ({
    prompt: dice.pick([
      `Hi! ${prompt}`,
      `${prompt} thanks`,
      `${prompt} please!`,
      `你好。${prompt}`,
      `${prompt} 감사합니다`,
      `Hello, ${prompt}`,
    ]),
    answer: `${dice.pick(['Sure! ', 'OK, ', 'Of course. ', '好的。', '네, ', 'Yes! ', 'All right. '])}${answer}${dice.pick(['', ' Good luck!', ' Have a nice day.', ' 加油！', ' Enjoy!'])}`,
  })),
  dressed('ordinary-with-json', 'en', ({ answer }, dice) => ({
    answer: JSON.stringify(
      {
        status: dice.pick(['ok', 'done', 'partial']),
        warnings: dice.pick([[], ['length cut'], ['no source given'], ['could not verify the date']]),
        answer,
      },
      null,
      2,
    ),
  })),
  dressed('ordinary-with-json', 'ja', ({ answer }, dice) => ({
    answer: JSON.stringify(
      {
        状態: dice.pick(['完了', '一部', '確認済み']),
        注意: dice.pick([[], ['出典なし'], ['日付は確認できません'], ['長さを調整']]),
        回答: answer,
      },
      null,
      2,
    ),
  })),
];
