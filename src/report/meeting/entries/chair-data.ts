import { type Evidence, evidenceOf, type ScanResult } from '../../../schema/index.ts';
import { most, whereOf, worstScan } from '../../given-evidence.ts';
import type { MeetingEntry } from '../meeting-entry.ts';

/** The worst scan, where its verdict is this one. */
function scanOf(evidence: readonly Evidence[], verdict: ScanResult['verdict']) {
  const scan = worstScan(evidence);
  return scan?.result.verdict === verdict ? scan : undefined;
}

const levelled = ({ findings }: ScanResult, level: 'block' | 'review'): number =>
  findings.filter((one) => one.level === level).length;

const accepted = ({ findings }: ScanResult): number => findings.filter((one) => one.accepted !== undefined).length;

export const CHAIR_DATA: readonly MeetingEntry[] = [
  {
    id: 'data-block',
    audience: 'chair',
    weight: 94,
    text: {
      en: 'We read {read} of {rows} {rows:row|rows} of the training data to the end{where}. {findings} {findings:finding means|findings mean} that we should not train on this data as it stands; {flagged} {flagged:row was|rows were} flagged in all.',
      ja: '学習データ {rows} 行のうち {read} 行を最後まで確認済みです{where}。学習を止めるべき検出が {findings} 件あり、検出された行は全部で {flagged} 行です。このままの学習はお勧めできません。',
    },
    when: (_, evidence) => {
      const scan = scanOf(evidence, 'block');
      if (scan === undefined) return null;
      const { coverage, flagged } = scan.result;
      return {
        read: coverage.read,
        rows: coverage.rows,
        findings: levelled(scan.result, 'block'),
        flagged: flagged.rows,
        where: whereOf(evidence, scan),
      };
    },
  },
  {
    id: 'data-review',
    audience: 'chair',
    weight: 74,
    text: {
      en: 'In the {read} {read:row|rows} of training data that we read to the end, {findings} {findings:finding needs|findings need} a person to look at before training{where}.',
      ja: '学習データは {read} 行を最後まで確認済みです{where}。このうち {findings} 件の検出については、学習の前に担当者の確認が必要です。',
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
      en: 'We read {read} of {rows} {rows:row|rows} of the training data to the end{where}. In those, nothing was found that speaks against training.',
      ja: '学習データ {rows} 行のうち {read} 行を最後まで確認済みです{where}。確認した範囲では、学習を止めるべき点は見つかっていません。',
    },
    when: (_, evidence) => {
      const scan = scanOf(evidence, 'pass');
      if (scan === undefined || accepted(scan.result) > 0) return null;
      const { read, rows } = scan.result.coverage;
      return { read, rows, where: whereOf(evidence, scan) };
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
      en: '{skipped} of {rows} {rows:row|rows} of the training data could not be read{where}. They are no part of what we decide on today.',
      ja: '学習データ {rows} 行のうち {skipped} 行は読み取れませんでした{where}。この部分は未確認のため、今回の判断材料には含めておりません。',
    },
    when: (_, evidence) => {
      const scan = most(evidenceOf(evidence, 'scan'), ({ result }) => result.coverage.skipped);
      if (scan === undefined) return null;
      const { skipped, rows } = scan.result.coverage;
      return { skipped, rows, where: whereOf(evidence, scan) };
    },
  },
];
