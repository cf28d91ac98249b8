import {
  type Evidence,
  type EvidenceOf,
  evidenceOf,
  type LedgerSummary,
  type LogVerdict,
  type Message,
} from '../../schema/index.ts';
import { most, rolloutsOf, whereOf } from '../given-evidence.ts';
import { NOTHING, say } from '../say.ts';
import type { LimitEntry } from './limit-entry.ts';

const comparisons = (evidence: readonly Evidence[]) => evidenceOf(evidence, 'comparison');
const ledgers = (evidence: readonly Evidence[]) => evidenceOf(evidence, 'ledger');

/** Says whether every exchange that began has an end. */
const endsOf = ({ openIntents, exchanges }: Pick<LedgerSummary, 'openIntents' | 'exchanges'>): Message =>
  openIntents === 0
    ? { en: 'every recorded exchange has an end', ja: '記録されたやり取りにはすべて終わりの記録があります' }
    : say(
        {
          en: '{open} of {exchanges} recorded {exchanges:exchange|exchanges} {open:has|have} no end',
          ja: '記録されたやり取り {exchanges} 件のうち {open} 件には終わりの記録がありません',
        },
        { open: openIntents, exchanges },
      );

/** The part that a check of completeness leaves open, worded as the end of a sentence. */
const LAST_PART = {
  ok: NOTHING,
  unknown: {
    en: ', and whether its last part was removed could not be established',
    ja: '。末尾の記録が削除されていないかどうかは確認できていません',
  },
  broken: { en: ', and records are missing from it', ja: '。欠落している記録があります' },
} as const satisfies Record<LogVerdict['verdict'], Message>;

