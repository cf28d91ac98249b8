import { previewRollouts } from '../../gates/index.ts';
import type { Lang } from '../../schema/index.ts';
import type { Config } from '../config/config-schema.ts';
import { EXIT } from '../exit-code.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { pageView } from './page-view.ts';
import { planReport } from './plan-report.ts';
import { writeResult } from './write-result.ts';

export interface RolloutPlanFlags extends SharedFlags {
  readonly json?: string;
}

/** `zenbun rollout plan`: explains the configuration, without a gateway. */
export async function rolloutPlanCommand(
  model: string | undefined,
  config: Config['serve'],
  flags: RolloutPlanFlags,
  lang: Lang,
): Promise<number> {
  const { listen: _, ...options } = config ?? {};
  const previews = await previewRollouts(options, model, Date.now());
  const result = model === undefined ? { schema: 'zenbun.rollout-plans/1', plans: previews } : previews[0];
  const view = pageView(flags, lang);
  await writeResult(flags, result, () => previews.map((one) => planReport(one, view)).join('\n'));
  return EXIT.done;
}
