import type { Lang } from '../../schema/index.ts';
import type { Config } from '../config/config-schema.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { openGateway } from './gateway-access.ts';
import { pageView } from './page-view.ts';
import { statusReport } from './status-report.ts';
import { writeResult } from './write-result.ts';

export interface RolloutStatusFlags extends SharedFlags {
  readonly url?: string;
  readonly json?: string;
}

/** `zenbun rollout status`: exits 1 if a canary was rolled back. */
export async function rolloutStatusCommand(
  model: string | undefined,
  config: Config['serve'],
  flags: RolloutStatusFlags,
  lang: Lang,
): Promise<number> {
  const rollouts = await interruptible(async (signal) => {
    const gateway = openGateway(flags.url, config, signal);
    return model === undefined ? gateway.all() : [await gateway.status(model)];
  });
  const result = model === undefined ? { schema: 'zenbun.rollouts/1', rollouts } : rollouts[0];
  const view = pageView(flags, lang);
  await writeResult(flags, result, () =>
    rollouts.length === 0 ? `${NO_ROLLOUTS[lang]}\n` : rollouts.map((one) => statusReport(one, view)).join('\n'),
  );
  return rollouts.some(({ status }) => status === 'rolled-back') ? EXIT.findings : EXIT.done;
}

const NO_ROLLOUTS = {
  en: 'No rollouts are configured on this gateway (serve.rollouts in zenbun.yaml).',
  ja: 'このゲートウェイに段階公開の設定はありません（zenbun.yaml の serve.rollouts）。',
};
