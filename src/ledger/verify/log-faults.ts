import { type LogFault, type LogReport, parseTilePath, TILE_WIDTH } from '../../tlog/index.ts';
import type { VerdictDraft } from './verdict.ts';

/** Adds the findings of the public log check to the two verdicts. `prunedBefore`: bundles before it may be gone. */
export function tellFaults(
  report: LogReport,
  prunedBefore: number,
  drafts: { readonly integrity: VerdictDraft; readonly completeness: VerdictDraft },
): void {
  const { integrity, completeness } = drafts;
  let pruned = 0;
  for (const fault of report.faults) {
    if (isPruned(fault, prunedBefore)) pruned += 1;
    else tellFault(fault, integrity, completeness);
  }
  if (pruned > 0) {
    const before = Math.floor(prunedBefore / TILE_WIDTH) * TILE_WIDTH;
    integrity.aside(`the ${before} leaves that were pruned`, `削除済みの古い記録 ${before} 件`);
  }
  if (report.stopped) integrity.unknown('the rest: too many faults', '残り（問題が多すぎるため中断）');
}

function isPruned({ kind, path }: LogFault, prunedBefore: number): boolean {
  const tile = parseTilePath(path);
  return kind === 'unreadable' && tile?.level === 'entries' && (tile.index + 1) * TILE_WIDTH <= prunedBefore;
}

function tellFault(fault: LogFault, integrity: VerdictDraft, completeness: VerdictDraft): void {
  const { kind, path, index, detail } = fault;
  const place = { index, path };
  switch (kind) {
    case 'unreadable':
      integrity.unknown(`${path}: ${detail ?? 'not there'}`, `${path}（${detail ?? 'ありません'}）`);
      if (detail === null) completeness.problem('missing', `${path} is missing`, `${path} がありません`, place);
      else completeness.unknown(`${path}: ${detail}`, `${path}（${detail}）`);
      return;
    case 'checkpoint':
      integrity.problem(
        'checkpoint',
        `the checkpoint is refused: ${detail}`,
        `チェックポイントが不正です（${detail}）`,
        place,
      );
      return;
    case 'no-root':
      integrity.unknown('the root', 'ルートハッシュ');
      return;
    case 'cut':
      completeness.problem(
        'cut',
        'the log is shorter than the earlier checkpoint says',
        'ログが以前のチェックポイントより短くなっています',
      );
      return;
    case 'rewritten':
      completeness.problem(
        'rewritten',
        'the log does not begin as the earlier checkpoint says',
        'ログの先頭が以前のチェックポイントと一致しません',
      );
      return;
    case 'no-earlier-root':
      completeness.unknown('the earlier checkpoint', '以前のチェックポイントとの一致');
      return;
    default:
      integrity.problem(
        'changed',
        `${path} is not what was signed${index === null ? '' : `, at ${index}`} (${kind})`,
        `${path} が署名時と異なります（${kind}${index === null ? '' : `、${index}`}）`,
        place,
      );
  }
}
