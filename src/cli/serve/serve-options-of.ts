import { ZenbunError } from '../../errors.ts';
import type { ServeOptions } from '../../gates/index.ts';
import type { Config } from '../config/config-schema.ts';
import type { ServeFlags } from './serve-flags.ts';

/**
 * Combines the settings of the file with those of the command line, which take precedence. Throws `usage` if no model
 * to serve is named.
 */
export function serveOptionsOf(config: Config['serve'] = {}, flags: ServeFlags): ServeOptions {
  const { listen, ledger, ...rest } = config;
  const address = flags.listen ?? (listen === undefined ? undefined : String(listen));
  const folder = flags.ledger ?? ledger?.folder;
  return {
    ...rest,
    ...modelsOf(config, flags),
    ...(address === undefined ? {} : { listen: address }),
    ledger: { ...ledger, ...(folder === undefined ? {} : { folder }) },
  };
}

/** Returns the models of `--upstream` and `--model`, or those of the file, all under `--guard` if given. */
function modelsOf(config: Config['serve'] = {}, { upstream, model = [], guard }: ServeFlags) {
  if (upstream !== undefined) {
    if (model.length === 0)
      throw new ZenbunError('usage', {
        en: '--upstream needs the name of a model there: --model NAME',
        ja: '--upstream には、そのサーバーのモデル名も指定してください：--model 名前',
      });
    const models = Object.fromEntries(model.map((name) => [name, guard === undefined ? {} : { guard }]));
    return { upstreams: { upstream: { url: upstream } }, models };
  }
  const { models = {} } = config;
  if (Object.keys(models).length === 0) throw nothingToServe();
  if (guard === undefined) return {};
  return { models: Object.fromEntries(Object.entries(models).map(([name, one]) => [name, { ...one, guard }])) };
}

const nothingToServe = () =>
  new ZenbunError(
    'usage',
    { en: 'no model to serve', ja: '提供するモデルがありません' },
    {
      advice: {
        en: 'Try "zenbun serve --demo", name a server with --upstream and --model, or list them under serve: in zenbun.yaml.',
        ja: '「zenbun serve --demo」を試すか、--upstream と --model でサーバーを指定するか、zenbun.yaml の serve に書いてください。',
      },
    },
  );
