import { ZenbunError } from '../errors.ts';
import type { StageRow } from './lease.ts';

/** The store cannot be reached or does not answer in time. `where` must not contain user or password. */
export const unreachable = (where: string, why: string): ZenbunError =>
  new ZenbunError(
    'upstream',
    { en: `The lease at ${where} cannot be reached: ${why}`, ja: `${where} のリースに接続できません：${why}` },
    {
      advice: {
        en: 'Stable models are served until it is back.',
        ja: '復旧するまでは安定版のモデルで応答します。',
      },
    },
  );

/** Throws `internal` for a row that no swap may write: epochs go up by one with each change. */
export function requireNextEpoch(before: number | null, { epoch }: StageRow): void {
  const isNext = before === null ? Number.isSafeInteger(epoch) && epoch >= 0 : epoch === before + 1;
  if (isNext) return;
  throw new ZenbunError('internal', {
    en: `Epoch ${epoch} does not follow ${before ?? 'nothing'}`,
    ja: `エポック ${epoch} は ${before ?? 'なし'} の次ではありません`,
  });
}
