import { describe, expect, test } from 'vitest';
import { type Changeable, sha256Hex } from '../../../test/provenance-keys.ts';
import { PREDICATES, TRAINING_BUILD_TYPE } from '../statement.ts';
import { type DataFacts, dataPredicate, readDataFacts } from './data-facts.ts';
import type { Dependency } from './dependency.ts';
import { type Handover, handoverPredicate, readHandover } from './handover.ts';
import { type ModelFacts, modelPredicate, readModelFacts } from './model-facts.ts';
import { predicateKind } from './predicate-kinds.ts';
import { readTrainingFacts, type TrainingFacts, trainingPredicate } from './training-facts.ts';

const AT = '2026-11-30T09:00:00Z';
const base: Dependency = { name: 'base', uri: null, sha256: sha256Hex('base'), role: 'base', version: null };
const trainer: Dependency = {
  name: 'trl',
  uri: 'pkg:pypi/trl@0.24.0',
  sha256: null,
  role: 'trainer',
  version: '0.24.0',
};

const training: TrainingFacts = {
  parameters: { learningRate: 2e-5, epochs: 3, targets: ['q_proj'] },
  dependencies: [base, trainer],
  builder: 'https://trainer.example/',
  run: 'run-7',
  startedOn: AT,
  finishedOn: '2026-11-30T12:00:00Z',
  byproducts: [{ name: 'trainer_state.json', uri: null, sha256: sha256Hex('log'), role: 'log', version: null }],
};
const data: DataFacts = {
  supplier: 'Supplier A',
  licence: 'CC-BY-4.0',
  origin: ['https://data.example/'],
  rows: 1200,
  languages: ['ja', 'en'],
  personalData: 'removed',
  results: [{ name: 'scan.json', uri: null, sha256: sha256Hex('scan'), role: 'scan', version: null }],
  at: AT,
  note: null,
};
const model: ModelFacts = {
  supplier: 'Supplier B',
  model: 'toy',
  version: '1',
  kind: 'base',
  licence: null,
  origin: null,
  intendedUse: ['tests'],
  limits: [],
  results: [],
  at: null,
  note: 'none',
};
const handover: Handover = {
  from: { name: 'A', key: sha256Hex('k') },
  to: { name: 'B', key: null },
  at: AT,
  previous: null,
  note: null,
};

test('facts are written and read again', () => {
  expect(readTrainingFacts(trainingPredicate(training))).toEqual(training);
  const bare = { ...training, dependencies: [], byproducts: [], run: null, startedOn: null, finishedOn: null };
  expect(readTrainingFacts(trainingPredicate(bare))).toEqual(bare);
  expect(readDataFacts(dataPredicate(data))).toEqual(data);
  expect(readModelFacts(modelPredicate(model))).toEqual(model);
  expect(readHandover(handoverPredicate(handover))).toEqual(handover);
});

test('a training run is SLSA provenance as others read it', () => {
  expect(trainingPredicate(training)).toEqual({
    buildDefinition: {
      buildType: TRAINING_BUILD_TYPE,
      externalParameters: training.parameters,
      resolvedDependencies: [
        { name: 'base', digest: { sha256: base.sha256 }, annotations: { role: 'base' } },
        { name: 'trl', uri: trainer.uri, annotations: { role: 'trainer', version: '0.24.0' } },
      ],
    },
    runDetails: {
      builder: { id: 'https://trainer.example/' },
      metadata: { invocationId: 'run-7', startedOn: AT, finishedOn: '2026-11-30T12:00:00Z' },
      byproducts: [{ name: 'trainer_state.json', digest: { sha256: sha256Hex('log') }, annotations: { role: 'log' } }],
    },
  });
});

test('the name of a party may stand alone', () => {
  expect(readHandover({ from: 'A', to: { name: 'B' }, at: AT })).toEqual({
    ...handover,
    from: { name: 'A', key: null },
  });
});