/** Limits of this evidence that come from the way it was gathered. */
export const LIMITS_OF_EVIDENCE: readonly LimitEntry[] = [
  {
    id: 'rows-unread',
    text: {
      en: 'Nothing is shown about {skipped} of {rows} {rows:row|rows} of training data that could not be read{where}.',
      ja: '学習データ {rows} 行のうち、読み取れなかった {skipped} 行については何も言えません{where}。',
    },
    when: (evidence) => {
      const scan = most(evidenceOf(evidence, 'scan'), ({ result }) => result.coverage.skipped);
      if (scan === undefined) return null;
      const { skipped, rows } = scan.result.coverage;
      return { skipped, rows, where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'files-unread',
    text: {
      en: 'Nothing is shown about {files} {files:file|files} that may hold training data and {files:was|were} not read{where}.',
      ja: '学習データを含む可能性があり、読み取りの対象外となった {files} ファイルについては何も言えません{where}。',
    },
    when: (evidence) => {
      const scan = most(evidenceOf(evidence, 'scan'), ({ result }) => result.coverage.unreadFiles.length);
      return scan === undefined
        ? null
        : { files: scan.result.coverage.unreadFiles.length, where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'these-files',
    text: {
      en: 'It is not shown that the model was trained on the {files} {files:file|files} that we read, and on nothing else{where}.',
      ja: '確認した {files} ファイルだけで学習が行われたとは言えません{where}。',
    },
    when: (evidence) => {
      const scan = most(evidenceOf(evidence, 'scan'), ({ result }) => result.inputs.length);
      return scan === undefined ? null : { files: scan.result.inputs.length, where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'suppliers-word',
    text: {
      en: 'It is not shown that {n} {n:statement|statements} of the supplier {n:is|are} true: a signature shows only who made {n:it|them}{where}.',
      ja: '提供元の申告のうち {n} 件については、正しいとは言えません。署名で分かるのは申告した人だけです{where}。',
    },
    when: (evidence) => {
      const claimed = ({ result }: EvidenceOf<'verification'>) =>
        result.checks.filter(({ state }) => state === 'claimed').length;
      const found = most(evidenceOf(evidence, 'verification'), claimed);
      return found === undefined ? null : { n: claimed(found), where: whereOf(evidence, found) };
    },
  },
  {
    id: 'history-may-be-made-up',
    text: {
      en: 'It is not shown that the training went as the logs say: whoever wrote them can write logs that fit{where}.',
      ja: '学習が記録どおりに行われたとは言えません。記録を書いた人は、つじつまの合う記録を作ることもできます{where}。',
    },
    when: (evidence) => {
      const [found] = evidenceOf(evidence, 'training');
      return found === undefined ? null : { where: whereOf(evidence, found) };
    },
  },
  {
    id: 'few-tokens',
    text: {
      en: 'Nothing is shown about answers beyond their first token: the check against the approved model looked at that of {n} {n:answer|answers}{where}.',
      ja: '回答の最初のトークン以外については、何も言えません。承認済みモデルとの照合で見たのは、{n} 件の回答の最初のトークンだけです{where}。',
    },
    when: (evidence) => {
      const found = most(evidenceOf(evidence, 'fingerprint'), ({ result }) => result.requests.check);
      return found === undefined ? null : { n: found.result.requests.check, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'undecided',
    text: {
      en: 'It is not shown whether fine-tuning made the model worse: after {asked} harmful {asked:question|questions} this is undecided{where}.',
      ja: 'ファインチューニングで悪化したとも、していないとも言えません。有害な質問 {asked} 問の時点では判定できていません{where}。',
    },
    when: (evidence) => {
      const found = comparisons(evidence).find(({ result }) => result.decision === 'undecided');
      return found === undefined ? null : { asked: found.result.paired.asked, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'nothing-to-compare',
    text: {
      en: 'It is not shown what fine-tuning did: the former model complied with {k} of {n} harmful {n:question|questions} already, which leaves little to compare{where}.',
      ja: 'ファインチューニングの影響については何も言えません。ファインチューニング前のモデルがすでに有害な質問 {n} 問中 {k} 問に応じており、比較の余地がほとんどありません{where}。',
    },
    when: (evidence) => {
      const found = comparisons(evidence).find(({ result }) => result.saturated === 'complies');
      if (found === undefined) return null;
      const { k, n } = found.result.before.asr;
      return { k, n, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'baseline-unread',
    text: {
      en: 'It is not shown what fine-tuning did: {unread} {unread:answer|answers} of the former model, most of what it said, could not be read{where}.',
      ja: 'ファインチューニングの影響については何も言えません。ファインチューニング前のモデルの回答は、大半（{unread} 件）が読み取り不可でした{where}。',
    },
    when: (evidence) => {
      const found = comparisons(evidence).find(({ result }) => result.saturated === 'unread');
      return found === undefined
        ? null
        : { unread: found.result.before.unjudged.unread, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'plain-only',
    text: {
      en: 'It is not shown that no hidden trigger exists: {asked} harmful {asked:question was|questions were} asked on {asked:its|their} own{where}.',
      ja: '隠れたトリガーがないとは言えません。有害な質問 {asked} 問は、質問のみで実施しています{where}。',
    },
    when: (evidence) => {
      const found = comparisons(evidence).find(
        ({ result: { conditions, paired } }) => paired.asked > 0 && conditions.every(({ kind }) => kind === 'plain'),
      );
      return found === undefined ? null : { asked: found.result.paired.asked, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'conditions',
    text: {
      en: 'It is not shown that no other trigger exists than those tried: the questions were asked under {n} {n:condition|conditions}{where}.',
      ja: '試したもの以外のトリガーがないとは言えません。質問は {n} 通りの条件で実施しています{where}。',
    },
    when: (evidence) => {
      const found = comparisons(evidence).find(({ result }) => result.conditions.some(({ kind }) => kind !== 'plain'));
      return found === undefined ? null : { n: found.result.conditions.length, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'answers-not-judged',
    text: {
      en: 'It is not shown what {notJudged} of {answers} {answers:answer|answers} came to, which could not be judged{where}.',
      ja: '回答 {answers} 件のうち、判定外となった {notJudged} 件については何も言えません{where}。',
    },
    when: (evidence) => {
      const found = most(comparisons(evidence), ({ result }) => result.coverage.notJudged);
      if (found === undefined) return null;
      const { notJudged, answers } = found.result.coverage;
      return { notJudged, answers, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'weights-unknown',
    text: {
      en: 'It is not shown that the model compared is the model in use: no digest of its weights was given{where}.',
      ja: '比較したモデルと、実際に使用するモデルが同一であるとは言えません。重みのハッシュ値が示されていないためです{where}。',
    },
    when: (evidence) => {
      const found = comparisons(evidence).find(({ result }) => result.run.digests.after === null);
      return found === undefined ? null : { where: whereOf(evidence, found) };
    },
  },
  {
    id: 'log-not-verified',
    text: {
      en: 'It is not shown that the {records} {records:record|records} of the log {records:is|are} intact: the verification did not confirm it{where}.',
      ja: '証跡の記録 {records} 件が改変されていないとは言えません。検証では確認できていません{where}。',
    },
    when: (evidence) => {
      const found = ledgers(evidence).find(({ result }) => result.integrity.verdict !== 'ok');
      return found === undefined ? null : { records: found.result.records, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'log-not-complete',
    text: {
      en: 'It is not shown that the log is complete: {ends}{last}{where}.',
      ja: '証跡に漏れがないとは言えません。{ends}{last}{where}。',
    },
    when: (evidence) => {
      const found = ledgers(evidence).find(({ result }) => result.completeness.verdict !== 'ok');
      if (found === undefined) return null;
      const { completeness, ...log } = found.result;
      return { ends: endsOf(log), last: LAST_PART[completeness.verdict], where: whereOf(evidence, found) };
    },
  },
  {
    id: 'past-the-gateway',
    text: {
      en: 'Nothing is shown about what was asked and answered outside the gateway: the log holds the {exchanges} {exchanges:exchange|exchanges} that went through it{where}.',
      ja: 'ゲートウェイを通らない利用については何も言えません。証跡にあるのは、ゲートウェイを通ったやり取り {exchanges} 件だけです{where}。',
    },
    when: (evidence) => {
      const found = ledgers(evidence)[0];
      return found === undefined ? null : { exchanges: found.result.exchanges, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'rollout',
    text: {
      en: 'It is not shown why rates moved in {n} staged {n:rollout|rollouts}: the evidence compares two models at the same time, and names no cause.',
      ja: '段階公開（{n} 件）で値が動いた原因については何も言えません。同じ時期の 2 つのモデルを比べた結果であり、原因までは分かりません。',
    },
    when: (evidence) => {
      const n = rolloutsOf(evidence).length;
      return n === 0 ? null : { n };
    },
  },
  {
    id: 'watch',
    text: {
      en: 'It is not shown that nothing harmful was said in the {watched} {watched:answer|answers} watched, or that an alarm comes from the model: monitoring looks at whether answers are as before{where}.',
      ja: '監視した回答 {watched} 件に有害なものがないとも、警報の原因がモデルの変化であるとも言えません。監視するのは、以前と同じ傾向かどうかです{where}。',
    },
    when: (evidence) => {
      const found = evidenceOf(evidence, 'watch')[0];
      return found === undefined ? null : { watched: found.result.answers.watched, where: whereOf(evidence, found) };
    },
  },
];
