import { PREDICATE_KINDS, predicateName } from '../../provenance/index.ts';
import type { Style } from '../../report/index.ts';
import {
  counted,
  type Lang,
  type Message,
  type OpenedStatement,
  type Verification,
  type VerificationCheck,
} from '../../schema/index.ts';
import { printableLine } from '../ledger/printable.ts';

/** Maximum number of checks shown per state; the JSON has all. */
const MOST_SHOWN = 20;

const TEXTS = {
  kinds: {
    folder: { en: 'folder', ja: 'フォルダー' },
    file: { en: 'file', ja: 'ファイル' },
    statement: { en: 'statement', ja: 'ステートメント' },
    record: { en: 'record', ja: 'レコード' },
    bundle: { en: 'bundle', ja: 'バンドル' },
  },
  verdict: { en: 'Verdict', ja: '判定' },
  verdicts: {
    valid: {
      en: 'valid: all that can be checked at hand holds, and somebody you trust has signed it',
      ja: '有効：手元で確認できることはすべて正しく、信頼する相手の署名があります',
    },
    invalid: {
      en: 'INVALID: something does not hold; do not use it',
      ja: '無効：正しくない点があります。使用しないでください',
    },
    incomplete: {
      en: 'incomplete: nothing is wrong, but something that decides was not checked',
      ja: '不完全：誤りはありませんが、判定に必要な確認ができていません',
    },
  },
  failed: { en: 'Failed', ja: '不合格' },
  'not-checked': { en: 'Not checked', ja: '未確認' },
  passed: { en: 'Checked and right', ja: '確認済み' },
  claimed: {
    en: "The supplier's word (signed, and nothing at hand shows it)",
    ja: '提供元の申告（署名はあるが、手元では確認できないもの）',
  },
  statements: { en: 'Statements', ja: 'ステートメント' },
  signedBy: { en: 'signed by', ja: '署名者' },
  nobody: { en: 'signed by nobody that is known here', ja: '確認できた署名者なし' },
  dated: { en: 'dated', ja: '日付' },
  expected: { en: 'expected', ja: '期待値' },
  found: { en: 'found   ', ja: '実際値' },
  policy: { en: 'Policy', ja: 'ポリシー' },
  none: { en: '(none)', ja: '（なし）' },
  next: { en: 'Next', ja: '次に行うこと' },
} as const;

/**
 * Formats a result for a person: first the verdict, then what failed, what was not checked, what holds, and what is
 * only claimed.
 */
export function verificationText(result: Verification, lang: Lang, style: Style): string {
  const colon = lang === 'ja' ? '：' : ': ';
  const { verdict, subject, policy, statements, checks } = result;
  const paint = { valid: style.green, invalid: style.red, incomplete: style.yellow }[verdict];
  const kind = TEXTS.kinds[subject.kind][lang];
  const size = sizeOf(subject, lang);
  const lines = [
    `${style.bold(printableLine(subject.path))} (${kind}${size})`,
    ...(subject.sha256 === null ? [] : [`SHA-256${colon}${subject.sha256}`]),
    ...(policy === null
      ? []
      : [`${TEXTS.policy[lang]}${colon}${printableLine(policy.path)} (SHA-256 ${policy.sha256.slice(0, 16)}…)`]),
    `${TEXTS.verdict[lang]}${colon}${paint(TEXTS.verdicts[verdict][lang])}`,
    ...section(TEXTS.failed, checks, 'failed', lang, style.red('✗')),
    ...section(TEXTS['not-checked'], checks, 'not-checked', lang, style.yellow('?')),
    ...section(TEXTS.passed, checks, 'passed', lang, style.green('✓')),
    ...claims(checks, lang),
    ...(statements.length === 0 ? [] : ['', TEXTS.statements[lang]]),
    ...statements.flatMap((one) => statementLines(one, lang)),
    ...nextSteps(checks, lang),
  ];
  return `${lines.join('\n')}\n`;
}

/** Advice on checks that failed or were not made, each given once. */
const STEPS: readonly { readonly applies: (check: VerificationCheck) => boolean; readonly step: Message }[] = [
  {
    applies: ({ check }) => check === 'other-key',
    step: {
      en: 'Make sure that --key is the key of whoever signed; its fingerprint should have come to you by another way than the files.',
      ja: '--key が署名者の鍵であることを確認してください。フィンガープリントは、ファイルとは別の経路で受け取ったものと照合します。',
    },
  },
  {
    applies: ({ check, state }) => state === 'failed' && check !== 'other-key',
    step: {
      en: 'Do not use it, keep the files as they are, and ask the supplier for what was signed.',
      ja: '使用せず、ファイルをそのまま保全し、署名されたものを提供元に求めてください。',
    },
  },
  {
    applies: ({ check, state }) => state === 'not-checked' && check === 'signature',
    step: {
      en: 'Get the public key from whoever signed, by another way than the files, and give it with --key FILE or in a policy (--policy FILE).',
      ja: '署名者の公開鍵をファイルとは別の経路で入手し、--key またはポリシー（--policy）で指定してください。',
    },
  },
  {
    applies: ({ check, state }) => state === 'not-checked' && check === 'policy-age',
    step: {
      en: 'Statements about files (signing) carry no date: in maxAgeDays, name kinds that do, such as data, train or handover.',
      ja: 'ファイルの署名（signing）には日付がありません。maxAgeDays には data、train、handover など、日付のある種類を指定してください。',
    },
  },
];

