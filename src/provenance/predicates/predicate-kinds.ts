import type { Message } from '../../schema/index.ts';
import { isObject } from '../encoding/shape.ts';
import { manifestPredicate } from '../manifest/manifest-predicate.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { PREDICATES } from '../statement.ts';
import { readDataFacts } from './data-facts.ts';
import type { Dependency } from './dependency.ts';
import { readHandover } from './handover.ts';
import { readModelFacts } from './model-facts.ts';
import { readTrainingFacts } from './training-facts.ts';

/** The facts verification takes from a predicate of any kind. */
export interface PredicateReading {
  /** RFC 3339; null if not stated. */
  readonly at: string | null;
  /** The things it names by digest. */
  readonly dependencies: readonly Dependency[];
}

/** A kind of predicate that zenbun can read. */
export interface PredicateKind {
  readonly type: string;
  readonly title: Message;
  /** Reads a predicate; throws a `ProvenanceError` with the place if it is malformed. */
  read(predicate: unknown): PredicateReading;
  /** Path prefixes of fields that verification itself compares with bytes, and that are therefore not just claims. */
  readonly compared: readonly string[];
}

/**
 * The kinds that zenbun knows. SLSA provenance counts only with our build type: other builds are read as an unknown
 * kind.
 */
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
  {
    type: PREDICATES.manifest,
    title: { en: 'Manifest of salted records', ja: 'レコードのマニフェスト（ソルト付き）' },
    read: (predicate) => {
      const manifest = manifestPredicate(predicate);
      if (manifest === null) throw new ProvenanceError('malformed', 'predicate');
      return { at: manifest.at, dependencies: [] };
    },
    compared: [],
  },
];

/** Returns the kind of a predicate, or null if zenbun does not know it, so that everything in it is only claimed. */
export function predicateKind(predicateType: string, predicate: unknown): PredicateKind | null {
  const kind = PREDICATE_KINDS.find(({ type }) => type === predicateType) ?? null;
  return kind?.type === PREDICATES.train && !isFineTuning(predicate) ? null : kind;
}

/**
 * Reports whether it is our kind of build: others use SLSA provenance, too. The reader refuses a predicate that names
 * no build.
 */
function isFineTuning(predicate: unknown): boolean {
  const build = isObject(predicate) ? predicate.buildDefinition : undefined;
  const type = isObject(build) ? build.buildType : undefined;
  return typeof type !== 'string' || type.startsWith('urn:zenbun:');
}
