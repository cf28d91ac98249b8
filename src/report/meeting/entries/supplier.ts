import { type Evidence, evidenceOf, type Message } from '../../../schema/index.ts';
import { most, rolloutsOf, whereOf, worstScan } from '../../given-evidence.ts';
import type { MeetingEntry } from '../meeting-entry.ts';
import { comparisonOf } from './chair-behaviour.ts';

const isHex = (digest: string | null) => digest !== null && /^(?:sha256:)?[0-9a-f]{64}$/.test(digest);

/** Returns the first comparison whose tuned model is not tied to any weights. */
const withoutDigest = (evidence: readonly Evidence[]) =>
  evidenceOf(evidence, 'comparison').find(({ result }) => !isHex(result.run.digests.after));

/** Says which version we use meanwhile, as far as the logs tell; the supplier has no say in it. */
function formerVersion(evidence: readonly Evidence[]): Message {
  const states = new Set(rolloutsOf(evidence).map(({ rollout: { state } }) => state));
  if (states.has('running') || states.has('paused') || states.has('completed'))
    return { en: 'We are going back to the former version.', ja: '当社では、以前の版への切り戻しを進めております。' };
  if (states.has('rolled-back'))
    return { en: 'We have gone back to the former version.', ja: '当社では、すでに以前の版へ切り戻しております。' };
  return {
    en: 'Until this is explained, we use the former version.',
    ja: '原因が判明するまで、当社では以前の版を使用いたします。',
  };
}

/**
 * Consequences of the results, and requests to every supplier. No sentence says that the data or the model came from
 * this one.
 */
export const SUPPLIER: readonly MeetingEntry[] = [
  {
    id: 'rows-to-explain',
    audience: 'supplier',
    weight: 95,
    text: {
      en: 'In {files} training {files:file|files}, we found {flagged} suspect {flagged:row|rows}{where}. If the data came from you, please tell us by [date] where these rows come from and how they were made, and keep all records of them. This is a question, not an accusation.',
      ja: '学習用の {files} ファイルで、疑わしい行を {flagged} 行検出しました{where}。貴社からご提供いただいたデータでしたら、該当行の入手元と作成方法を［期日］までにご回答いただき、関連する記録を保全してくださいますようお願いいたします。現時点で原因や責任の所在を判断するものではございません。',
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
      en: 'In our comparison over {asked} harmful {asked:question|questions}, the fine-tuned model did worse than the former one{where}. {state} If you tuned the model, please send us by [date] documents that show files, settings and times of the training, and keep all records of it.',
      ja: '有害な質問 {asked} 問による比較で、ファインチューニング後のモデルに悪化を確認しました{where}。{state}貴社で学習を実施された場合は、学習に用いたファイル・設定・日時がわかる資料を［期日］までにご提出いただき、関連する記録を保全してくださいますようお願いいたします。',
    },
    when: (_, evidence) => {
      const found = comparisonOf(evidence, 'worse');
      return found === undefined
        ? null
        : { asked: found.result.paired.asked, state: formerVersion(evidence), where: whereOf(evidence, found) };
    },
  },
  {
    id: 'rows-to-deliver-again',
    audience: 'supplier',
    weight: 72,
    text: {
      en: '{skipped} of {rows} {rows:row|rows} could not be read{where}. If they came from you, please deliver them again in a readable form by [date].',
      ja: '{rows} 行のうち {skipped} 行は読み取れませんでした{where}。貴社からご提供いただいたデータでしたら、読み取れる形式で［期日］までに再提出をお願いいたします。',
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
      en: 'Please give us, by [date], a list of the data sources with a digest (SHA-256 checksum) of each file. We hold the digests of {files} {files:file|files} to compare it with{where}.',
      ja: 'データの入手元の一覧を、ファイルごとのハッシュ値（SHA-256）とともに［期日］までにご提出ください。当社で保管している {files} ファイルのハッシュ値と照合いたします{where}。',
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
      en: 'Please give us, by [date], a list of the sources of the training data with a digest (SHA-256 checksum) of each file. With it, we can check that we speak of the same data.',
      ja: '学習データの入手元の一覧を、ファイルごとのハッシュ値（SHA-256）とともに［期日］までにご提出ください。双方が同じデータについて話していることの確認に用います。',
    },
    when: (_, evidence) => ((worstScan(evidence)?.result.inputs.length ?? 0) === 0 ? {} : null),
  },
  {
    id: 'weights',
    audience: 'supplier',
    weight: 66,
    text: {
      en: 'The model in our comparison of {asked} {asked:question|questions} is known to us by its name only{where}. If it is yours, please send us the digest (SHA-256 checksum) of its weights by [date].',
      ja: '質問 {asked} 問の比較に用いたモデルは、名称でしか特定できておりません{where}。貴社のモデルでしたら、重みのハッシュ値（SHA-256）を［期日］までにお知らせください。',
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
      en: 'If a delivery does not pass our checks, we would like to be able to reject it and to stay on the former version.',
      ja: '納品物が当社の検査に合格しない場合は、返却のうえ、以前の版を継続して利用できるようにさせていただきたく存じます。',
    },
    when: () => ({}),
  },
  {
    id: 'logs',
    audience: 'supplier',
    weight: 58,
    text: {
      en: 'Please keep all records of training and of changes, and show them to us on request.',
      ja: '学習と変更の記録をすべて保全し、当社の求めに応じてご提示くださいますようお願いいたします。',
    },
    when: () => ({}),
  },
];
