import type { LogsSummary } from '../../gates/index.ts';
import { type Lang, type Message, unreadIn } from '../../schema/index.ts';

/** Describes what was read of logs and what was not, in lines for a person. */
export function logLines(
  { answers, others, skipped, skippedRows, duplicates, disordered, formats }: LogsSummary,
  lang: Lang,
): string[] {
  const told: Message[] = [
    {
      en: `Logs: ${answers} answers (${formats.join(', ')})`,
      ja: `ログ：回答 ${answers} 件（${formats.join('、')}）`,
    },
  ];
  if (others > 0) told.push({ en: `  ${others} rows of other things than answers`, ja: `  回答以外の行 ${others} 件` });
  if (duplicates > 0)
    told.push({
      en: `  ${duplicates} rows were there before (copies of a log?); each counts once`,
      ja: `  重複した行 ${duplicates} 件（ログの写しなど。1 件として数えます）`,
    });
  if (disordered > 0)
    told.push({
      en: `  ${disordered} answers were not in the order of time; sorted`,
      ja: `  時刻順でない回答 ${disordered} 件（並べ替え済み）`,
    });
  if (skipped > 0) told.push({ en: `  ${skipped} rows could not be read:`, ja: `  読めなかった行 ${skipped} 件：` });
  const rows = skippedRows.map(({ file, line, reason }) => `    ${file}:${line}: ${unreadIn(lang, reason)}`);
  return [...told.map((one) => one[lang]), ...rows];
}
