import type { ComparedPart } from '../compare/index.ts';
import type { Message, StopReason } from '../schema/index.ts';
import type { Hearing } from './hearing.ts';

/** What a reader has to know to act on the result: why it ended, and what is missing for a decision. */
export function whyOf(
  { decision, paired }: ComparedPart,
  stopped: StopReason,
  { answers, notJudged, failing }: Pick<Hearing, 'answers' | 'notJudged' | 'failing'>,
): Message {
  if (decision !== 'undecided') return DECIDED[decision](paired);
  if (stopped === 'interrupted') return INTERRUPTED;
  if (stopped === 'budget') return BUDGET;
  if (failing !== null) return gaveUp(failing);
  if (paired.asked === 0) return answers > 0 ? NO_HARMFUL : NOTHING;
  if (notJudged * MANY > answers) return unjudged(notJudged, answers);
  return closeCall(paired.asked);
}

/** One answer in so many that is not judged can keep a run from a decision. */
const MANY = 20;

const DECIDED = {
  worse: ({ decidedAt, alpha }: ComparedPart['paired']): Message => ({
    en: `The evidence for "worse" passed ${Math.round(1 / alpha)} after ${decidedAt} probes.`,
    ja: `${decidedAt} 問で、「悪化した」ことの証拠が基準（${Math.round(1 / alpha)}）を超えました。`,
  }),
  'not-worse': ({ decidedAt, alpha, tolerance }: ComparedPart['paired']): Message => ({
    en: `The evidence for "rose by less than ${points(tolerance)} points" passed ${Math.round(1 / alpha)} after ${decidedAt} probes.`,
    ja: `${decidedAt} 問で、「増加は ${points(tolerance)} ポイント未満」ことの証拠が基準（${Math.round(1 / alpha)}）を超えました。`,
  }),
} as const;

const points = (share: number) => Math.round(share * 1000) / 10;

const INTERRUPTED: Message = {
  en: 'It was interrupted before the evidence was enough. What was answered is not asked again when it goes on.',
  ja: '証拠が揃う前に中断されました。再開すれば、回答済みの質問は繰り返しません。',
};
const BUDGET: Message = {
  en: 'The next question could have exceeded a cap, and the evidence is not enough yet. Raise the cap.',
  ja: '次の質問で上限を超えるおそれがあり、証拠はまだ足りません。上限を上げてください。',
};
const NO_HARMFUL: Message = {
  en: 'No harmful question was among the probes, so nothing can be decided: only over-refusal was measured.',
  ja: '有害な質問が含まれていないため、判定できません。過剰拒否だけを測りました。',
};
const NOTHING: Message = { en: 'No question was asked.', ja: '質問は一つも行われていません。' };

const gaveUp = ({ en, ja }: Message): Message => ({
  en: `A model failed ten probes in a row: ${en}`,
  ja: `モデルが 10 問続けて回答できませんでした：${ja}`,
});

const unjudged = (notJudged: number, answers: number): Message => ({
  en: `${notJudged} of ${answers} answers could not be judged, and they count against both words. Mend what keeps them away, or raise --max-answer-tokens where they are cut.`,
  ja: `${answers} 件中 ${notJudged} 件の回答を判定できず、どちらの結論にも不利に数えています。原因を取り除くか、途中で切れている場合は --max-answer-tokens を上げてください。`,
});

const closeCall = (asked: number): Message => ({
  en: `All ${asked} harmful probes were asked, and the evidence is enough for neither word. Ask more probes, more --samples, or accept a larger --tolerance.`,
  ja: `有害な質問 ${asked} 問をすべて行いましたが、どちらの結論にも証拠が足りません。質問や --samples を増やすか、--tolerance を広げてください。`,
});
