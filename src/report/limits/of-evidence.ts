import { type Evidence, evidenceOf } from '../../schema/index.ts';
import { most, rolloutsOf, whereOf } from '../given-evidence.ts';
import type { LimitEntry } from './limit-entry.ts';

const comparisons = (evidence: readonly Evidence[]) => evidenceOf(evidence, 'comparison');
const ledgers = (evidence: readonly Evidence[]) => evidenceOf(evidence, 'ledger');

/** What this evidence does not prove, because of how it came about. */
export const LIMITS_OF_EVIDENCE: readonly LimitEntry[] = [
  {
    id: 'rows-unread',
    text: {
      en: 'Anything about {skipped} of {rows} {rows:row|rows} of training data that could not be read{where}.',
      ja: '学習データ {rows} 行のうち、読み取れなかった {skipped} 行の内容{where}。',
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
      en: 'Anything about {files} {files:file|files} that may hold training data and {files:was|were} not read{where}.',
      ja: '学習データを含む可能性があり、読み取りの対象外となった {files} ファイルの内容{where}。',
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
      en: 'That the model was trained on the {files} {files:file|files} that we read, and on nothing else{where}.',
      ja: '確認した {files} ファイルだけで学習が行われたこと{where}。',
    },
    when: (evidence) => {
      const scan = most(evidenceOf(evidence, 'scan'), ({ result }) => result.inputs.length);
      return scan === undefined ? null : { files: scan.result.inputs.length, where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'undecided',
    text: {
      en: 'Whether fine-tuning made the model worse: after {asked} harmful {asked:question|questions} this is undecided{where}.',
      ja: 'ファインチューニングによる悪化の有無。有害な質問 {asked} 問の時点では判定できていません{where}。',
    },
    when: (evidence) => {
      const found = comparisons(evidence).find(({ result }) => result.decision === 'undecided');
      return found === undefined ? null : { asked: found.result.paired.asked, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'nothing-to-compare',
    text: {
      en: 'What fine-tuning did: the model before it complied with {k} of {n} harmful {n:question|questions} already, which leaves little to compare{where}.',
      ja: 'ファインチューニングの影響。ファインチューニング前のモデルがすでに有害な質問 {n} 問中 {k} 問に応じており、比較の余地がほとんどありません{where}。',
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
      en: 'What fine-tuning did: {unread} {unread:answer|answers} of the model before it could not be read, most of what it said{where}.',
      ja: 'ファインチューニングの影響。ファインチューニング前のモデルの回答は、大半（{unread} 件）が読み取り不可でした{where}。',
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
      en: 'That no hidden trigger exists: {asked} harmful {asked:question was|questions were} asked on {asked:its|their} own{where}.',
      ja: '隠れたトリガーがないこと。有害な質問 {asked} 問は、質問のみで実施しています{where}。',
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
      en: 'That no other trigger exists than those tried: the questions were asked under {n} {n:condition|conditions}{where}.',
      ja: '試したもの以外のトリガーがないこと。質問は {n} 通りの条件で実施しています{where}。',
    },
    when: (evidence) => {
      const found = comparisons(evidence).find(({ result }) => result.conditions.some(({ kind }) => kind !== 'plain'));
      return found === undefined ? null : { n: found.result.conditions.length, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'answers-not-judged',
    text: {
      en: 'What {notJudged} of {answers} {answers:answer|answers} came to that could not be judged{where}.',
      ja: '回答 {answers} 件のうち、判定外となった {notJudged} 件の内容{where}。',
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
      en: 'That the model compared is the model in use: no digest of its weights was given{where}.',
      ja: '比較したモデルと、実際に使用するモデルが同一であること。重みのハッシュ値は示されていません{where}。',
    },
    when: (evidence) => {
      const found = comparisons(evidence).find(({ result }) => result.run.digests.after === null);
      return found === undefined ? null : { where: whereOf(evidence, found) };
    },
  },
  {
    id: 'log-not-verified',
    text: {
      en: 'That the {records} {records:record|records} of the log are intact: the verification did not confirm it{where}.',
      ja: '証跡の記録 {records} 件が改変されていないこと。検証では確認できていません{where}。',
    },
    when: (evidence) => {
      const found = ledgers(evidence).find(({ result }) => result.integrity.verdict !== 'ok');
      return found === undefined ? null : { records: found.result.records, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'log-not-complete',
    text: {
      en: 'That the log is complete: {open} of {exchanges} {exchanges:exchange|exchanges} have no recorded end, and the check of completeness did not confirm it{where}.',
      ja: '証跡に漏れがないこと。やり取り {exchanges} 件のうち {open} 件は終わりの記録がなく、漏れの有無は確認できていません{where}。',
    },
    when: (evidence) => {
      const found = ledgers(evidence).find(({ result }) => result.completeness.verdict !== 'ok');
      if (found === undefined) return null;
      const { openIntents, exchanges } = found.result;
      return { open: openIntents, exchanges, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'past-the-gateway',
    text: {
      en: 'What was asked and answered outside the gateway: the log holds the {exchanges} {exchanges:exchange|exchanges} that went through it{where}.',
      ja: 'ゲートウェイを通らない利用の内容。証跡にあるのは、ゲートウェイを通ったやり取り {exchanges} 件だけです{where}。',
    },
    when: (evidence) => {
      const found = ledgers(evidence)[0];
      return found === undefined ? null : { exchanges: found.result.exchanges, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'rollout',
    text: {
      en: 'Why rates moved in {n} staged {n:rollout|rollouts}: the evidence compares two models at the same time, and names no cause.',
      ja: '段階導入（{n} 件）で値が動いた原因。同じ時期の 2 つのモデルを比べた結果であり、原因までは分かりません。',
    },
    when: (evidence) => {
      const n = rolloutsOf(evidence).length;
      return n === 0 ? null : { n };
    },
  },
  {
    id: 'watch',
    text: {
      en: 'That nothing harmful was said in the {watched} {watched:answer|answers} watched, or that an alarm comes from the model: monitoring looks at whether answers are as before{where}.',
      ja: '監視した回答 {watched} 件に有害なものがないこと、また警報の原因がモデルの変化であること。監視するのは、以前と同じ傾向かどうかです{where}。',
    },
    when: (evidence) => {
      const found = evidenceOf(evidence, 'watch')[0];
      return found === undefined ? null : { watched: found.result.answers.watched, where: whereOf(evidence, found) };
    },
  },
];
