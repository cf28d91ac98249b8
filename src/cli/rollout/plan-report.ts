import { MOST_PAIRS, type RolloutPreview } from '../../gates/index.ts';
import { type Cell, columns, grouped } from '../../report/index.ts';
import type { Message } from '../../schema/index.ts';
import { printableLine } from '../ledger/printable.ts';
import { type PageView, sentence } from './page-view.ts';
import { durationWords, metricName, oneIn, percentWords, servedName } from './rollout-words.ts';

const TEXTS = {
  plan: { en: 'what the configuration means', ja: '設定の意味' },
  stable: { en: 'Stable', ja: '安定版' },
  canary: { en: 'Canary', ja: '候補モデル' },
  stages: { en: 'Stages', ja: '段階' },
  errors: { en: 'Error rates', ja: '誤りの確率' },
  metrics: { en: 'Metrics', ja: '指標' },
  entry: { en: 'Before it starts', ja: '開始の条件' },
  assignment: { en: 'Who gets the canary', ja: '割り当て' },
  warnings: { en: 'Worth knowing', ja: '注意点' },
  stage: { en: 'stage', ja: '段階' },
  share: { en: 'share', ja: '割合' },
  guard: { en: 'guard', ja: 'ガード' },
  time: { en: 'at least', ja: '最短' },
  answers: { en: 'answers', ja: '回答数' },
  requests: { en: 'requests a pair', ja: '1 組あたりのリクエスト' },
  metric: { en: 'metric', ja: '指標' },
  margin: { en: 'margin', ja: '許容幅' },
  weight: { en: 'weight', ja: '重み' },
  on: { en: 'to go on', ja: '昇格' },
} as const satisfies Record<string, Message>;

