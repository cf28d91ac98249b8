import { optionalInstantAt } from '../encoding/instant.ts';
import { type JsonFields, nameAt, objectAt, optionalTextAt, shown } from '../encoding/shape.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { TRAINING_BUILD_TYPE } from '../statement.ts';
import { dependenciesAt, statedFields } from './data-facts.ts';
import { type Dependency, dependencyFields } from './dependency.ts';

/**
 * How a model was made (SLSA provenance v1 with `TRAINING_BUILD_TYPE`). The digests can be compared with bytes; the
 * rest is the builder's claim.
 */
export interface TrainingFacts {
  /** Hyperparameters, under the trainer's names. */
  readonly parameters: JsonFields;
  /** Base and data with their digests, and the trainer's packages with their versions; distinguished by `role`. */
  readonly dependencies: readonly Dependency[];
  /** The person or system that ran it; a URI, as SLSA requires. */
  readonly builder: string;
  /** The builder's name of the run. */
  readonly run: string | null;
  /** RFC 3339. */
  readonly startedOn: string | null;
  readonly finishedOn: string | null;
  /** Logs, configurations and other outputs besides the model. */
  readonly byproducts: readonly Dependency[];
}

/**
 * Reads SLSA provenance of a fine-tuning run. Throws a `ProvenanceError` with the place, `build-type` for other builds.
 */
export function readTrainingFacts(predicate: unknown): TrainingFacts {
  const value = objectAt(predicate, 'predicate');
  const build = objectAt(value.buildDefinition, 'predicate.buildDefinition');
  if (build.buildType !== TRAINING_BUILD_TYPE)
    throw new ProvenanceError('build-type', `predicate.buildDefinition.buildType: ${shown(build.buildType)}`);
  const run = objectAt(value.runDetails, 'predicate.runDetails');
  const place = 'predicate.runDetails';
  const metadata = (run.metadata ?? null) === null ? {} : objectAt(run.metadata, `${place}.metadata`);
  return {
    parameters: objectAt(build.externalParameters, 'predicate.buildDefinition.externalParameters'),
    dependencies: dependenciesAt(build.resolvedDependencies, 'predicate.buildDefinition.resolvedDependencies'),
    builder: nameAt(objectAt(run.builder, `${place}.builder`).id, `${place}.builder.id`),
    run: optionalTextAt(metadata.invocationId, `${place}.metadata.invocationId`),
    startedOn: optionalInstantAt(metadata.startedOn, `${place}.metadata.startedOn`),
    finishedOn: optionalInstantAt(metadata.finishedOn, `${place}.metadata.finishedOn`),
    byproducts: dependenciesAt(run.byproducts, `${place}.byproducts`),
  };
}

/** Returns the predicate to sign. */
export function trainingPredicate(facts: TrainingFacts): unknown {
  const metadata = statedFields({ invocationId: facts.run, startedOn: facts.startedOn, finishedOn: facts.finishedOn });
  const predicate = {
    buildDefinition: {
      buildType: TRAINING_BUILD_TYPE,
      externalParameters: facts.parameters,
      resolvedDependencies: facts.dependencies.map(dependencyFields),
    },
    runDetails: {
      builder: { id: facts.builder },
      ...statedFields({ metadata, byproducts: facts.byproducts.map(dependencyFields) }),
    },
  };
  readTrainingFacts(predicate);
  return predicate;
}
