import type { Message } from '../../schema/index.ts';
import { isObject } from '../encoding/shape.ts';
import { PREDICATES } from '../statement.ts';
import { readDataFacts } from './data-facts.ts';
import type { Dependency } from './dependency.ts';
import { readHandover } from './handover.ts';
import { readModelFacts } from './model-facts.ts';
import { readTrainingFacts } from './training-facts.ts';

/** What verification takes from a predicate, whatever its kind. */
export interface PredicateReading {
  /** RFC 3339; null where it does not say. */
  readonly at: string | null;
  /** What it names by digest. */
  readonly dependencies: readonly Dependency[];
}

/** A kind of predicate that zenbun can read. */
export interface PredicateKind {
  readonly type: string;
  readonly title: Message;
  /** Throws a `ProvenanceError` with the place where the predicate is not in shape. */
  read(predicate: unknown): PredicateReading;
  /** Fields that verification compares with bytes itself, by the beginning of their paths: these are not the supplier's word. */
  readonly compared: readonly string[];
}

/** The last is our build type of SLSA provenance only: others' builds are read as a predicate of no known kind. */
export const PREDICATE_KINDS: readonly PredicateKind[] = [
  {
    type: PREDICATES.signing,
    title: { en: 'Files of a folder (OpenSSF Model Signing)', ja: 'フォルダーのファイル（OpenSSF Model Signing）' },
    read: () => ({ at: null, dependencies: [] }),
    compared: ['predicate.resources', 'predicate.serialization'],
  },
  {
    type: PREDICATES.train,
    title: { en: 'How a model was trained (SLSA provenance)', ja: 'モデルの学習方法（SLSA 来歴）' },
    read: (predicate) => {
      const facts = readTrainingFacts(predicate);
      return { at: facts.finishedOn ?? facts.startedOn, dependencies: [...facts.dependencies, ...facts.byproducts] };
    },
    compared: [],
  },
  {
    type: PREDICATES.data,
    title: { en: 'What a supplier says of data', ja: 'データに関する提供元の申告' },
    read: (predicate) => {
      const { at, results } = readDataFacts(predicate);
      return { at, dependencies: results };
    },
    compared: [],
  },
  {
    type: PREDICATES.model,
    title: { en: 'What a supplier says of a model', ja: 'モデルに関する提供元の申告' },
    read: (predicate) => {
      const { at, results } = readModelFacts(predicate);
      return { at, dependencies: results };
    },
    compared: [],
  },
  {
    type: PREDICATES.handover,
    title: { en: 'Hand-over', ja: '引き渡し' },
    read: (predicate) => ({ at: readHandover(predicate).at, dependencies: [] }),
    compared: ['predicate.previous'],
  },
];

/** The kind of a predicate; null where zenbun knows none, and only the supplier's word is left of it. */
export function predicateKind(predicateType: string, predicate: unknown): PredicateKind | null {
  const kind = PREDICATE_KINDS.find(({ type }) => type === predicateType) ?? null;
  return kind?.type === PREDICATES.train && !isFineTuning(predicate) ? null : kind;
}

/** Other builds have SLSA provenance, too; what names no build at all is refused by the reader. */
function isFineTuning(predicate: unknown): boolean {
  const build = isObject(predicate) ? predicate.buildDefinition : undefined;
  const type = isObject(build) ? build.buildType : undefined;
  return typeof type !== 'string' || type.startsWith('urn:zenbun:');
}
