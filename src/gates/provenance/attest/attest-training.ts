import {
  type Dependency,
  PREDICATES,
  STATEMENT_TYPE,
  type Statement,
  trainingPredicate,
} from '../../../provenance/index.ts';
import type { Attestation, AttestOptions } from './attest-files.ts';
import { dependencyOf } from './facts-file.ts';
import { hashSubject } from './hashed-subject.ts';
import { placeBeside, refuseExisting, writeStatement } from './statement-place.ts';
import { readTraining, type StatedTraining } from './training-file.ts';

export interface AttestTrainingOptions extends AttestOptions {
  /** Files or folders that it was made from. */
  readonly base: readonly string[];
  readonly data: readonly string[];
  /** Logs, configurations and the like that came out beside it. */
  readonly byproducts: readonly string[];
  /** How it was made, in YAML. */
  readonly training?: string | undefined;
  /** Who or what ran it, a URI; absent: that of the file, or nobody in particular. */
  readonly builder?: string | undefined;
  readonly run?: string | undefined;
  /** Hyper-parameters and the versions of the trainer that its own files say; null: none were read. */
  readonly found: {
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly trainers: readonly Dependency[];
  } | null;
}

const NOBODY: StatedTraining = {
  builder: null,
  run: null,
  startedOn: null,
  finishedOn: null,
  dependencies: [],
  parameters: {},
  byproducts: [],
};

/** Signs how a model was made: SLSA provenance v1 with zenbun's build type. Throws as `attestFiles`. */
export async function attestTraining(path: string, options: AttestTrainingOptions): Promise<Attestation> {
  const out = options.out ?? placeBeside(path, 'train');
  await refuseExisting(out);
  const stated = options.training === undefined ? NOBODY : await readTraining(options.training, options);
  const named = async (paths: readonly string[], role: string) => {
    const found: Dependency[] = [];
    for (const one of paths) found.push(await dependencyOf(one, role, options));
    return found;
  };
  const base = await named(options.base, 'base');
  const data = await named(options.data, 'data');
  const byproducts = await named(options.byproducts, 'byproduct');
  const subject = await hashSubject(path, options);
  const hasTrainer = stated.dependencies.some(({ role }) => role === 'trainer');
  const predicate = trainingPredicate({
    // What a person wrote counts before what a file of the trainer says.
    parameters: { ...options.found?.parameters, ...stated.parameters },
    dependencies: [...base, ...data, ...stated.dependencies, ...(hasTrainer ? [] : (options.found?.trainers ?? []))],
    builder: options.builder ?? stated.builder ?? 'urn:zenbun:builder:unstated',
    run: options.run ?? stated.run,
    startedOn: stated.startedOn,
    finishedOn: stated.finishedOn,
    byproducts: [...byproducts, ...stated.byproducts],
  });
  const statement: Statement = {
    _type: STATEMENT_TYPE,
    subject: subject.subjects,
    predicateType: PREDICATES.train,
    predicate,
  };
  await writeStatement(out, await options.signer.sign(statement));
  return { subject, statements: [{ path: out, predicateType: statement.predicateType }] };
}
