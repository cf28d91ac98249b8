import type { LimitEntry } from './limit-entry.ts';

const always = () => ({});

/** Limits of all evidence of this kind, however good it is. */
export const ALWAYS_LIMITS: readonly LimitEntry[] = [
  {
    id: 'these-questions',
    text: {
      en: 'It is not shown that the model is safe. A pass holds for these questions, these languages and this version of model and data; another version has to be checked again.',
      ja: 'モデルが安全であるとは言えません。合格は、今回の質問、今回の言語、今回の版のモデルとデータについてのもので、版が変われば再確認が必要です。',
    },
    when: always,
  },
  {
    id: 'same',
    text: {
      en: 'It is not shown that nothing has changed. "No difference seen" is not "the same": a difference may be too small, or too rare, to be seen.',
      ja: '変化がないとは言えません。「差が見つからない」ことは「同じである」ことを意味しません。差が小さい場合や、まれにしか現れない場合は、見つからないことがあります。',
    },
    when: always,
  },
  {
    id: 'readers-err',
    text: {
      en: 'It is not shown that every answer was read correctly. Answers are read by a program that errs at times, in both directions; decisions by count allow for chance, not for such errors.',
      ja: 'すべての回答が正しく読み取られたとは言えません。読み取りはプログラムによるもので、見逃しも誤検出もあります。示した誤りの確率は偶然によるもので、読み取りの誤りは含みません。',
    },
    when: always,
  },
  {
    id: 'languages',
    text: {
      en: 'Nothing is shown about languages that are not read. Answers in them are counted as unread, never as fine.',
      ja: '対応していない言語での挙動については、何も言えません。その言語の回答は「読み取り不可」として数え、問題なしとはみなしません。',
    },
    when: always,
  },
  {
    id: 'other-harms',
    text: {
      en: 'Nothing is shown about other risks: privacy, copyright, accuracy, fairness and leaks of confidential data were not examined.',
      ja: 'ほかのリスクがないとは言えません。プライバシー、著作権、正確性、公平性、機密情報の漏えいは検査の対象外です。',
    },
    when: always,
  },
  {
    id: 'chain',
    text: {
      en: 'It is not shown that the records are complete, through whose hands they went, or that the clocks were right. Digests and a chained log only show that what is there was not changed afterwards.',
      ja: '記録に漏れがない、受け渡しの経緯が明らかである、時刻が正しいとは言えません。ハッシュ値と記録の連鎖が示すのは、残っている内容が後から変わっていないことだけです。',
    },
    when: always,
  },
  {
    id: 'no-accusation',
    text: {
      en: 'It is not shown that anybody acted on purpose, or who is responsible. A finding is a reason to look and to ask: such rows and answers also come about by mistake.',
      ja: '誰かの意図によるものとも、誰の責任とも言えません。検出は確認のきっかけであり、意図せず生じる場合もあります。',
    },
    when: always,
  },
];
