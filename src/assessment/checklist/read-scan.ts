import { grouped } from '../../report/index.ts';
import { counted, type Finding, type Message, type ScanResult } from '../../schema/index.ts';
import type { ResultFilling } from './fill-from.ts';

const NO_ROW: ResultFilling = {
  state: 'lacking',
  note: { en: 'The scan read no row.', ja: '検査で 1 行も読み取れていません。' },
};

/** Maximum number of columns that are named. */
const MAX_COLUMNS = 5;

/** Lists what a scan left unread although every row could be parsed: columns with text, and languages. */
function leftUnread({ coverage, inputs }: ScanResult): readonly Message[] {
  const columns = inputs.flatMap(({ path, fields }) => fields.unread.map(({ name }) => `${path}: ${name}`));
  const named = columns.slice(0, MAX_COLUMNS).join('; ') + (columns.length > MAX_COLUMNS ? '; …' : '');
  const languages = coverage.notChecked.filter(({ what }) => what === 'unread-languages').map(({ why }) => why);
  if (columns.length === 0) return languages;
  return [{ en: `Columns not read: ${named}.`, ja: `読んでいない列：${named}。` }, ...languages];
}

const inBoth = (all: readonly Message[]): Message => ({
  en: all.map(({ en }) => en).join(' '),
  ja: all.map(({ ja }) => ja).join(''),
});

const isReadInFull = ({ coverage }: ScanResult): boolean =>
  coverage.rows > 0 &&
  coverage.read >= coverage.rows &&
  coverage.skipped === 0 &&
  coverage.unreadFiles.length === 0 &&
  coverage.enough;

/** Reports whether every row of every file was read to the end. */
export function readToEnd(scan: ScanResult): ResultFilling {
  const { rows, read, skipped, unreadFiles } = scan.coverage;
  if (rows === 0 || read === 0) return NO_ROW;
  const [all, lost, files] = [rows, skipped, unreadFiles.length].map(grouped);
  if (isReadInFull(scan)) {
    const inputs = grouped(scan.inputs.length);
    return {
      state: 'confirmed',
      note: {
        en: `Read to the end: ${counted(all!, 'row')} in ${counted(inputs, 'file')}.`,
        ja: `${all} 行（${inputs} ファイル）を最後まで読み取りました。`,
      },
    };
  }
  return {
    state: 'lacking',
    note: {
      en: `Not everything was read: ${lost} of ${counted(all!, 'row')} skipped, ${counted(files!, 'file')} not read.`,
      ja: `読み取れていない部分があります：${all} 行のうち ${lost} 行、および ${files} ファイル。`,
    },
  };
}

/** Reports columns and languages that the scan left unread; people must judge whether they matter. */
export function unreadParts(scan: ScanResult): ResultFilling | null {
  if (scan.coverage.read === 0) return null;
  const left = leftUnread(scan);
  if (left.length > 0) return { state: 'open', note: inBoth(left) };
  return {
    state: 'confirmed',
    note: {
      en: 'The scan left no column with text and no language unread.',
      ja: '読んでいない列や、検出器が対応していない言語の回答はありません。',
    },
  };
}

const numberAt = (findings: readonly Finding[], level: Finding['level']): number =>
  findings.filter((one) => one.level === level).length;

/** Reports whether every finding is gone, or accepted by a named person. */
export function findingsSettled(scan: ScanResult): ResultFilling {
  const { coverage, findings, verdict, exceptions } = scan;
  if (coverage.read === 0) return NO_ROW;
  const [block, review] = [numberAt(findings, 'block'), numberAt(findings, 'review')];
  if (block + review > 0) {
    return {
      state: 'lacking',
      note: {
        en: `Findings not dealt with: ${block} at block, ${review} at review.`,
        ja: `未対応の検出があります：停止 ${block} 件、要確認 ${review} 件。`,
      },
    };
  }
  if (verdict !== 'pass' || !coverage.enough) {
    return {
      state: 'lacking',
      note: {
        en: 'Too little was read to say that nothing is there.',
        ja: '読み取れた範囲が足りず、問題がないとは判断できません。',
      },
    };
  }
  const rows = grouped(coverage.read);
  const accepted = exceptions.filter(({ status }) => status === 'applied').length;
  return {
    state: 'confirmed',
    note: {
      en: `No finding is left in ${counted(rows, 'row')}; findings accepted by a named person: ${accepted}.`,
      ja: `${rows} 行に未対応の検出はありません（担当者名を記録して承認した検出：${accepted} 件）。`,
    },
  };
}

/** Reports whether all of the data were searched for rows that refuse and then answer, and none was found. */
export function noRefuseThenComply(scan: ScanResult): ResultFilling {
  if (scan.coverage.read === 0) return NO_ROW;
  const found = scan.findings.filter(({ detector }) => detector === 'refuse-then-comply');
  const count = found.reduce((sum, one) => sum + one.count, 0);
  const rows = grouped(count);
  if (found.some(({ level }) => level !== 'info')) {
    return {
      state: 'lacking',
      note: {
        en: `Found: ${counted(rows, 'row')} with a refusal and then the answer.`,
        ja: `拒否した後に回答する行を ${rows} 行検出しました。`,
      },
    };
  }
  if (!isReadInFull(scan)) return readToEnd(scan);
  if (count > 0) {
    return {
      state: 'open',
      note: {
        en: `Such rows were found and accepted, or are few: ${rows}. Look at them.`,
        ja: `該当する行が ${rows} 行あります（承認済み、または少数）。内容を確認してください。`,
      },
    };
  }
  const left = leftUnread(scan);
  if (left.length > 0) return { state: 'open', note: inBoth(left) };
  const all = grouped(scan.coverage.read);
  return {
    state: 'confirmed',
    note: {
      en: `None in ${counted(all, 'row')}, each read to its end.`,
      ja: `最後まで読み取った ${all} 行に、該当する行はありません。`,
    },
  };
}

/** Reports whether the accepted findings are still the ones that somebody looked at. */
export function exceptionsInForce({ coverage, exceptions }: ScanResult): ResultFilling | null {
  if (coverage.read === 0) return null;
  if (exceptions.length === 0) {
    return {
      state: 'not-applicable',
      note: { en: 'No finding was accepted as an exception.', ja: '例外として承認された検出はありません。' },
    };
  }
  const stale = exceptions.filter(({ status }) => status !== 'applied').length;
  if (stale > 0) {
    return {
      state: 'lacking',
      note: {
        en: `Exceptions that no longer match their rows, to be looked at again: ${stale}.`,
        ja: `対象の行と一致しなくなった例外が ${stale} 件あります。再確認が必要です。`,
      },
    };
  }
  const names = [...new Set(exceptions.map(({ name }) => name))].slice(0, 5).join(', ');
  const accepted = exceptions.length;
  return {
    state: 'confirmed',
    note: {
      en: `${counted(accepted, 'exception')}, with reason and date, by ${names}.`,
      ja: `例外 ${accepted} 件に、理由と日付の記録があります（承認者：${names}）。`,
    },
  };
}
