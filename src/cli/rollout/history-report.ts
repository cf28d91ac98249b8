import type { HistoryEntry } from '../../gates/index.ts';
import { counted, type Message } from '../../schema/index.ts';
import { printableLine } from '../ledger/printable.ts';
import { type PageView, sentence } from './page-view.ts';
import { evidenceWords, goalWords, percentWords } from './rollout-words.ts';

type HistoryChange = Extract<HistoryEntry, { what: 'change' }>;

const ACTIONS = {
  start: { en: 'started', ja: '開始' },
  advance: { en: 'next stage, by evidence', ja: '証拠により次の段階へ' },
  promote: { en: 'next stage, by a person', ja: '手動で次の段階へ' },
  complete: { en: 'completed', ja: '完了' },
  rollback: { en: 'rolled back', ja: '切り戻し' },
  pause: { en: 'paused', ja: '一時停止' },
  resume: { en: 'resumed', ja: '再開' },
} as const satisfies Record<HistoryChange['leaf']['action'], Message>;

const TEXTS = {
  none: { en: 'No rollout in this ledger.', ja: 'この証跡に段階公開の記録はありません。' },
  unreadable: {
    en: 'a record of a rollout that cannot be read: written by another version, or not by zenbun',
    ja: '読み取れない段階公開の記録（別のバージョンによるものか、zenbun が書いたものではありません）',
  },
  unknown: { en: '(model unknown)', ja: '（モデル不明）' },
  overtaken: {
    en: 'never in force: another gateway was faster',
    ja: '有効になりませんでした（別のゲートウェイが先に変更）',
  },
  elsewhere: {
    en: 'stage unknown: an earlier change is not in this ledger',
    ja: '段階不明（これより前の変更が、この証跡にありません）',
  },
  by: { en: 'by', ja: '担当' },
  why: { en: 'why', ja: '理由' },
  evidence: { en: 'evidence', ja: '証拠' },
  alone: { en: 'without a comparison', ja: '比較結果なし' },
} as const satisfies Record<string, Message>;

const INDENT = ' '.repeat(9);

/** Formats one block per record: when, what, who, why, and the evidence at that moment. */
export function historyReport(entries: readonly HistoryEntry[], view: PageView): string {
  if (entries.length === 0) return `${TEXTS.none[view.lang]}\n`;
  return `${entries.map((entry) => entryLines(entry, view).join('\n')).join('\n')}\n`;
}

function entryLines(entry: HistoryEntry, view: PageView): string[] {
  const { lang, style } = view;
  const time = entry.time.replace(/\.\d+Z$/, 'Z');
  const model = entry.model === null ? TEXTS.unknown[lang] : printableLine(entry.model);
  const head = (text: string) => `${String(entry.index).padStart(7)}  ${time}  ${style.bold(model)}  ${text}`;
  if (entry.what === 'unreadable')
    return [
      head(style.yellow(TEXTS.unreadable[lang])),
      ...sentence('', printableLine(JSON.stringify(entry.fields)), view, INDENT),
    ];
  if (entry.what === 'superseded') {
    const of = printableLine(entry.of);
    const text: Message = { en: `record ${of} never was in force`, ja: `記録 ${of} は有効になりませんでした` };
    return [head(text[lang])];
  }
  return changeLines(entry, head, view);
}

function changeLines(entry: HistoryChange, head: (text: string) => string, view: PageView): string[] {
  const { lang, style } = view;
  const { leaf, isSuperseded } = entry;
  const paint =
    leaf.action === 'rollback' ? style.red : leaf.action === 'complete' ? style.green : (text: string) => text;
  const reason = printableLine(leaf.reason);
  return [
    head(`${paint(ACTIONS[leaf.action][lang])}${stageWords(entry, view)}`),
    ...(isSuperseded ? sentence('', style.yellow(TEXTS.overtaken[lang]), view, INDENT) : []),
    ...sentence(TEXTS.by[lang], printableLine(leaf.by), view, INDENT),
    ...(reason === '' ? [] : sentence(TEXTS.why[lang], reason, view, INDENT)),
    ...(leaf.action === 'start' && leaf.entry === null ? sentence('', TEXTS.alone[lang], view, INDENT) : []),
    ...evidenceLines(entry, view),
  ];
}

function stageWords({ stage, leaf }: HistoryChange, { lang }: PageView): string {
  const attempt =
    leaf.action === 'start' ? { en: `, start number ${leaf.attempt}`, ja: `、${leaf.attempt} 回目` }[lang] : '';
  if (leaf.action === 'rollback' || leaf.action === 'complete') return '';
  if (stage === null) return ` · ${TEXTS.elsewhere[lang]}${attempt}`;
  const [at, of, share] = [stage.index + 1, stage.of, percentWords(stage.share)];
  const text: Message = { en: `stage ${at} of ${of} (${share})`, ja: `段階 ${at}/${of}（${share}）` };
  return ` · ${text[lang]}${attempt}`;
}

/** Formats the counts of each metric, and the progress of the evidence for a rollback. */
function evidenceLines({ leaf, rollback }: HistoryChange, view: PageView): string[] {
  if (leaf.action === 'start' || leaf.evidence === null) return [];
  const { lang } = view;
  const { exposures, metrics } = leaf.evidence;
  const all = Object.entries(metrics);
  const harmed = all.filter(([, { canaryHarms, controlHarms }]) => canaryHarms + controlHarms > 0);
  const counts = harmed.map(([id, { pairs, canaryHarms, controlHarms }]) => {
    const text: Message = {
      en: `${id} ${canaryHarms} of ${pairs} pairs (stable ${controlHarms})`,
      ja: `${id} ${pairs} 組中 ${canaryHarms}（安定版 ${controlHarms}）`,
    };
    return text[lang];
  });
  const clean = all.filter((one) => one[1].pairs > 0 && !harmed.includes(one)).map(([id]) => id);
  const none: Message = { en: `no harm: ${clean.join(', ')}`, ja: `該当なし：${clean.join('、')}` };
  const back: Message =
    rollback === null
      ? { en: '', ja: '' }
      : {
          en: `e = ${evidenceWords(rollback.log10)} of ${goalWords(rollback.goal)} for a rollback`,
          ja: `切り戻し e = ${evidenceWords(rollback.log10)}（必要：${goalWords(rollback.goal)}）`,
        };
  const exposed: Message = { en: `${counted(exposures, 'answer')} counted`, ja: `数えた回答 ${exposures} 件` };
  const parts = [back[lang], exposed[lang], ...counts, ...(clean.length === 0 ? [] : [none[lang]])];
  const text = parts.filter((part) => part !== '').join(lang === 'ja' ? '、' : '; ');
  return sentence(TEXTS.evidence[lang], text, view, INDENT);
}
