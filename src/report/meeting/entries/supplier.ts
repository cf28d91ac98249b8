import { type Evidence, evidenceOf } from '../../../schema/index.ts';
import { most, whereOf, worstScan } from '../../given-evidence.ts';
import type { MeetingEntry } from '../meeting-entry.ts';
import { comparisonOf } from './chair-behaviour.ts';

const isHex = (digest: string | null) => digest !== null && /^(?:sha256:)?[0-9a-f]{64}$/.test(digest);

/** The first comparison whose tuned model is not tied to any weights. */
const withoutDigest = (evidence: readonly Evidence[]) =>
  evidenceOf(evidence, 'comparison').find(({ result }) => !isHex(result.run.digests.after));

/** What follows from results, and what is asked of every supplier. None says that the data or the model came from this one. */
export const SUPPLIER: readonly MeetingEntry[] = [
  {
    id: 'rows-to-explain',
    audience: 'supplier',
    weight: 95,
    text: {
      en: 'In {files} training {files:file|files}, {flagged} {flagged:row was|rows were} flagged{where}. If the data came from you, please tell us where these rows come from and how they were made. This is a question, not an accusation.',
      ja: '学習用の {files} ファイルで、{flagged} 行を検出しました{where}。貴社からご提供いただいたデータでしたら、該当行の入手元と作成方法をお知らせください。責任を問う趣旨ではございません。',
    },
    when: (_, evidence) => {
      const scan = most(evidenceOf(evidence, 'scan'), ({ result }) => result.flagged.rows);
      if (scan === undefined) return null;
      const { flagged, inputs } = scan.result;
      return { flagged: flagged.rows, files: inputs.length, where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'worse-to-explain',
    audience: 'supplier',
    weight: 93,
    text: {
      en: 'In our comparison over {asked} harmful {asked:question|questions}, the fine-tuned model did worse than the one before it{where}. Please let us see the training records, and let us go back to the earlier version.',
      ja: '有害な質問 {asked} 問による比較で、ファインチューニング後のモデルに悪化を確認しました{where}。学習の記録のご開示と、以前の版への切り戻しをお願いいたします。',
    },
    when: (_, evidence) => {
      const found = comparisonOf(evidence, 'worse');
      return found === undefined ? null : { asked: found.result.paired.asked, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'rows-to-deliver-again',
    audience: 'supplier',
    weight: 72,
    text: {
      en: '{skipped} of {rows} {rows:row|rows} could not be read{where}. If they came from you, please deliver them again in a readable form.',
      ja: '{rows} 行のうち {skipped} 行は読み取れませんでした{where}。貴社からご提供いただいたデータでしたら、読み取れる形式での再提出をお願いいたします。',
    },
    when: (_, evidence) => {
      const scan = most(evidenceOf(evidence, 'scan'), ({ result }) => result.coverage.skipped);
      if (scan === undefined) return null;
      const { skipped, rows } = scan.result.coverage;
      return { skipped, rows, where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'sources-of-files',
    audience: 'supplier',
    weight: 80,
    text: {
      en: 'Please give us a list of the data sources, with a digest for each file. We hold the digests of {files} {files:file|files} to compare it with{where}.',
      ja: 'データの入手元の一覧を、ファイルごとのハッシュ値とともにご提出ください。当社では {files} ファイルのハッシュ値を保管しており、照合いたします{where}。',
    },
    when: (_, evidence) => {
      const scan = worstScan(evidence);
      if (scan === undefined || scan.result.inputs.length === 0) return null;
      return { files: scan.result.inputs.length, where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'sources',
    audience: 'supplier',
    weight: 80,
    text: {
      en: 'Please give us a list of the sources of the training data, with a digest for each file. With it, we can check where the data come from.',
      ja: '学習データの入手元の一覧を、ファイルごとのハッシュ値とともにご提出ください。データの出所の確認に用います。',
    },
    when: (_, evidence) => ((worstScan(evidence)?.result.inputs.length ?? 0) === 0 ? {} : null),
  },
  {
    id: 'weights',
    audience: 'supplier',
    weight: 66,
    text: {
      en: 'The model in our comparison of {asked} {asked:question|questions} is known to us by its name only{where}. If it is yours, please send us the digest of its weights.',
      ja: '質問 {asked} 問の比較に用いたモデルは、名称でしか特定できておりません{where}。貴社のモデルでしたら、重みのハッシュ値をお知らせください。',
    },
    when: (_, evidence) => {
      const found = withoutDigest(evidence);
      return found === undefined ? null : { asked: found.result.coverage.asked, where: whereOf(evidence, found) };
    },
  },
  {
    id: 'audit',
    audience: 'supplier',
    weight: 62,
    text: {
      en: 'We would like the contract to give us, or a third party, the right to audit how data and model are made.',
      ja: 'データとモデルの作成過程について、当社または第三者が監査できる権利を、契約に定めさせていただきたく存じます。',
    },
    when: () => ({}),
  },
  {
    id: 'send-back',
    audience: 'supplier',
    weight: 60,
    text: {
      en: 'If a delivery does not pass our checks, we would like to be able to send it back, and to go on with the version before it.',
      ja: '納品物が当社の検査に合格しない場合は、返却のうえ、直前の版を継続して利用できるようにさせていただきたく存じます。',
    },
    when: () => ({}),
  },
  {
    id: 'logs',
    audience: 'supplier',
    weight: 58,
    text: {
      en: 'Please keep the logs of training and of changes, and show them to us on request.',
      ja: '学習と変更の記録を保管し、必要に応じてご開示いただけますでしょうか。',
    },
    when: () => ({}),
  },
];
