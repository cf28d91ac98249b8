import { ZenbunError } from '../../../errors.ts';
import {
  type Dependency,
  PREDICATES,
  STATEMENT_TYPE,
  type Statement,
  trainingPredicate,
} from '../../../provenance/index.ts';
import { addedSettings } from '../../tuning/setting-names.ts';
import type { Attestation, AttestOptions } from './attest-files.ts';
import { dependencyOf } from './facts-file.ts';
import { hashSubject } from './hashed-subject.ts';
import { placeBeside, refuseExisting, writeStatement } from './statement-place.ts';
import { type TrainerFacts, trainerFacts } from './trainer-facts.ts';
import { readTraining, type StatedTraining } from './training-file.ts';

/** What was signed, and the facts that were taken from the trainer's files. */
export interface TrainingAttestation extends Attestation {
  readonly trainer: TrainerFacts | null;
}

export interface AttestTrainingOptions extends AttestOptions {
  /** Files or folders that the model was made from. */
  readonly base: readonly string[];
  readonly data: readonly string[];
  /** Logs, configurations and other files that were produced along with it. */
  readonly byproducts: readonly string[];
  /** File that says how it was made, in YAML. */
  readonly training?: string | undefined;
  /** URI of the person or system that ran the training; absent: that of the file, or unstated. */
  readonly builder?: string | undefined;
  readonly run?: string | undefined;
  /** Read what the trainer left in the folder, for parameters and versions that nobody wrote down. */
  readonly readsTrainer: boolean;
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

const twoBases = ({ base, training }: AttestTrainingOptions) =>
  new ZenbunError(
    'usage',
    {
      en: `the base model is named twice: by --base ${base.join(', ')} and in ${training}`,
      ja: `ベースモデルが --base ${base.join('、')} と ${training} の両方で指定されています`,
    },
    {
      advice: {
        en: 'Take `base` out of the file where the model is at hand, or leave --base out where it is not.',
        ja: 'モデルが手元にある場合はファイルから `base` を削除し、ない場合は --base を省略してください。',
      },
    },
  );

/** Signs how a model was made: SLSA provenance v1 with zenbun's build type. Throws as `attestFiles` does. */
export async function attestTraining(path: string, options: AttestTrainingOptions): Promise<TrainingAttestation> {
  const out = options.out ?? placeBeside(path, 'train');
  await refuseExisting(out);
  const stated = options.training === undefined ? NOBODY : await readTraining(options.training, options);
  if (options.base.length > 0 && stated.dependencies.some(({ role }) => role === 'base')) throw twoBases(options);
  const named = async (paths: readonly string[], role: string) => {
    const found: Dependency[] = [];
    for (const one of paths) found.push(await dependencyOf(one, role, options));
    return found;
  };
  const base = await named(options.base, 'base');
  const data = await named(options.data, 'data');
  const byproducts = await named(options.byproducts, 'byproduct');
  const subject = await hashSubject(path, options);
  const found =
    options.readsTrainer && subject.isFolder ? await trainerFacts(subject.path, options.allowSymlinks) : null;
  const hasTrainer = stated.dependencies.some(({ role }) => role === 'trainer');
  const predicate = trainingPredicate({
    // What a person wrote takes precedence over the trainer's files.
    parameters: { ...addedSettings(found?.parameters ?? {}, stated.parameters), ...stated.parameters },
    dependencies: [...base, ...data, ...stated.dependencies, ...(hasTrainer ? [] : (found?.trainers ?? []))],
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
  return { subject, trainer: found, statements: [{ path: out, predicateType: statement.predicateType }] };
}
