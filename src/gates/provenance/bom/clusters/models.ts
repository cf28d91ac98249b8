import { type BomElement, type BomValue, elementsOf, firstKnown, fromBytes, fromWord } from '../bom-element.ts';
import type { BomFacts } from '../bom-facts.ts';
import type { BomSources } from '../bom-sources.ts';
import { type ModelSource, textField, textsField } from '../model-source.ts';

type ModelFactsEntry = NonNullable<BomFacts['model']>;

/** Returns the elements of the tuned model. */
export function modelElements({ model, base, facts }: BomSources): BomElement[] {
  const said: ModelFactsEntry = facts.model ?? {};
  return elementsOf('models', {
    ...fileElements(model),
    name: firstKnown(fromWord(said.name), fromWord(model.name)),
    identifiers: firstKnown(fromWord(said.identifiers), fromBytes(`sha256:${model.sha256}`)),
    version: fromWord(said.version),
    timestamp: fromWord(said.timestamp),
    producers: fromWord(said.producers),
    description: fromWord(
      [said.description, ...(said.limitations ?? []).map((each) => `limitation: ${each}`)].filter(isText),
    ),
    lineage: firstKnown(fromWord(said.lineage), fromWord(baseNameOf(model, base))),
    'input-output': fromWord([
      ...(said.inputs ?? []).map((each) => `in: ${each}`),
      ...(said.outputs ?? []).map((each) => `out: ${each}`),
    ]),
    training: firstKnown(fromWord([said.approach, said.training].filter(isText)), adapterOf(model)),
    license: firstKnown(fromWord(said.license), licenseOf(model)),
    'external-references': fromWord(said.references),
  });
}

/** Returns the elements of a base model that was given as files. */
export function baseElements(base: ModelSource, { facts }: BomSources): BomElement[] {
  const said = facts.base ?? {};
  return elementsOf('models', {
    ...fileElements(base),
    name: firstKnown(fromWord(said.name), fromWord(base.name)),
    identifiers: fromBytes(`sha256:${base.sha256}`),
    version: fromWord(said.version),
    producers: fromWord(said.producers),
    license: firstKnown(fromWord(said.license), licenseOf(base)),
  });
}

/**
 * Returns the name of the base model: that of the given folder, or as stated by adapter and model card; null if
 * unknown.
 */
export function baseNameOf(model: ModelSource, base: ModelSource | null): string | null {
  return (
    base?.name ?? textField(model.adapter, 'base_model_name_or_path') ?? textsField(model.card, 'base_model')[0] ?? null
  );
}

const isText = (text: string | undefined): text is string => text !== undefined;

function fileElements(model: ModelSource) {
  return { hash: fromBytes(model.sha256), properties: fromBytes(propertiesOf(model)) };
}

const licenseOf = (model: ModelSource): BomValue => fromWord(textField(model.card, 'license') ?? '');

/** Describes the files that a loader reads: the weights as counted, the configuration as stated. */
function propertiesOf({ config, weights, adapter }: ModelSource): string {
  const parts = [
    ['family', textField(config, 'model_type')],
    ['architecture', textsField(config, 'architectures').join(', ')],
    ['parameters', weights === null ? null : String(weights.parameters)],
    ['dtypes', weights === null ? null : weights.dtypes.join(', ')],
    ['adapter', textField(adapter, 'peft_type')],
  ].filter(([, value]) => value !== null && value !== '');
  return parts.map(([name, value]) => `${name}: ${value}`).join('; ');
}

/**
 * Describes how the adapter was made, as stated in its configuration: the weights show nothing of it but the shapes.
 */
function adapterOf({ adapter }: ModelSource): BomValue {
  const kind = textField(adapter, 'peft_type');
  if (kind === null) return fromWord('');
  const { r, lora_alpha: alpha } = adapter;
  const numbers = [
    ['r', r],
    ['alpha', alpha],
  ].filter(([, value]) => typeof value === 'number');
  return fromWord([`adapter ${kind}`, ...numbers.map(([name, value]) => `${name}: ${value}`)]);
}
