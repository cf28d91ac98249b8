import type { LoggedStep } from '../../training-record.ts';
import { EMPTY_STEP, readAs } from '../empty-record.ts';
import { unfiniteLines } from '../hugging-face/log-notes.ts';
import { fromBase64 } from '../parsing/base64-text.ts';
import { csvHead, NO_TABLE, parseCsvTable } from '../parsing/csv-table.ts';
import { asCount, asNumber } from '../parsing/fields.ts';
import type { SeenFile, TrainerFile } from '../trainer-file.ts';

/**
 * The result file of a hosted job: `step,train_loss,train_accuracy,valid_loss,…`, also in base64, as the API returns
 * it.
 */
export const resultTable: TrainerFile = {
  kind: 'result-table',
  claims: (file) => isResultHead(csvHead(csvText(file))),
  read: (file) => {
    const table = parseCsvTable(csvText(file)) ?? NO_TABLE;
    const column = (...names: string[]) => table.head.findIndex((name) => names.includes(name.toLowerCase()));
    const [step, loss, tokens] = [column('step'), column('train_loss', 'training_loss'), column('elapsed_tokens')];
    const numbered = table.rows.filter((row) => asCount(row[step]) !== null);
    const trained = numbered.filter((row) => (row[loss] ?? '') !== '');
    const steps = trained.map(
      (row): LoggedStep => ({
        ...EMPTY_STEP,
        step: asCount(row[step])!,
        loss: asNumber(row[loss]),
        tokens: asCount(row[tokens]),
      }),
    );
    const strange = table.rows.length - numbered.length;
    return readAs(file, 'result-table', {
      steps,
      unread: [
        ...table.unread,
        ...rowsWithoutStep(strange),
        ...unfiniteLines(steps.filter((one) => one.loss === null).length),
      ],
    });
  },
};

function rowsWithoutStep(count: number) {
  if (count === 0) return [];
  return [{ en: `Rows without a number of the step: ${count}.`, ja: `ステップ番号のない行：${count} 行。` }];
}

function isResultHead(head: readonly string[]): boolean {
  const names = head.map((name) => name.toLowerCase());
  return names.includes('step') && (names.includes('train_loss') || names.includes('training_loss'));
}

/** Returns the text of a table, decoded if it is base64; empty for other files. */
function csvText(file: SeenFile): string {
  if (file.content.form !== 'text') return '';
  const { text } = file.content;
  const decoded =
    /^\s*[A-Za-z0-9+/=]{8,200}/.test(text.slice(0, 400)) && !text.slice(0, 400).includes(',') ? fromBase64(text) : null;
  return decoded === null ? text : (file.ports.decode(decoded, 'utf-8') ?? '');
}
