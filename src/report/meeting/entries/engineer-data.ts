import { type Evidence, type EvidenceOf, evidenceOf } from '../../../schema/index.ts';
import { visible } from '../../excerpt.ts';
import { most, whereOf, worstScan } from '../../given-evidence.ts';
import { percent } from '../../numbers.ts';
import type { MeetingEntry } from '../meeting-entry.ts';

/**
 * Returns the finding with most rows, among those that block or, if none does, among those that somebody has to look
 * at.
 */
function strongest({ result }: EvidenceOf<'scan'>) {
  const open = result.findings.filter(({ level }) => level !== 'info');
  const blocking = open.filter(({ level }) => level === 'block');
  return most(blocking.length > 0 ? blocking : open, ({ count }) => count);
}

const fieldsUnread = (evidence: readonly Evidence[]) =>
  evidenceOf(evidence, 'scan')
    .flatMap((scan) => scan.result.inputs.flatMap(({ fields }) => fields.unread.map((field) => ({ scan, ...field }))))
    .filter(({ rows }) => rows > 0);

export const ENGINEER_DATA: readonly MeetingEntry[] = [
  {
    id: 'strongest-finding',
    audience: 'engineer',
    weight: 90,
    text: {
      en: '{title}: {count} of {of} ({share}){where}. The rows named in the report have to be looked at first.',
      ja: '{title}：{of} 件中 {count} 件です（{share}）{where}。まず、報告書に挙げた行を確認する必要があります。',
    },
    when: (_, evidence) => {
      const scan = worstScan(evidence);
      const finding = scan === undefined ? undefined : strongest(scan);
      if (scan === undefined || finding === undefined || finding.of === 0) return null;
      const { title, count, of } = finding;
      return {
        title: { en: visible(title.en), ja: visible(title.ja) },
        count,
        of,
        share: percent(count / of),
        where: whereOf(evidence, scan),
      };
    },
  },
  {
    id: 'fields-unread',
    audience: 'engineer',
    weight: 66,
    text: {
      en: '{fields} {fields:field|fields} with longer texts, in up to {rows} {rows:row|rows}, went unread. We have to find out whether {fields:it is|they are} used in training.',
      ja: '長い文章を含む項目のうち {fields} 個（最大 {rows} 行）は読み取りの対象外でした。学習に使用しているかどうかを確認する必要があります。',
    },
    when: (_, evidence) => {
      const fields = fieldsUnread(evidence);
      return fields.length === 0
        ? null
        : { fields: fields.length, rows: fields.reduce((most, { rows }) => Math.max(most, rows), 0) };
    },
  },
  {
    id: 'rows-skipped',
    audience: 'engineer',
    weight: 64,
    text: {
      en: '{skipped} {skipped:row|rows} and {files} {files:file|files} could not be read{where}. They have to be mended or taken out, and scanned again.',
      ja: '読み取れなかった行が {skipped} 行、ファイルが {files} 個あります{where}。修正または除外のうえ、再検査が必要です。',
    },
    when: (_, evidence) => {
      const scan = most(
        evidenceOf(evidence, 'scan'),
        ({ result: { coverage } }) => coverage.skipped + coverage.unreadFiles.length,
      );
      if (scan === undefined) return null;
      const { skipped, unreadFiles } = scan.result.coverage;
      return { skipped, files: unreadFiles.length, where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'rows-read',
    audience: 'engineer',
    weight: 20,
    text: {
      en: 'The scan read {read} of {rows} {rows:row|rows} in {files} {files:file|files} to the end{where}. If the data change, it has to be run again.',
      ja: '検査では、{files} ファイルの {rows} 行のうち {read} 行を最後まで読了しています{where}。データを変更した場合は再検査が必要です。',
    },
    when: (_, evidence) => {
      const scan = worstScan(evidence);
      if (scan === undefined) return null;
      const { coverage, inputs } = scan.result;
      return { read: coverage.read, rows: coverage.rows, files: inputs.length, where: whereOf(evidence, scan) };
    },
  },
  {
    id: 'data-unchecked',
    audience: 'engineer',
    weight: 50,
    text: {
      en: 'The training data have not been checked. We have to run "zenbun scan" on all files used in training.',
      ja: '学習データは未確認です。学習に使用する全ファイルに「zenbun scan」を実行する必要があります。',
    },
    when: (_, evidence) => (worstScan(evidence) === undefined ? {} : null),
  },
];