/** Formats a configuration in words and numbers, for a person. */
export function planReport(preview: RolloutPreview, view: PageView): string {
  const { lang, style } = view;
  const block = (title: Message, lines: readonly string[]) => ['', style.bold(title[lang]), ...lines];
  const lines = [
    `${style.bold(printableLine(preview.model))} · ${TEXTS.plan[lang]}`,
    ...sentence(TEXTS.stable[lang], servedName(preview.stable, lang), view),
    ...sentence(TEXTS.canary[lang], servedName(preview.canary, lang), view),
    ...block(TEXTS.stages, stages(preview, view)),
    ...block(TEXTS.errors, errorRates(preview, view)),
    ...block(TEXTS.metrics, metrics(preview, view)),
    ...block(TEXTS.entry, entry(preview, view)),
    ...block(TEXTS.assignment, assignment(preview, view)),
    ...(preview.warnings.length === 0
      ? []
      : block(
          TEXTS.warnings,
          preview.warnings.flatMap(({ message }) => sentence('', `! ${message[lang]}`, view).map(style.yellow)),
        )),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

const dimmed = (view: PageView, texts: readonly Message[]): Cell[] =>
  texts.map((text) => ({ text: text[view.lang], paint: view.style.dim }));

const inset = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function stages({ stages: all, metrics: measured, probes }: RolloutPreview, view: PageView): string[] {
  const { lang, width } = view;
  const head = dimmed(view, [TEXTS.stage, TEXTS.share, TEXTS.guard, TEXTS.time, TEXTS.answers, TEXTS.requests]);
  const rows = all.map(({ share, policy, minMs, minAnswers, requestsPerPair }, i): Cell[] => [
    { text: String(i + 1) },
    { text: percentWords(share * 100) },
    { text: policy },
    { text: durationWords(minMs, lang) },
    { text: String(minAnswers) },
    { text: requestsPerPair === null ? '-' : grouped(Math.ceil(requestsPerPair)) },
  ]);
  const total = durationWords(
    all.reduce((sum, { minMs }) => sum + minMs, 0),
    lang,
  );
  const least: Message = {
    en: `at the least ${total} over all stages. A stage ends when its time, its answers and the evidence of each metric with * are there, never by time alone.`,
    ja: `全段階で最短 ${total}。最短時間、回答数、* の各指標の証拠がすべて揃うと次に進みます。時間だけでは進みません。`,
  };
  const needed = measured
    .filter(({ isRequired, id }) => isRequired && id !== 'probe')
    .map(({ promotionPairs }) => promotionPairs);
  const first = all[0]?.requestsPerPair ?? null;
  return [
    ...inset(columns(head, rows, width - 2)),
    ...sentence('', least[lang], view),
    ...firstStage(needed, first, view),
    ...probeTime(measured, probes, view),
  ];
}

/** Tells what the first stage costs in requests: there, the evidence for going on is gathered from nothing. */
function firstStage(needed: readonly (number | null)[], requestsPerPair: number | null, view: PageView): string[] {
  if (needed.length === 0 || requestsPerPair === null || needed.includes(null)) return [];
  const most = Math.max(...needed.map(Number));
  const [pairs, requests] = [grouped(most), grouped(Math.ceil(most * requestsPerPair))];
  const text: Message = {
    en: `the first stage needs ${pairs} pairs at the least, so about ${requests} requests in it that count; later stages keep the evidence.`,
    ja: `最初の段階には少なくとも ${pairs} 組、つまり数えられるリクエストが約 ${requests} 件必要です。証拠は次の段階にも引き継がれます。`,
  };
  return sentence('', text[view.lang], view);
}

function probeTime(measured: RolloutPreview['metrics'], probes: RolloutPreview['probes'], view: PageView): string[] {
  const probe = measured.find(({ id }) => id === 'probe');
  if (probes === null || probe === undefined || probe.promotionPairs === null || !probe.isRequired) return [];
  const time = durationWords((probe.promotionPairs / probes.perHour) * 3_600_000, view.lang);
  const [count, hourly, from] = [probe.promotionPairs, probes.perHour, printableLine(probes.from)];
  const text: Message = {
    en: `${hourly} probes an hour from ${from} go to both models; to go on takes ${count} of them, so ${time} at the least.`,
    ja: `両モデルに 1 時間あたり ${hourly} 件のプローブ（${from}）を送ります。昇格には ${count} 件、つまり少なくとも ${time}かかります。`,
  };
  return sentence('', text[view.lang], view);
}

function errorRates({ alpha, beta, rollbackGoals, promotionGoal }: RolloutPreview, view: PageView): string[] {
  const { lang } = view;
  const goals = rollbackGoals.map(({ e }) => grouped(Math.ceil(e))).join(lang === 'ja' ? '、' : '; ');
  const needed = grouped(Math.ceil(promotionGoal - 1e-6));
  const [wrongBack, wrongOn] = [oneIn(alpha, lang), oneIn(beta, lang)];
  const texts: readonly Message[] = [
    {
      en: `alpha = ${alpha}: at most ${wrongBack} healthy models is sent back wrongly, over all attempts under this name, however often it is looked at. Evidence needed on attempt 1, 2, 3: e = ${goals}.`,
      ja: `alpha = ${alpha}：健全なモデルを誤って切り戻すのは、この名前での全試行を合わせて最大でも ${wrongBack}です（何度確認しても変わりません）。必要な証拠（1、2、3 回目の開始）：e = ${goals}。`,
    },
    {
      en: `beta = ${beta}: at most ${wrongOn} models that are worse by the margin or more in a metric with * goes on by evidence. Evidence needed of each of them: e = ${needed}.`,
      ja: `beta = ${beta}：* の指標のいずれかで許容幅以上に悪いモデルが証拠により昇格するのは、最大でも ${wrongOn}です。各指標に必要な証拠：e = ${needed}。`,
    },
    {
      en: 'healthy means: no rate is higher than that of stable by more than the margin. A person’s promote is outside these rates.',
      ja: '健全とは、どの指標の割合も、安定版を許容幅より大きく上回らないことです。手動の promote には、この確率は当てはまりません。',
    },
  ];
  return texts.flatMap((text) => sentence('', text[lang], view));
}

function metrics({ metrics: all, controlRate }: RolloutPreview, view: PageView): string[] {
  const { lang, width, style } = view;
  const rates = all[0]?.rollback.map(({ rate }) => percentWords(rate * 100)) ?? [];
  const head: Cell[] = [
    ...dimmed(view, [TEXTS.metric, TEXTS.margin, TEXTS.weight]),
    ...rates.map((rate) => ({ text: `→ ${rate}`, paint: style.dim })),
    ...dimmed(view, [TEXTS.on]),
  ];
  const rows = all.map(({ id, margin, weight, isRequired, rollback, promotionPairs }): Cell[] => [
    { text: `${metricName(id)}${isRequired ? ' *' : ''}` },
    { text: percentWords(margin * 100) },
    { text: String(weight) },
    ...rollback.map((one) => ({ text: rollbackPairs(one) })),
    { text: pairsOrMore(promotionPairs) },
  ]);
  const from = percentWords(controlRate * 100);
  const most = grouped(MOST_PAIRS);
  const text: Message = {
    en: `under →: pairs until the rollback if the rate of stable is ${from} and that of the canary rises to this (half of all cases / nine of ten; "-": within the margin; over ${most}: >). Under "to go on": pairs at the least, all without harm.`,
    ja: `→ の列：安定版の割合が ${from}、候補モデルの割合が表示の値のとき、切り戻しまでの組の数（半数の場合／10 回中 9 回の場合。- は許容幅の範囲内、${most} 超は >）。昇格の列：該当する回答がまったくない場合に最低限必要な組の数。`,
  };
  return [...inset(columns(head, rows, width - 2, 24)), ...sentence('', text[lang], view).map(style.dim)];
}

const pairsOrMore = (pairs: number | null): string => (pairs === null ? `>${grouped(MOST_PAIRS)}` : grouped(pairs));

const rollbackPairs = ({ isWithinMargin, median, nineOfTen }: RolloutPreview['metrics'][number]['rollback'][number]) =>
  isWithinMargin ? '-' : median === null ? pairsOrMore(null) : `${grouped(median)}/${pairsOrMore(nineOfTen)}`;

function entry({ entry: condition }: RolloutPreview, view: PageView): string[] {
  const { lang } = view;
  if (condition === null)
    return sentence(
      '',
      {
        en: 'nothing is asked; start needs --without-comparison',
        ja: '条件なし。開始には --without-comparison が必要です',
      }[lang],
      view,
    );
  const { compare, fingerprint, withinMs, admits, why, undated } = condition;
  const [file, age] = [printableLine(compare), durationWords(withinMs, lang)];
  const asked: Message = {
    en: `${file} must say "not-worse" of these very digests, and be no older than ${age}.`,
    ja: `${file} が、同じダイジェストについて「not-worse」であり、${age}以内のものであること。`,
  };
  const checked: Message =
    fingerprint === null
      ? { en: '', ja: '' }
      : {
          en: ` ${printableLine(fingerprint)} must say "same-within-margin" of the canary's digest, and be no older either.`,
          ja: `${printableLine(fingerprint)} が、候補モデルのダイジェストについて「same-within-margin」であり、同じ期間内のものであること。`,
        };
  const now: Message = admits
    ? { en: 'Now it does.', ja: '現在、条件を満たしています。' }
    : { en: `Now it does not: ${why?.en ?? ''}`, ja: `現在、条件を満たしていません：${why?.ja ?? ''}` };
  const paint = admits ? view.style.green : view.style.yellow;
  return [
    ...sentence('', `${asked[lang]}${checked[lang]}`, view),
    ...sentence('', printableLine(now[lang]), view).map(paint),
    ...undated.flatMap((path) => sentence('', printableLine(UNDATED(path)[lang]), view)),
  ];
}

const UNDATED = (path: string): Message => ({
  en: `${path} does not say when it was made (an earlier version wrote it): its age is that of the file, which a copy renews.`,
  ja: `${path} には作成日時がありません（以前のバージョンの結果）。ファイルの更新日時で判断しますが、コピーすると更新日時は新しくなります。`,
});

const BY: Readonly<Record<RolloutPreview['assignment']['unit'], Message>> = {
  user: {
    en: 'by user, as the request says (header x-zenbun-subject, field user); else by conversation',
    ja: '利用者ごと（x-zenbun-subject ヘッダーまたは user フィールド）。なければ会話ごと',
  },
  conversation: { en: 'by conversation: the key and the first turn of the user', ja: '会話ごと（キーと最初の発言）' },
  key: { en: 'by key', ja: 'キーごと' },
};

function assignment({ assignment: { unit, hash, vectors }, perUnit }: RolloutPreview, view: PageView): string[] {
  const { lang } = view;
  const [answers, per] = [perUnit.answers, durationWords(perUnit.windowMs, lang)];
  const counted: Message = {
    en: `${BY[unit].en}. A larger share moves nobody back. Of one unit ${answers} answers count in ${per}.`,
    ja: `${BY[unit].ja}。割合が増えても、候補モデルから安定版に戻る人はいません。同じ単位の回答は ${per}に ${answers} 件まで数えます。`,
  };
  const salt = vectors[0]?.salt ?? '';
  return [
    ...sentence('', counted[lang], view),
    ...sentence('', hash, view),
    ...sentence('', `salt ${salt}${lang === 'ja' ? '：' : ':'}`, view),
    ...vectors.map(({ unit: name, bucket }) => `    ${String(bucket).padStart(5)}  ${name}`),
  ];
}
