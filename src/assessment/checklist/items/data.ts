import { type ChecklistEntry, onlyPeople } from '../checklist-entry.ts';
import { everyOne } from '../fill-from.ts';
import { exceptionsInForce, findingsSettled, noRefuseThenComply, readToEnd, unreadParts } from '../read-scan.ts';
import { aisi, businessGuideline, JIS_DATA, jis } from '../references.ts';

/** Items about what the training data contain. */
export const DATA_ITEMS: readonly ChecklistEntry[] = [
  {
    id: 'data-read-to-end',
    teams: ['development'],
    question: {
      en: 'Was every row of the training data read to its end?',
      ja: '学習データのすべての行を、最後まで検査しましたか。',
    },
    toShow: {
      en: 'A result of zenbun scan --json without skipped rows and unread files.',
      ja: '読み飛ばした行や読めなかったファイルのない zenbun scan --json の結果。',
    },
    references: [...aisi('G9-2'), ...jis(JIS_DATA)],
    fill: everyOne('scan', readToEnd),
  },
  {
    id: 'data-left-unread',
    teams: ['development', 'planning'],
    question: {
      en: 'Has somebody confirmed that columns and languages the scan did not read have no effect on training?',
      ja: '検査で読んでいない列や言語について、学習に影響しないことを確認しましたか。',
    },
    toShow: {
      en: 'A scan that left none unread, or why these have no effect: not used for training, or read by a person.',
      ja: '残りがない検査結果、または影響しない理由（学習に使わない、担当者が目視したなど）。',
    },
    references: aisi('G9-2'),
    fill: everyOne('scan', unreadParts),
  },
  {
    id: 'data-findings-settled',
    teams: ['development', 'management'],
    question: {
      en: 'Has everything that the scan found been removed, or accepted by a named person?',
      ja: '検査で検出された行は、すべて取り除くか、担当者名を記録して承認しましたか。',
    },
    toShow: {
      en: 'A scan of the training data with the verdict "pass".',
      ja: '判定が「合格」の、学習データの検査結果。',
    },
    references: aisi('G1-1', 'G9-73'),
    fill: everyOne('scan', findingsSettled),
  },
  {
    id: 'no-refuse-then-comply',
    teams: ['development'],
    question: {
      en: 'Is the training data free of rows that refuse and then answer the same request?',
      ja: '学習データに、一度拒否してから同じリクエストに答える行がないことを確認しましたか。',
    },
    toShow: {
      en: 'A scan that read everything and found no refuse-then-comply row.',
      ja: '全体を読み取り、refuse-then-comply の検出がない検査結果。',
    },
    references: aisi('G6-6', 'G9-73'),
    fill: everyOne('scan', noRefuseThenComply),
  },
  {
    id: 'exceptions-named',
    teams: ['audit', 'development'],
    question: {
      en: 'Does every accepted finding have a reason, a name and a date, and still apply to the same rows?',
      ja: '承認した検出には理由、名前、日付があり、対象の行は承認時と同じですか。',
    },
    toShow: {
      en: 'A scan with --accept in which no exception has ended.',
      ja: '--accept を指定し、失効した例外がない検査結果。',
    },
    references: [...aisi('G9-73'), ...businessGuideline('アカウンタビリティ')],
    fill: everyOne('scan', exceptionsInForce),
  },
  {
    id: 'scan-with-every-change',
    teams: ['development'],
    question: {
      en: 'Is the data scanned again whenever it changes, before anything is trained on it?',
      ja: '学習データが変わるたびに、学習の前に検査していますか。',
    },
    toShow: {
      en: 'The CI job that runs zenbun scan, and who may change its settings.',
      ja: 'zenbun scan を実行する CI のジョブと、その設定を変更できる人。',
    },
    references: aisi('G9-68'),
    fill: onlyPeople,
  },
];
