import { type CostCurrency, costInputs, estimateCost } from '../../assessment/index.ts';
import { ZenbunError } from '../../errors.ts';
import { excerpt } from '../../report/index.ts';
import type { CostEstimate, Evidence, EvidenceSource, Lang, Message } from '../../schema/index.ts';
import { readCostFile } from './cost-file.ts';

/** Default file of inputs: read if it exists and no other is named, written if no name is given. */
export const COST_FILE = 'zenbun-cost.yaml';

const DRAWS = 10_000;
/** Constant, so that the same inputs give everybody the same numbers. */
const SEED = 1;

/** Inputs of an estimate. */
export interface EstimateSource {
  /** File of inputs; null for none. */
  readonly path: string | null;
  /** Currency requested by the user; a file with a different one is refused. */
  readonly currency?: CostCurrency | undefined;
  readonly evidence: readonly Evidence[];
  readonly lang: Lang;
}

/**
 * Estimates what checks cost and save. Throws like `readCostFile`, and `usage` if the file's currency differs from the
 * requested one.
 */
export async function estimateFrom({ path, currency: wanted, evidence, lang }: EstimateSource): Promise<CostEstimate> {
  const read = path === null ? null : await readCostFile(path);
  if (path !== null && read?.currency && wanted && read.currency !== wanted)
    throw otherCurrency(path, read.currency, wanted);
  const currency = read?.currency ?? wanted ?? currencyOf(lang);
  const { inputs, notes } = costInputs(currency, read?.given ?? null, evidence);
  return estimateCost(inputs, {
    draws: DRAWS,
    seed: SEED,
    currency,
    notes: [...(read === null ? [NO_FILE] : []), ...evidence.map(({ source }) => placeOf(source)), ...notes],
  });
}

/** Returns the default currency of a language. */
export const currencyOf = (lang: Lang): CostCurrency => (lang === 'ja' ? 'JPY' : 'USD');

const NO_FILE: Message = {
  en: 'No file of inputs was read. zenbun cost --init writes one, to be filled with own numbers.',
  ja: '入力ファイルはありません。zenbun cost --init で作成し、自社の数値を記入してください。',
};

const otherCurrency = (path: string, own: string, wanted: string) =>
  new ZenbunError(
    'usage',
    {
      en: `${path} counts in ${own}, not in ${wanted}; amounts are not converted`,
      ja: `${path} の通貨は ${own} です。${wanted} には換算しません`,
    },
    {
      advice: {
        en: `Leave --currency out, or write a file with zenbun cost --init --currency ${wanted}.`,
        ja: `--currency を省くか、zenbun cost --init --currency ${wanted} で別のファイルを作成してください。`,
      },
    },
  );

/** Explains an id that appears among the sources of the inputs. */
function placeOf({ id, path, sha256, ledger }: EvidenceSource): Message {
  const digest = sha256 === null ? `${ledger?.size ?? 0}, ${ledger?.root ?? ''}` : `SHA-256 ${sha256}`;
  const shown = excerpt(path, 200);
  return { en: `${id}: ${shown} (${digest})`, ja: `${id}：${shown}（${digest}）` };
}