function nextSteps(checks: readonly VerificationCheck[], lang: Lang): string[] {
  const open = checks.filter(({ state }) => state === 'failed' || state === 'not-checked');
  const steps = STEPS.filter(({ applies }) => open.some(applies)).map(({ step }) => `  ${step[lang]}`);
  return steps.length === 0 ? [] : ['', TEXTS.next[lang], ...steps];
}

function sizeOf({ files, bytes, kind }: Verification['subject'], lang: Lang): string {
  const separator = lang === 'ja' ? '、' : ', ';
  const many =
    files === null || kind !== 'folder' ? [] : [lang === 'ja' ? `${files} ファイル` : counted(files, 'file')];
  const large =
    bytes === null
      ? []
      : [lang === 'ja' ? `${bytes.toLocaleString('en')} バイト` : `${bytes.toLocaleString('en')} bytes`];
  return [...many, ...large].map((text) => `${separator}${text}`).join('');
}

function section(
  title: Message,
  checks: readonly VerificationCheck[],
  state: VerificationCheck['state'],
  lang: Lang,
  sign: string,
): string[] {
  const all = checks.filter((one) => one.state === state);
  if (all.length === 0) return [];
  const shown = all.slice(0, MOST_SHOWN).flatMap((one) => checkLines(one, lang, sign));
  return ['', title[lang], ...shown, ...more(all.length - MOST_SHOWN, lang)];
}

function checkLines(
  { check, path, detail, expected, found, state }: VerificationCheck,
  lang: Lang,
  sign: string,
): string[] {
  const text = printableLine(detail[lang]);
  const place = path === null || text.includes(path) ? '' : `${printableLine(path)}${lang === 'ja' ? '：' : ': '}`;
  const values =
    state === 'failed' && expected !== null && found !== null
      ? [
          `      ${TEXTS.expected[lang]} ${printableLine(expected) || TEXTS.none[lang]}`,
          `      ${TEXTS.found[lang]} ${printableLine(found) || TEXTS.none[lang]}`,
        ]
      : [];
  return [`  ${sign} ${place}${text}${state === 'passed' ? '' : ` [${check}]`}`, ...values];
}

/** Names and types that mean nothing to a person. */
const FORMAL = /^(?:subject\[\d+\]\.name|predicate\.buildDefinition\.buildType) /;

/** Lists claims by field and value, rather than repeating the same sentence. */
function claims(checks: readonly VerificationCheck[], lang: Lang): string[] {
  const all = checks.filter(({ state, detail }) => state === 'claimed' && !FORMAL.test(detail.en));
  if (all.length === 0) return [];
  const lines = all.slice(0, MOST_SHOWN).map(({ detail, found, path }) => {
    const field = /^(\S+) is the signer's word/.exec(detail.en)?.[1];
    const place = path === null ? '' : `${printableLine(path)}${lang === 'ja' ? '：' : ': '}`;
    return field === undefined || found === null
      ? `  · ${place}${printableLine(detail[lang])}`
      : `  · ${place}${field.replace(/^predicate\./, '')} = ${printableLine(found)}`;
  });
  return ['', TEXTS.claimed[lang], ...lines, ...more(all.length - MOST_SHOWN, lang)];
}

const more = (count: number, lang: Lang): string[] =>
  count <= 0 ? [] : [lang === 'ja' ? `  ほか ${count} 件（--json に全件）` : `  and ${count} more (all in --json)`];

function statementLines({ path, predicateType, signedBy, at }: OpenedStatement, lang: Lang): string[] {
  const colon = lang === 'ja' ? '：' : ': ';
  const title = PREDICATE_KINDS.find(({ type }) => type === predicateType)?.title[lang] ?? predicateName(predicateType);
  const names = signedBy
    .map(({ name, fingerprint }) => `${printableLine(name)} (${fingerprint.slice(0, 16)}…)`)
    .join(', ');
  const who = names === '' ? TEXTS.nobody[lang] : `${TEXTS.signedBy[lang]}${colon}${names}`;
  const date = at === null ? '' : ` · ${TEXTS.dated[lang]}${colon}${printableLine(at)}`;
  return [`  ${printableLine(path)}${colon}${printableLine(title)}`, `      ${who}${date}`];
}
