import { type Evidence, evidenceOf, type Message, type ScanResult } from '../../../schema/index.ts';
import { most, whereOf, worstScan } from '../../given-evidence.ts';
import { partRead } from '../in-words.ts';
import type { MeetingEntry } from '../meeting-entry.ts';

/** Returns the worst scan, if this is its verdict. */
function scanOf(evidence: readonly Evidence[], verdict: ScanResult['verdict']) {
  const scan = worstScan(evidence);
  return scan?.result.verdict === verdict ? scan : undefined;
}

const levelled = ({ findings }: ScanResult, level: 'block' | 'review'): number =>
  findings.filter((one) => one.level === level).length;

const accepted = ({ findings }: ScanResult): number => findings.filter((one) => one.accepted !== undefined).length;

const NOT_YET_TRAINED: Message = {
  en: 'We should not train on these data as they stand.',
  ja: 'このままの学習はお勧めできません。',
};

/** Once a tuned model was compared, it is too late for advice on training. */
const TRAINED: Message = {
  en: 'No model made from these data should be in service.',
  ja: 'このデータで学習したモデルを提供すべきではありません。',
};

export const CHAIR_DATA: readonly MeetingEntry[] = [
  {
    id: 'data-block',
    audience: 'chair',
    weight: 94,
    text: {
      en: 'We checked {part} of the training data{where}. {flagged} of them {flagged:is|are} suspect; {findings} of the problems found {findings:is|are} reason enough to stop. {consequence}',
      ja: '学習データ {part}を確認し、疑わしい行が {flagged} 行見つかりました{where}。このうち止めるべき問題は {findings} 種類です。{consequence}',
    },
    when: (_, evidence) => {
      const scan = scanOf(evidence, 'block');
      if (scan === undefined) return null;
      const { coverage, flagged } = scan.result;
      return {
        part: partRead(coverage),
        findings: levelled(scan.result, 'block'),
        flagged: flagged.rows,
        consequence: evidenceOf(evidence, 'comparison').length === 0 ? NOT_YET_TRAINED : TRAINED,
        where: whereOf(evidence, scan),
      };
    },
  },
  {
    id: 'data-review',
    audience: 'chair',
    weight: 74,
    text: {
      en: 'We checked {read} {read:row|rows} of the training data{where}. Somebody has to look at {findings} {findings:kind|kinds} of suspect rows before training.',
      ja: '学習データ {read} 行を確認しました{where}。疑わしい点が {findings} 種類あり、学習の前に担当者の確認が必要です。',
    },
    when: (_, evidence) => {
      const scan = scanOf(evidence, 'review');
      const findings = scan === undefined ? 0 : levelled(scan.result, 'review');
      return scan === undefined || findings === 0
        ? null
        : { read: scan.result.coverage.read, findings, where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'data-too-little-read',
    audience: 'chair',
    weight: 76,
    text: {
      en: 'Too much of the training data went unread for a judgement{where}: we have read {read} of {rows} {rows:row|rows}, while {files} {files:file|files} and {fields} {fields:field|fields} were not read. This is not a pass.',
      ja: '学習データには読み取れていない部分が多く、判断できる状態ではありません（{rows} 行中 {read} 行を確認済み、読み取っていないファイル {files} 個、項目 {fields} 個）{where}。合格という意味ではありません。',
    },
    when: (_, evidence) => {
      const scan = evidenceOf(evidence, 'scan').find(({ result }) => !result.coverage.enough);
      if (scan === undefined) return null;
      const { read, rows, unreadFiles } = scan.result.coverage;
      const fields = scan.result.inputs.reduce((sum, input) => sum + input.fields.unread.length, 0);
      return { read, rows, files: unreadFiles.length, fields, where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'data-pass',
    audience: 'chair',
    weight: 54,
    text: {
      en: 'We checked {part} of the training data{where}. In those, nothing was found that speaks against training.',
      ja: '学習データ {part}を確認しました{where}。確認した範囲では、学習を止めるべき問題は見つかっていません。',
    },
    when: (_, evidence) => {
      const scan = scanOf(evidence, 'pass');
      if (scan === undefined || accepted(scan.result) > 0) return null;
      return { part: partRead(scan.result.coverage), where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'data-accepted',
    audience: 'chair',
    weight: 56,
    text: {
      en: 'Among the {read} {read:row|rows} of training data that we read to the end, we have accepted {accepted} {accepted:finding|findings} after looking at {accepted:it|them}{where}. Nothing else was found that speaks against training.',
      ja: '学習データは {read} 行を最後まで確認済みです{where}。検出 {accepted} 件は担当者が内容を確認し、承認しています。ほかに学習を止めるべき点は見つかっていません。',
    },
    when: (_, evidence) => {
      const scan = scanOf(evidence, 'pass');
      if (scan === undefined || accepted(scan.result) === 0) return null;
      return { read: scan.result.coverage.read, accepted: accepted(scan.result), where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'data-skipped',
    audience: 'chair',
    weight: 72,
    text: {
      en: '{skipped} of {rows} {rows:row|rows} of the training data could not be read{where}. Nobody has checked {skipped:it|them}, and that has to be settled before training.',
      ja: '学習データ {rows} 行のうち {skipped} 行は読み取れず、確認できていません{where}。使用する前に必ず確認します。',
    },
    when: (_, evidence) => {
      const scan = most(evidenceOf(evidence, 'scan'), ({ result }) => result.coverage.skipped);
      if (scan === undefined) return null;
      const { skipped, rows } = scan.result.coverage;
      return { skipped, rows, where: whereOf(evidence, scan) };
    },
  },
];
