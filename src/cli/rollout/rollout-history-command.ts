import { openReader, rolloutHistory } from '../../gates/index.ts';
import type { Lang } from '../../schema/index.ts';
import type { Config } from '../config/config-schema.ts';
import { EXIT } from '../exit-code.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { historyReport } from './history-report.ts';
import { pageView } from './page-view.ts';
import { writeResult } from './write-result.ts';

export interface RolloutHistoryFlags extends SharedFlags {
  readonly ledger?: string;
  readonly json?: string;
}

/** Default folder in which `zenbun serve` keeps a ledger. */
const DEFAULT_FOLDER = 'ledger';

/** `zenbun rollout history`: shows every record of a rollout in a ledger, without a gateway. */
export async function rolloutHistoryCommand(
  model: string | undefined,
  config: Config['serve'],
  flags: RolloutHistoryFlags,
  lang: Lang,
): Promise<number> {
  const folder = flags.ledger ?? config?.ledger?.folder ?? DEFAULT_FOLDER;
  const entries = await rolloutHistory(await openReader(folder), model);
  const result = { schema: 'zenbun.rollout-history/1', ledger: folder, model: model ?? null, entries };
  await writeResult(flags, result, () => historyReport(entries, pageView(flags, lang)));
  return EXIT.done;
}
