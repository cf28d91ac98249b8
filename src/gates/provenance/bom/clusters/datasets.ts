import { type BomElement, elementsOf, firstKnown, fromBytes, fromWord } from '../bom-element.ts';
import type { DataFactsEntry } from '../bom-facts.ts';
import type { BomSources, DataSource } from '../bom-sources.ts';
import { textsField } from '../model-source.ts';

/** A data set of the bill: hashed files, statements about them, or both. */
export interface BomDataset {
  readonly name: string;
  readonly source: DataSource | null;
  readonly elements: readonly BomElement[];
}

/** Returns the data sets that were given, then those that only facts or the model card name. */
export function bomDatasets(sources: BomSources): BomDataset[] {
  const { data, facts, model } = sources;
  const said = facts.data ?? [];
  const given = data.map((source) => {
    const entry = said.find(({ name }) => name === source.name);
    return { name: source.name, source, elements: datasetElements(source.name, source, entry, sources) };
  });
  const known = new Set(given.map(({ name }) => name));
  const named = new Map<string, DataFactsEntry | undefined>(said.map((entry) => [entry.name, entry]));
  for (const name of textsField(model.card, 'datasets')) if (!named.has(name)) named.set(name, undefined);
  const others = [...named].filter(([name]) => !known.has(name));
  return [
    ...given,
    ...others.map(([name, entry]) => ({ name, source: null, elements: datasetElements(name, null, entry, sources) })),
  ];
}

function datasetElements(
  name: string,
  source: DataSource | null,
  said: DataFactsEntry | undefined,
  { scans }: BomSources,
): BomElement[] {
  const collection = (said?.collection ?? []).map((each) => `collection: ${each}`);
  return elementsOf('datasets', {
    name: source === null ? fromWord(name) : fromBytes(name),
    description: fromWord(said?.description),
    content: fromWord(said?.content),
    identifiers: firstKnown(fromWord(said?.identifiers), fromBytes(source && `sha256:${source.sha256}`)),
    hash: fromBytes(source?.sha256),
    provenance: fromWord([...(said?.origin === undefined ? [] : [said.origin]), ...collection]),
    statistics: firstKnown(
      fromWord(said?.statistics),
      fromWord(source === null ? '' : scannedRows(source, scans)),
      sizeOf(source),
    ),
    sensitivity: fromWord(said?.sensitivity),
    license: fromWord(said?.license),
  });
}

const sizeOf = (source: DataSource | null) =>
  fromBytes(
    source && `files: ${source.files.length}; bytes: ${source.files.reduce((sum, { bytes }) => sum + bytes, 0)}`,
  );

/** Returns the number of rows that scans counted in files with these digests; empty unless they saw all of them. */
function scannedRows({ files }: DataSource, scans: BomSources['scans']): string {
  const inputs = new Map(scans.flatMap(({ result }) => result.inputs.map((input) => [input.sha256, input] as const)));
  const seen = files.flatMap(({ sha256 }) => inputs.get(sha256) ?? []);
  if (seen.length < files.length) return '';
  const rows = seen.reduce((sum, input) => sum + input.rows, 0);
  return `rows: ${rows}, as zenbun scan counted`;
}
