import type { EvidenceOf } from '../../../../schema/index.ts';
import { TOOL } from '../../../../schema/index.ts';
import { type BomElement, elementsOf, fromBytes, fromWord } from '../bom-element.ts';
import type { BomSources } from '../bom-sources.ts';

/** Facts in CycloneDX's own fields, which are also elements of the cluster. */
interface BillFacts {
  readonly version: number;
  /** ISO 8601; null: left out. */
  readonly timestamp: string | null;
}

/** Returns the elements that concern the whole bill: all clusters except models and data sets. */
export function billElements(sources: BomSources, bill: BillFacts): BomElement[] {
  return [
    ...metadataElements(sources, bill),
    ...systemElements(sources),
    ...infrastructureElements(sources),
    ...securityElements(sources),
    ...kpiElements(sources),
  ];
}

function metadataElements({ facts }: BomSources, { version, timestamp }: BillFacts): BomElement[] {
  return elementsOf('metadata', {
    author: fromWord(facts.author),
    version: fromBytes(version),
    'data-format': fromBytes('CycloneDX 1.7'),
    // The signature is a statement beside the bill about its file: it cannot be inside what it signs.
    tool: fromBytes(`${TOOL.name} ${TOOL.version}`),
    'generation-context': fromBytes('analysis of files after the build'),
    timestamp: fromWord(timestamp),
    dependencies: fromWord('see dependencies'),
  });
}

function systemElements({ facts: { system } }: BomSources): BomElement[] {
  return elementsOf('system', {
    name: fromWord(system?.name),
    components: fromWord(system?.components),
    producer: fromWord(system?.producer),
    version: fromWord(system?.version),
    timestamp: fromWord(system?.timestamp),
    'data-flow': fromWord(system?.dataFlow),
    'data-usage': fromWord(system?.dataUsage),
    'input-output': fromWord(system?.inputOutput),
    'application-area': fromWord(system?.applicationArea),
  });
}

function infrastructureElements({ facts: { infrastructure } }: BomSources): BomElement[] {
  const software = (infrastructure?.software ?? []).map(({ name, version }) =>
    version === undefined ? name : `${name} ${version}`,
  );
  return elementsOf('infrastructure', { software: fromWord(software), hardware: fromWord(infrastructure?.hardware) });
}

/**
 * Results are files that anybody could have written: their digests are checked, but their content is the writer's word.
 */
function securityElements({ facts: { security }, scans, comparisons, training, data }: BomSources): BomElement[] {
  return elementsOf('security', {
    controls: fromWord(security?.controls),
    compliance: fromWord(security?.compliance),
    policy: fromWord(security?.policy),
    vulnerabilities: fromWord(security?.vulnerabilities),
    'data-scan': fromWord(scans.map((scan) => scanned(scan, data))),
    'behaviour-comparison': fromWord(
      comparisons.map(({ source, result }) => `${result.verdict} (${result.decision}), result sha256:${source.sha256}`),
    ),
    'training-checks': fromWord(
      training === null
        ? ''
        : `${training.verdict}: ${training.states.consistent} consistent, ${training.states.inconsistent} inconsistent, ${training.states['cannot-tell']} cannot tell, result sha256:${training.sha256}`,
    ),
  });
}

function scanned({ source, result }: EvidenceOf<'scan'>, data: BomSources['data']): string {
  const seen = new Set(result.inputs.map(({ sha256 }) => sha256));
  const files = data.flatMap((each) => each.files);
  const covered = files.filter(({ sha256 }) => seen.has(sha256)).length;
  return `${result.verdict}, covers ${covered} of ${files.length} data files of this bill by digest, result sha256:${source.sha256}`;
}

function kpiElements({ facts: { kpis = [] }, comparisons }: BomSources): BomElement[] {
  const of = (kind: 'security' | 'operation') =>
    kpis.filter((kpi) => (kpi.kind ?? 'operation') === kind).map(({ name, value }) => `${name}: ${value}`);
  const rates = comparisons.map(
    ({ result: { before, after } }) =>
      `harmful probes complied with: ${before.asr.k} of ${before.asr.n} before, ${after.asr.k} of ${after.asr.n} after`,
  );
  return elementsOf('kpis', {
    'security-metrics': fromWord([...of('security'), ...rates]),
    'operational-performance': fromWord(of('operation')),
  });
}
