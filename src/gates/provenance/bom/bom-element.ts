/** Basis of a value. */
type BomBasis = 'checked against bytes' | "supplier's word" | 'unknown';

type BomCluster = 'metadata' | 'system' | 'models' | 'datasets' | 'infrastructure' | 'security' | 'kpis';

/** A value and its basis; a null value means unknown, regardless of the basis. */
export interface BomValue {
  readonly value: string | null;
  readonly basis: BomBasis;
}

/** One element of a cluster. */
export interface BomElement extends BomValue {
  readonly cluster: BomCluster;
  readonly element: string;
}

/**
 * The elements of the seven clusters of "Software Bill of Materials for AI: Minimum Elements" (G7 Cybersecurity Working
 * Group, published by BSI in May 2026). A bill contains every one of them, if only as unknown. An element that belongs
 * to each data set or model appears once for each.
 */
export const BOM_ELEMENTS = {
  metadata: [
    'author',
    'version',
    'data-format',
    'author-signature',
    'tool',
    'generation-context',
    'timestamp',
    'dependencies',
  ],
  system: [
    'name',
    'components',
    'producer',
    'version',
    'timestamp',
    'data-flow',
    'data-usage',
    'input-output',
    'application-area',
  ],
  models: [
    'name',
    'identifiers',
    'version',
    'timestamp',
    'producers',
    'description',
    'lineage',
    'hash',
    'properties',
    'input-output',
    'training',
    'license',
    'external-references',
  ],
  datasets: [
    'name',
    'description',
    'content',
    'identifiers',
    'hash',
    'provenance',
    'statistics',
    'sensitivity',
    'dependencies',
    'license',
  ],
  infrastructure: ['software', 'hardware'],
  security: [
    'controls',
    'compliance',
    'policy',
    'vulnerabilities',
    'data-scan',
    'behaviour-comparison',
    'training-checks',
  ],
  kpis: ['security-metrics', 'operational-performance'],
} as const satisfies Record<BomCluster, readonly string[]>;

const UNKNOWN: BomValue = { value: null, basis: 'unknown' };

/** Returns the first known value. */
export function firstKnown(...values: readonly BomValue[]): BomValue {
  return values.find(({ value }) => value !== null) ?? UNKNOWN;
}

/** Returns a value that can be recomputed from the files that were read. */
export function fromBytes(value: string | number | null | undefined): BomValue {
  return value === null || value === undefined || value === ''
    ? UNKNOWN
    : { value: String(value), basis: 'checked against bytes' };
}

/** Returns a value that somebody stated; a list becomes one text. */
export function fromWord(value: string | readonly string[] | null | undefined): BomValue {
  const text = typeof value === 'string' ? value : (value ?? []).join('; ');
  return text === '' ? UNKNOWN : { value: text, basis: "supplier's word" };
}

/** Returns all elements of a cluster, in their order; those that are not given are unknown. */
export function elementsOf<C extends BomCluster>(
  cluster: C,
  values: Partial<Record<(typeof BOM_ELEMENTS)[C][number], BomValue>>,
): BomElement[] {
  const given: Partial<Record<string, BomValue>> = values;
  return BOM_ELEMENTS[cluster].map((element) => ({ cluster, element, ...(given[element] ?? UNKNOWN) }));
}
