import type { CountedLedgerCheck } from '../../gates/index.ts';
import type { LedgerVerdict } from '../../ledger/index.ts';
import type { Style } from '../../report/index.ts';
import { type Lang, type Message, TOOL } from '../../schema/index.ts';
import { printableLine } from './printable.ts';

/** Maximum number of problems shown per verdict; the JSON has up to a thousand. */
const MOST_SHOWN = 20;

const TEXTS = {
  ledger: { en: 'Ledger', ja: '証跡' },
  key: { en: 'Public key', ja: '公開鍵' },
  integrity: { en: 'Integrity', ja: '完全性（改ざんなし）' },
  completeness: { en: 'Completeness', ja: '網羅性（欠落なし）' },
  ok: { en: 'ok', ja: '問題なし' },
  broken: { en: 'broken', ja: '問題あり' },
  unknown: { en: 'unknown', ja: '判定できず' },
  unchecked: { en: 'not checked: ', ja: '未検証：' },
  checkpoint: { en: 'Checkpoint', ja: 'チェックポイント' },
  none: { en: 'none that can be believed', ja: '信頼できるものがありません' },
  counted: { en: 'Counted', ja: '件数' },
  cosigned: { en: 'Co-signed', ja: '連署' },
} as const satisfies Record<string, Message>;

/** What a check cannot prove, whatever its result. */
const NOT_PROVEN: readonly Message[] = [
  {
    en: 'that what was recorded was true when it was written',
    ja: '記録した時点で、その内容が正しかったこと',
  },
  {
    en: 'that nothing is missing behind the last checkpoint that was kept elsewhere or co-signed',
    ja: '別の場所に保管した、または連署された最後のチェックポイントより後に、欠落がないこと',
  },
];

/** Formats the two verdicts for a person. */
export function verificationReport(place: string, check: CountedLedgerCheck, lang: Lang, style: Style): string {
  const colon = lang === 'ja' ? '：' : ': ';
  const row = (name: Message, value: string) => `${name[lang]}${colon}${value}`;
  const { size, root } = check;
  const lines = [
    row(TEXTS.ledger, `${place} (${printableLine(check.origin)})`),
    row(TEXTS.key, printableLine(check.vkey)),
    '',
    ...verdictLines(TEXTS.integrity, check.integrity, lang, style),
    ...verdictLines(TEXTS.completeness, check.completeness, lang, style),
    '',
    row(TEXTS.checkpoint, size === null || root === null ? TEXTS.none[lang] : sizeAndRoot(size, root, lang)),
    row(TEXTS.counted, counted(check, lang)),
    ...check.cosigned.map((one) => row(TEXTS.cosigned, cosignedLine(one, lang))),
    '',
    lang === 'ja' ? 'この検証で分からないこと：' : 'This does not prove:',
    ...NOT_PROVEN.map((one) => `  ${one[lang]}`),
  ];
  return `${lines.join('\n')}\n`;
}

function verdictLines(
  name: Message,
  { verdict, problems, unchecked, further }: LedgerVerdict,
  lang: Lang,
  style: Style,
) {
  const paint = { ok: style.green, broken: style.red, unknown: style.yellow }[verdict];
  const more = problems.length + further - MOST_SHOWN;
  const listed =
    further === 0
      ? { en: 'all', ja: '全件' }
      : { en: `the first ${problems.length}`, ja: `先頭の ${problems.length} 件` };
  return [
    `${name[lang]}${lang === 'ja' ? '：' : ': '}${paint(TEXTS[verdict][lang])}`,
    ...problems.slice(0, MOST_SHOWN).map(({ message }) => `  ${printableLine(message[lang])}`),
    ...(more <= 0
      ? []
      : [lang === 'ja' ? `  ほか ${more} 件（--json に${listed.ja}）` : `  and ${more} more (${listed.en} in --json)`]),
    ...unchecked.map(({ message }) => `  ${TEXTS.unchecked[lang]}${printableLine(message[lang])}`),
  ];
}

const sizeAndRoot = (size: number, root: string, lang: Lang): string =>
  lang === 'ja' ? `${size} 件、ルートハッシュ ${root}` : `${plural(size, 'record')}, root ${root}`;

function counted({ leaves, exchanges, openIntents, lost, bodies }: CountedLedgerCheck, lang: Lang): string {
  if (lang === 'ja') {
    const read = bodies === null ? '' : `、本文 ${bodies.opened} 件を検証、${bodies.erased.length} 件は消去済み`;
    return `記録 ${leaves} 件、やり取り ${exchanges} 件（うち回答の記録なし ${openIntents} 件、異常終了による中断 ${lost} 件）${read}`;
  }
  const read = bodies === null ? '' : `; ${plural(bodies.opened, 'text')} checked, ${bodies.erased.length} erased`;
  return `${plural(leaves, 'record')}, ${plural(exchanges, 'exchange')}, ${openIntents} of them without a response, ${lost} lost in a crash${read}`;
}

function cosignedLine({ witness, size, seconds }: CountedLedgerCheck['cosigned'][number], lang: Lang): string {
  const [name, time] = [printableLine(witness), new Date(seconds * 1000).toISOString()];
  return lang === 'ja'
    ? `${name} が ${size} 件まで（${time}）`
    : `by ${name} up to ${plural(size, 'record')} (${time})`;
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Formats the result for `--json`. */
export function verificationJson(place: string, check: CountedLedgerCheck): string {
  const { origin, vkey, kind, integrity, completeness, size, root, bodies } = check;
  const result = {
    schema: 'zenbun.ledger-verify/1',
    tool: TOOL,
    place,
    kind,
    origin,
    vkey,
    integrity,
    completeness,
    checkpoint: size === null || root === null ? null : { size, root },
    counts: {
      records: check.leaves,
      exchanges: check.exchanges,
      openIntents: check.openIntents,
      lost: check.lost,
      bodiesChecked: bodies?.opened ?? null,
      bodiesErased: bodies?.erased.length ?? null,
    },
    erased: bodies?.erased ?? [],
    cosigned: check.cosigned.map(({ witness, size, seconds }) => ({
      witness,
      size,
      time: new Date(seconds * 1000).toISOString(),
    })),
    notProven: NOT_PROVEN,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}
