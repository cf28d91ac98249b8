import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import { ZenbunError } from '../../../errors.ts';
import { type EvidenceOf, evidenceOf } from '../../../schema/index.ts';
import { readEvidence } from '../../report/read-evidence.ts';
import { jsonOf, smallFile } from '../manifest/signed-manifest.ts';
import { type BomFacts, readBomFacts } from './bom-facts.ts';
import { type HashingOptions, hashSource, type ModelSource, readModelSource } from './model-source.ts';

export interface BomInputs extends HashingOptions {
  /** Folder or file of the model. */
  readonly model: string;
  readonly base?: string | undefined;
  readonly data: readonly string[];
  /** File of the supplier's facts, in YAML. */
  readonly facts?: string | undefined;
  /** Output of `zenbun training --json`. */
  readonly training?: string | undefined;
  /** Outputs of `scan` and `compare`, or folders of a comparison. */
  readonly results: readonly string[];
  /** Clock in milliseconds since 1970, for results that depend on their age. */
  readonly now: () => number;
}

/** A data set that was hashed. */
export interface DataSource {
  readonly name: string;
  /** OpenSSF Model Signing digest of a folder, or SHA-256 of a file's bytes. */
  readonly sha256: string;
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
}

/** The result of a check of a training history, reduced to what a bill uses. */
interface TrainingSummary {
  readonly path: string;
  readonly sha256: string;
  readonly verdict: string;
  readonly states: Readonly<Record<'consistent' | 'inconsistent' | 'cannot-tell', number>>;
}

/** All sources of a bill. */
export interface BomSources {
  readonly model: ModelSource;
  readonly base: ModelSource | null;
  readonly data: readonly DataSource[];
  readonly facts: BomFacts;
  readonly scans: readonly EvidenceOf<'scan'>[];
  readonly comparisons: readonly EvidenceOf<'comparison'>[];
  readonly training: TrainingSummary | null;
}

const MOST_RESULT_BYTES = 64 * 2 ** 20;

/**
 * Reads and hashes all sources. Throws as `hashFolder`, `readBomFacts` and `readEvidence` do; `usage` for a result of
 * another kind.
 */
export async function readBomSources(inputs: BomInputs): Promise<BomSources> {
  // Read facts and results first, so that their faults surface before a model is hashed.
  const facts = inputs.facts === undefined ? {} : await readBomFacts(inputs.facts);
  const evidence = await readEvidence(inputs.results, { now: inputs.now });
  const other = evidence.find(({ kind }) => kind !== 'scan' && kind !== 'comparison');
  if (other !== undefined)
    throw new ZenbunError('usage', {
      en: `${other.source.path} is not a result of scan or compare`,
      ja: `${other.source.path} は scan または compare の結果ではありません`,
    });
  const training = inputs.training === undefined ? null : await trainingOf(inputs.training);
  const data: DataSource[] = [];
  for (const path of inputs.data) {
    const { sha256, listing } = await hashSource(path, inputs);
    data.push({ name: basename(resolve(path)), sha256, files: listing.files });
  }
  return {
    model: await readModelSource(inputs.model, inputs),
    base: inputs.base === undefined ? null : await readModelSource(inputs.base, inputs),
    data,
    facts,
    scans: evidenceOf(evidence, 'scan'),
    comparisons: evidenceOf(evidence, 'comparison'),
    training,
  };
}

const TRAINING = z.object({
  schema: z.literal('zenbun.training/1'),
  verdict: z.enum(['pass', 'review', 'block']),
  checks: z.array(z.object({ state: z.enum(['consistent', 'inconsistent', 'cannot-tell']) })),
});

async function trainingOf(path: string): Promise<TrainingSummary> {
  const bytes = await smallFile(path, MOST_RESULT_BYTES);
  const read = TRAINING.safeParse(jsonOf(bytes.toString('utf8')));
  if (!read.success)
    throw new ZenbunError('unreadable', {
      en: `${path} is not what zenbun training --json writes`,
      ja: `${path} は zenbun training --json の結果ではありません`,
    });
  const states = { consistent: 0, inconsistent: 0, 'cannot-tell': 0 };
  for (const { state } of read.data.checks) states[state] += 1;
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), verdict: read.data.verdict, states };
}
