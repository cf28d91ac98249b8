import { ZenbunError } from '../../errors.ts';
import { parseStrictJson } from '../../provenance/index.ts';
import { DRILL_MODEL, type LedgerSummary } from '../../schema/index.ts';
import { verifyWithManifest } from './verify-bundle.ts';
import { openZip } from './zip/read-zip.ts';

const MAX_SUMMARY_BYTES = 64 * 2 ** 20;

/** A file in a bundle that a report can cover. */
interface BundledResult {
  /** Path inside the bundle. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Content of a bundle that a report is made from. */
export interface BundleEvidence {
  readonly results: readonly BundledResult[];
  readonly ledgers: readonly {
    readonly folder: string;
    readonly summary: LedgerSummary;
    readonly head: { readonly origin: string; readonly size: number; readonly root: string };
  }[];
}

/**
 * Separates drills from rollouts and models in a summary of an earlier version; its counts of answers stay unchanged.
 */
function withDrillsApart(summary: LedgerSummary): LedgerSummary {
  if (summary.counting === 2) return summary;
  const isDrill = ({ model }: { readonly model: string }) => model === DRILL_MODEL;
  return {
    ...summary,
    counting: 1,
    models: summary.models.filter((one) => !isDrill(one)),
    rollouts: summary.rollouts.filter((one) => !isDrill(one)),
    drills: summary.rollouts.filter(isDrill),
  };
}

/**
 * Returns the results and log summaries in a bundle, provided that everything in it verifies. Who signed it is not
 * checked here; that is up to `verifyBundle`. Throws as `verifyBundle` does, `damaged` if a check fails, and
 * `unreadable` for a redacted bundle.
 */
export async function bundleEvidence(path: string, now: () => number): Promise<BundleEvidence> {
  const { verification, manifest } = await verifyWithManifest(path, { now });
  const failed = verification.checks.find(({ state }) => state === 'failed');
  if (failed !== undefined || manifest === null) throw unsound(path, failed?.detail ?? { en: '?', ja: '?' });
  if (manifest.redacted) throw redactedBundle(path);
  const zip = await openZip(path);
  try {
    const results: BundledResult[] = [];
    for (const { name, kind } of manifest.parts)
      if (kind === 'result') results.push({ name, bytes: await zip.read(name) });
    const ledgers = [];
    for (const { folder, origin, size, root } of manifest.ledgers) {
      const name = `${folder}/summary.json`;
      if (!zip.names.includes(name)) continue;
      const summary = parseStrictJson(await zip.read(name), MAX_SUMMARY_BYTES, name) as LedgerSummary;
      ledgers.push({ folder, summary: withDrillsApart(summary), head: { origin, size, root } });
    }
    return { results, ledgers };
  } finally {
    await zip.close();
  }
}

const unsound = (path: string, { en, ja }: { readonly en: string; readonly ja: string }) =>
  new ZenbunError(
    'damaged',
    { en: `${path} does not hold: ${en}`, ja: `${path} は検証できません：${ja}` },
    { advice: { en: `Run zenbun verify ${path}.`, ja: `zenbun verify ${path} を実行してください。` } },
  );

const redactedBundle = (path: string) =>
  new ZenbunError(
    'unreadable',
    {
      en: `${path} is redacted: a report cannot be made from it`,
      ja: `${path} は伏せ字のため、報告書を作成できません`,
    },
    {
      advice: {
        en: 'Read report/disclosure-note in it, or name the bundle that is not redacted.',
        ja: '中の report/disclosure-note を参照するか、伏せ字でないバンドルを指定してください。',
      },
    },
  );
