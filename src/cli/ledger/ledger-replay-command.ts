import { writeWhole } from '../../files/index.ts';
import { type ReplayedModel, replayLedgers } from '../../gates/index.ts';
import type { ReplayedChange } from '../../rollout/index.ts';
import { counted, type Lang, type Message } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { printableLine } from './printable.ts';

export interface LedgerReplayFlags extends SharedFlags {
  readonly json?: string;
}

const VERDICTS: Readonly<Record<ReplayedChange['verdict'], Message>> = {
  same: { en: 'same', ja: '一致' },
  differs: { en: 'DIFFERS', ja: '不一致' },
  unknown: { en: 'cannot be recomputed', ja: '再計算できません' },
  person: { en: 'by a person', ja: '人による変更' },
};

const TEXTS = {
  none: { en: 'No rollouts in these logs.', ja: 'これらの証跡に段階公開の記録はありません。' },
  epoch: { en: 'epoch', ja: '世代' },
  rule: { en: 'the rule says', ja: '規則による判断' },
  otherEvidence: { en: 'of other evidence', ja: '証拠が異なる' },
  stay: { en: 'stay', ja: '現状維持' },
  due: { en: 'A rollback was due at', ja: '切り戻しが必要になった記録' },
  late: { en: 'its leaf came after', ja: '切り戻しの記録まで' },
  never: { en: 'and never came', ja: '切り戻しの記録なし' },
  between: { en: 'canary requests in between', ja: 'その間の候補モデルへのリクエスト' },
  after: { en: 'canary requests after a rollback', ja: '切り戻し後の候補モデルへのリクエスト' },
  wrong: {
    en: 'requests that went to another model than their bucket says',
    ja: '割り当てと異なるモデルに渡ったリクエスト',
  },
  superseded: {
    en: 'changes that never were in force',
    ja: '適用されなかった変更',
  },
  problems: { en: 'records that cannot be', ja: 'ありえない記録' },
  salts: { en: 'revealed salts that are not the committed ones', ja: '事前の約束と異なるソルト' },
  buckets: {
    en: 'Whether a bucket belongs to its asker needs the texts: see docs/rollout.md.',
    ja: 'バケットが利用者に対応するかの確認には本文が必要です（docs/rollout.ja.md を参照）。',
  },
} as const satisfies Record<string, Message>;

/**
 * `zenbun ledger replay`: recomputes the decisions of rollouts. Exits 0 if all agree, 1 if not, 3 if some cannot be
 * recomputed.
 */
export async function ledgerReplayCommand(
  folders: readonly string[],
  flags: LedgerReplayFlags,
  lang: Lang,
): Promise<number> {
  const { models, unplaced } = await replayLedgers(folders);
  if (flags.json !== undefined) {
    const text = `${JSON.stringify({ schema: 'zenbun.replay/1', models, unplaced }, null, 2)}\n`;
    if (flags.json === '-') await writeStdout(text);
    else await writeWhole(flags.json, text);
  }
  if (!flags.quiet && flags.json !== '-') {
    const pages = models.map((model) => modelLines(model, lang).join('\n'));
    const page = pages.length === 0 ? TEXTS.none[lang] : `${pages.join('\n\n')}\n${TEXTS.buckets[lang]}`;
    await writeStdout(`${unplaced.length === 0 ? page : `${page}\n${unplacedLine(unplaced, lang)}`}\n`);
  }
  if (models.some(isWrong)) return EXIT.findings;
  const isUnknown = models.some(({ report }) => report.changes.some(({ verdict }) => verdict === 'unknown'));
  return isUnknown || unplaced.length > 0 ? EXIT.incomplete : EXIT.done;
}

function unplacedLine(unplaced: readonly string[], lang: Lang): string {
  const first = printableLine(unplaced.slice(0, 3).join(', '));
  return lang === 'ja'
    ? `開始の記録がない、または読めない段階公開の記録：${unplaced.length} 件（${first}）。すべてのゲートウェイの証跡を指定してください。`
    : `${counted(unplaced.length, 'record')} of rollouts could not be placed (${first}): unreadable, or the start is in no log given. Name the ledgers of all gateways.`;
}

/**
 * Reports whether a replay shows a fault. A due rollback that came late is only reported; it is a fault if it never
 * came.
 */
const isWrong = ({ report, wrongSalts }: ReplayedModel): boolean =>
  wrongSalts.length > 0 ||
  report.changes.some(({ verdict }) => verdict === 'differs') ||
  report.due.some(({ lateMs }) => lateMs === null) ||
  report.assignments.count > 0 ||
  report.problems.count > 0;

function modelLines({ model, report, wrongSalts, superseded }: ReplayedModel, lang: Lang): string[] {
  const { changes, due, afterRollback, assignments, problems } = report;
  const colon = lang === 'ja' ? '：' : ': ';
  const counts = [
    [TEXTS.after, afterRollback.count],
    [TEXTS.wrong, assignments.count],
    [TEXTS.superseded, superseded.length],
    [TEXTS.problems, problems.count],
    [TEXTS.salts, wrongSalts.length],
  ] as const;
  return [
    printableLine(model),
    ...changes.map((change) => `  ${changeLine(change, lang)}`),
    ...due.map(({ origin, index, lateMs, canaryRequests }) => {
      const until = lateMs === null ? TEXTS.never[lang] : `${TEXTS.late[lang]} ${lateMs} ms`;
      return printableLine(
        `  ${TEXTS.due[lang]} ${origin}#${index}, ${until}, ${TEXTS.between[lang]}${colon}${canaryRequests}`,
      );
    }),
    ...counts.map(([name, count]) => `  ${name[lang]}${colon}${count}`),
    ...problems.first
      .slice(0, 5)
      .map(({ origin, index, problem }) => printableLine(`    ${origin}#${index} ${problem}`)),
  ];
}

function changeLine({ origin, index, epoch, action, by, verdict, rule }: ReplayedChange, lang: Lang): string {
  const colon = lang === 'ja' ? '：' : ': ';
  const other = rule?.action === action ? `, ${TEXTS.otherEvidence[lang]}` : '';
  const said = verdict === 'differs' ? ` (${TEXTS.rule[lang]}${colon}${rule?.action ?? TEXTS.stay[lang]}${other})` : '';
  return printableLine(
    `${origin}#${index} ${TEXTS.epoch[lang]} ${epoch} ${action} · ${by} · ${VERDICTS[verdict][lang]}${said}`,
  );
}
