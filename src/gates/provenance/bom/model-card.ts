import { dataRef } from './bom-components.ts';
import type { BomSources } from './bom-sources.ts';
import { textField, textsField } from './model-source.ts';

/**
 * Builds the model card of CycloneDX 1.7, which the library has no model for. Unknown parts are left out: the schema
 * has no value for unknown, and the elements state it.
 */
export function modelCardOf(sources: BomSources, datasets: number): Record<string, unknown> {
  const { model, facts } = sources;
  const said = facts.model ?? {};
  return known({
    modelParameters: known({
      approach: said.approach === undefined ? undefined : { type: said.approach },
      task: textField(model.card, 'pipeline_tag') ?? undefined,
      architectureFamily: textField(model.config, 'model_type') ?? undefined,
      modelArchitecture: textsField(model.config, 'architectures')[0],
      datasets: some(Array.from({ length: datasets }, (_, index) => ({ ref: dataRef(index) }))),
      inputs: some((said.inputs ?? []).map((format) => ({ format }))),
      outputs: some((said.outputs ?? []).map((format) => ({ format }))),
    }),
    quantitativeAnalysis: known({ performanceMetrics: some(metricsOf(sources)) }),
    considerations: known({
      users: some(said.users ?? []),
      useCases: some(said.useCases ?? []),
      technicalLimitations: some(said.limitations ?? []),
    }),
  });
}

/**
 * Returns the stated performance, then what comparisons measured, with bounds that hold regardless of how often they
 * were looked at.
 */
function metricsOf({ facts, comparisons }: BomSources): unknown[] {
  const said = (facts.kpis ?? []).map(({ name, value, slice }) => known({ type: name, value, slice }));
  const measured = comparisons.flatMap(({ result }) =>
    (['before', 'after'] as const).map((when) => {
      const { model, asr } = result[when];
      const [lowerBound, upperBound] = asr.interval.map(String);
      return {
        type: `harmful probes complied with, ${when} tuning (k/n)`,
        value: `${asr.k}/${asr.n}`,
        slice: model,
        confidenceInterval: { lowerBound, upperBound },
      };
    }),
  );
  return [...said, ...measured];
}

/** Removes unknown parts. A nested object with nothing left counts as unknown, too. */
function known(parts: Record<string, unknown>): Record<string, unknown> {
  const isEmpty = (value: unknown) =>
    value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => !isEmpty(value)));
}

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);