test('a kind is known by its type; of SLSA provenance, fine-tuning only', () => {
  expect(predicateKind(PREDICATES.train, trainingPredicate(training))?.read(trainingPredicate(training))).toEqual({
    at: training.finishedOn,
    dependencies: [...training.dependencies, ...training.byproducts],
  });
  expect(predicateKind(PREDICATES.train, { buildDefinition: { buildType: 'https://other.example/v1' } })).toBeNull();
  expect(predicateKind(PREDICATES.train, {})?.type).toBe(PREDICATES.train);
  expect(predicateKind('urn:example:1', {})).toBeNull();
});

function changedTraining(change: (predicate: Changeable) => void): unknown {
  const predicate = structuredClone(trainingPredicate(training));
  change(predicate);
  return predicate;
}

describe('what is not in shape is refused, with its place', () => {
  test.each<[string, string, () => unknown]>([
    ['malformed', 'predicate', () => readTrainingFacts(null)],
    ['malformed', 'predicate.buildDefinition', () => readTrainingFacts({})],
    [
      'build-type',
      'buildType',
      () =>
        readTrainingFacts(
          changedTraining((p) => Object.assign(p.buildDefinition, { buildType: 'urn:zenbun:build:other:1' })),
        ),
    ],
    [
      'malformed',
      'externalParameters',
      () => readTrainingFacts(changedTraining((p) => delete p.buildDefinition.externalParameters)),
    ],
    [
      'bad-digest',
      'resolvedDependencies[0].digest.sha256',
      () =>
        readTrainingFacts(
          changedTraining((p) => Object.assign(p.buildDefinition.resolvedDependencies[0].digest, { sha256: 'x' })),
        ),
    ],
    [
      'malformed',
      'resolvedDependencies[1].uri',
      () =>
        readTrainingFacts(changedTraining((p) => Object.assign(p.buildDefinition.resolvedDependencies[1], { uri: 1 }))),
    ],
    [
      'malformed',
      'builder.id',
      () => readTrainingFacts(changedTraining((p) => Object.assign(p.runDetails.builder, { id: ' ' }))),
    ],
    [
      'bad-time',
      'metadata.startedOn',
      () => readTrainingFacts(changedTraining((p) => Object.assign(p.runDetails.metadata, { startedOn: 'now' }))),
    ],
    ['malformed', 'predicate.rows', () => readDataFacts({ rows: -1 })],
    ['malformed', 'predicate.rows', () => readDataFacts({ rows: 1.5 })],
    ['malformed', 'predicate.origin', () => readDataFacts({ origin: 'x' })],
    ['malformed', 'predicate.languages[1]', () => readDataFacts({ languages: ['ja', 1] })],
    ['bad-time', 'predicate.at', () => readModelFacts({ at: '2026-02-30T00:00:00Z' })],
    ['malformed', 'predicate.limits', () => readModelFacts({ limits: {} })],
    ['malformed', 'predicate.from', () => readHandover({ to: 'B', at: AT })],
    ['malformed', 'predicate.to.name', () => readHandover({ from: 'A', to: {}, at: AT })],
    ['bad-digest', 'predicate.to.key', () => readHandover({ from: 'A', to: { name: 'B', key: 'k' }, at: AT })],
    ['bad-time', 'predicate.at', () => readHandover({ from: 'A', to: 'B' })],
    ['bad-digest', 'predicate.previous', () => readHandover({ from: 'A', to: 'B', at: AT, previous: 'x' })],
  ])('%s %s', (refusal, place, read) => {
    expect(read).toThrow(expect.objectContaining({ refusal, what: expect.stringContaining(place) }));
  });

  test('and not written', () => {
    expect(() => handoverPredicate({ ...handover, at: 'today' })).toThrow(
      expect.objectContaining({ refusal: 'bad-time' }),
    );
    expect(() => dataPredicate({ ...data, rows: Number.NaN })).toThrow(
      expect.objectContaining({ refusal: 'malformed' }),
    );
  });
});
