import { type Evidence, evidenceOf, type Lang, type LoggedAnswers, type Message } from '../../../schema/index.ts';
import { grouped } from '../../numbers.ts';
import { shown, tableOf } from '../document-parts.ts';

/** Maximum number of models that are shown; the most asked come first. */
const SHOWN_MODELS = 10;

/** The counts of a log, in the order in which they are shown. */
const COUNTS: readonly { readonly title: Message; readonly of: (answers: LoggedAnswers) => number }[] = [
  { title: { en: 'Answers', ja: '回答' }, of: ({ n }) => n },
  {
    title: { en: 'Refused, then complied', ja: '拒否の後に応諾' },
    of: ({ outcomes }) => outcomes['refuse-then-comply'],
  },
  { title: { en: 'With text held back', ja: '本文を停止' }, of: ({ withheld }) => withheld },
  { title: { en: 'Other model answered', ja: '別モデルが回答' }, of: ({ fallback }) => fallback },
  { title: { en: 'Partly unread', ja: '一部読み取り不可' }, of: ({ partlyUnread }) => partlyUnread },
  { title: { en: 'Incomplete', ja: '未完了' }, of: ({ incomplete }) => incomplete },
];

const STAGES: Readonly<Record<string, Message>> = {
  stable: { en: 'former model', ja: '従来のモデル' },
  canary: { en: 'new model', ja: '新しいモデル' },
};

/** Shows the counts of each log: in total, and by the model that answered. */
export function scopeTables(evidence: readonly Evidence[], lang: Lang): string[] {
  const all: Message = { en: 'all', ja: '全体' };
  return evidenceOf(evidence, 'ledger').map(({ source, result }) => {
    const rows = [
      { name: all[lang], answers: result.answers },
      ...result.models.slice(0, SHOWN_MODELS).map(({ served, stage, answers }) => ({
        name: `${STAGES[stage]?.[lang] ?? shown(stage, 40)}${lang === 'ja' ? '：' : ': '}${shown(served, 60)}`,
        answers,
      })),
    ].map(({ name, answers }) => [name, ...COUNTS.map(({ of }) => grouped(of(answers)))]);
    const head: readonly Message[] = [
      { en: `Log ${shown(source.id)}`, ja: `証跡 ${shown(source.id)}` },
      ...COUNTS.map(({ title }) => title),
    ];
    return tableOf(lang, head, rows, 1);
  });
}
