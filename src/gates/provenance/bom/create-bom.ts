import { createHash } from 'node:crypto';
import { ZenbunError } from '../../../errors.ts';
import {
  baseComponent,
  dataComponents,
  dataRef,
  modelComponent,
  propertiesOf,
  toolComponent,
} from './bom-components.ts';
import type { BomElement } from './bom-element.ts';
import { type BomInputs, type BomSources, readBomSources } from './bom-sources.ts';
import { type BomDataset, bomDatasets } from './clusters/datasets.ts';
import { modelElements } from './clusters/models.ts';
import { billElements } from './clusters/whole-bill.ts';
import { type CycloneDx, loadCycloneDx, schemaFaults } from './load-cyclonedx.ts';
import { modelCardOf } from './model-card.ts';

export interface BomOptions extends BomInputs {
  /** ISO 8601, or null to leave it out. The rest of the bill does not depend on it. */
  readonly timestamp: string | null;
}

export interface CreatedBom {
  /** CycloneDX 1.7 as JSON. */
  readonly text: string;
  readonly serialNumber: string;
  /** Number of elements by basis, over all clusters. */
  readonly basis: Readonly<Record<BomElement['basis'], number>>;
  /** True if the library's validator has accepted it; false if the packages that it needs are not installed. */
  readonly isValidated: boolean;
}

/**
 * Creates the bill of materials of a tuned model (CycloneDX 1.7 ML-BOM). The same inputs give the same bytes, and the
 * serial number depends on everything except the time. Throws as `readBomSources` does; `usage` if the library is
 * absent.
 */
export async function createBom(options: BomOptions): Promise<CreatedBom> {
  // Load the library before hours of hashing.
  const cdx = await loadCycloneDx();
  const sources = await readBomSources(options);
  const datasets = bomDatasets(sources);
  const version = sources.facts.version ?? 1;
  const whole = (timestamp: string | null) => billJson(cdx, sources, datasets, version, timestamp);
  const serialNumber = uuidOf(JSON.stringify(whole(null)));
  const { bomFormat, specVersion, $schema, ...rest } = whole(options.timestamp);
  const text = `${JSON.stringify({ $schema, bomFormat, specVersion, serialNumber, ...rest }, null, 2)}\n`;
  const faults = await schemaFaults(cdx, text);
  if (faults !== null && faults.length > 0)
    throw new ZenbunError('internal', {
      en: `the bill of materials does not fit the schema of CycloneDX 1.7: ${faults[0]}`,
      ja: `部品表が CycloneDX 1.7 のスキーマに適合しません：${faults[0]}`,
    });
  return { text, serialNumber, basis: basisOf(sources, datasets, options.timestamp), isValidated: faults !== null };
}

type Json = Record<string, unknown>;

function billJson(
  cdx: CycloneDx,
  sources: BomSources,
  datasets: readonly BomDataset[],
  version: number,
  timestamp: string | null,
): Json {
  const { Models, Serialize, Spec } = cdx;
  const model = modelComponent(cdx, sources);
  const base = baseComponent(cdx, sources);
  const data = dataComponents(cdx, datasets, sources);
  for (const part of [...(base === null ? [] : [base]), ...data]) model.dependencies.add(part.bomRef);
  const bom = new Models.Bom({
    version,
    metadata: new Models.Metadata({
      component: model,
      tools: new Models.Tools({ components: new Models.ComponentRepository([toolComponent(cdx)]) }),
      properties: propertiesOf(cdx, billElements(sources, { version, timestamp })),
      ...(timestamp === null ? {} : { timestamp: new Date(timestamp) }),
    }),
    components: new Models.ComponentRepository([...(base === null ? [] : [base]), ...data]),
  });
  const { facts } = sources;
  if (facts.author !== undefined) bom.metadata.authors.add(new Models.OrganizationalContact({ name: facts.author }));
  // The library's own order depends on the locale of the machine; ours is byte order.
  const normalized = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot7)
    .makeForBom()
    .normalize(bom, { sortLists: false });
  return withMachineLearning(normalized as unknown as Json, sources, datasets);
}

/**
 * Adds what the library has no models for: the model card, the `data` of components, and the file behind each result.
 */
function withMachineLearning(bom: Json, sources: BomSources, datasets: readonly BomDataset[]): Json {
  const metadata = bom.metadata as { component: Json };
  const results = [
    ...sources.scans.map(({ source }) => [source, 'static-analysis-report'] as const),
    ...sources.comparisons.map(({ source }) => [source, 'dynamic-analysis-report'] as const),
    ...(sources.training === null ? [] : [[sources.training, 'quality-metrics'] as const]),
  ].flatMap(([{ sha256 }, type]) =>
    sha256 === null ? [] : [{ url: `urn:sha256:${sha256}`, type, hashes: [{ alg: 'SHA-256', content: sha256 }] }],
  );
  const component: Json = { ...metadata.component, modelCard: modelCardOf(sources, datasets.length) };
  const references = [...((component.externalReferences as unknown[] | undefined) ?? []), ...results];
  if (references.length > 0) component.externalReferences = references;
  const components = ((bom.components as Json[] | undefined) ?? []).map((part) => {
    const index = datasets.findIndex((_, i) => dataRef(i) === part['bom-ref']);
    return index < 0 ? part : { ...part, data: [dataOf(datasets[index]!)] };
  });
  return { ...bom, metadata: { ...metadata, component }, components };
}

function dataOf({ name, elements }: BomDataset): Json {
  const said = (element: string) => elements.find((each) => each.element === element)?.value ?? undefined;
  const sensitivity = said('sensitivity');
  const data = { type: 'dataset', name, description: said('description') };
  return { ...data, ...(sensitivity === undefined ? {} : { sensitiveData: sensitivity.split('; ') }) };
}

/** Returns a UUID (version 8, RFC 9562) derived from the SHA-256 of a text. */
function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `urn:uuid:${parts.join('-')}`;
}

function basisOf(sources: BomSources, datasets: readonly BomDataset[], timestamp: string | null): CreatedBom['basis'] {
  const elements = [
    ...billElements(sources, { version: 1, timestamp }),
    ...modelElements(sources),
    ...datasets.flatMap((each) => each.elements),
  ];
  const count = (basis: BomElement['basis']) => elements.filter((each) => each.basis === basis).length;
  return {
    'checked against bytes': count('checked against bytes'),
    "supplier's word": count("supplier's word"),
    unknown: count('unknown'),
  };
}
