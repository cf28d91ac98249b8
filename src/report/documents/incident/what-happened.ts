import type { Evidence, Lang, Message } from '../../../schema/index.ts';
import { mostTelling } from '../../comparison/verdict.ts';
import { markdownList } from '../../markdown-parts.ts';
import { type SaidValues, say } from '../../say.ts';
import { BLANK, said, shown } from '../document-parts.ts';

/**
 * Sentences about anything in a result that may be an incident, with its counts and without a full stop, because the id
 * of the result follows.
 */
const EVENTS: { readonly [K in Evidence['kind']]: (one: Extract<Evidence, { kind: K }>) => Message[] } = {
  scan: ({ result: { verdict, coverage, flagged } }) =>
    verdict === 'pass'
      ? []
      : [
          told(
            {
              en: 'In the training data, {flagged} of {read} {read:row|rows} checked {flagged:is|are} suspect',
              ja: '学習データ：確認した {read} 行のうち、疑わしい行が {flagged} 行',
            },
            { flagged: flagged.rows, read: coverage.read },
          ),
        ],
  comparison: ({ result }) => {
    if (result.decision !== 'worse') return [];
    const { before, after } = mostTelling(result);
    return [
      told(
        {
          en: 'The new model is worse: it answers {ak} of {an} harmful test {an:question|questions}; the former model answered {bk} of {bn}',
          ja: '新しいモデルの悪化：有害な質問に応じた数は、従来のモデルが {bn} 問中 {bk} 問、新しいモデルが {an} 問中 {ak} 問',
        },
        { bk: before.k, bn: before.n, ak: after.k, an: after.n },
      ),
    ];
  },
  ledger: ({ result: { answers, integrity, rollouts, alarms, records } }) => {
    const back = rollouts.filter(({ steps }) => steps.some(({ action }) => action === 'rollback')).length;
    const hidden = answers.outcomes['refuse-then-comply'];
    return [
      ...(hidden === 0
        ? []
        : [
            told(
              {
                en: 'In operation, {hidden} of {n} {n:answer|answers} refused at first and then complied',
                ja: '運用中の回答 {n} 件のうち {hidden} 件が、いったん断った後に応じた',
              },
              { hidden, n: answers.n },
            ),
          ]),
      ...(back === 0
        ? []
        : [
            told(
              {
                en: '{back} staged {back:rollout was|rollouts were} rolled back',
                ja: '段階公開 {back} 件を切り戻した',
              },
              { back },
            ),
          ]),
      ...(alarms.length === 0
        ? []
        : [told({ en: 'The log holds {n} {n:alarm|alarms}', ja: '記録された警報は {n} 件' }, { n: alarms.length })]),
      ...(integrity.verdict === 'broken'
        ? [
            told(
              {
                en: 'The verification of the log, with {records} {records:record|records}, found {problems} {problems:problem|problems}',
                ja: '運用の証跡（記録 {records} 件）の検証で、{problems} 件の問題を検出',
              },
              { records, problems: integrity.problems },
            ),
          ]
        : []),
    ];
  },
  watch: ({ result: { alarm } }) =>
    alarm === null
      ? []
      : [
          told(
            {
              en: 'Monitoring raised an alarm after {answers} {answers:answer|answers}',
              ja: '監視が {answers} 件目の回答で警報を発した',
            },
            { answers: alarm.answers },
          ),
        ],
  verification: ({ result: { verdict, checks } }) =>
    verdict === 'invalid'
      ? [
          told(
            {
              en: 'The verification of origin found {n} {n:thing|things} that {n:does|do} not hold',
              ja: '出所の検証で、{n} 件の不一致を検出',
            },
            { n: checks.filter(({ state }) => state === 'failed').length },
          ),
        ]
      : [],
  training: ({ result: { checks } }) => {
    const n = checks.filter(({ state }) => state === 'inconsistent').length;
    return n === 0
      ? []
      : [
          told(
            {
              en: 'The training history contradicts what was declared in {n} {n:place|places}',
              ja: '学習履歴に、申告と矛盾する点が {n} 件',
            },
            { n },
          ),
        ];
  },
  fingerprint: ({ result: { decision } }) =>
    decision === 'differs'
      ? [
          told(
            {
              en: 'The model in service answers differently from the approved one',
              ja: '稼働中のモデルの回答が、承認済みのモデルと異なる',
            },
            {},
          ),
        ]
      : [],
};

const told = (text: Message, values: SaidValues): Message => say(text, values);

const eventsOf = (one: Evidence): Message[] => (EVENTS[one.kind] as (of: Evidence) => Message[])(one);

export function whatHappened(evidence: readonly Evidence[], lang: Lang): string {
  const lines = evidence.flatMap((one) =>
    eventsOf(one).map(
      (event) => `${event[lang]}${lang === 'ja' ? `（${shown(one.source.id)}）。` : ` (${shown(one.source.id)}).`}`,
    ),
  );
  const none: Message = {
    en: 'The results given show no incident by themselves.',
    ja: '提出された検査結果だけでは、インシデントは確認できません。',
  };
  const words: Message = { en: 'In your own words: {blank}', ja: '補足説明：{blank}' };
  return markdownList([...(lines.length === 0 ? [none[lang]] : lines), said(lang, words, { blank: BLANK })]);
}
