import type { FolderFile } from '../../../provenance/index.ts';
import { TOOL } from '../../../schema/index.ts';
import type { BomElement } from './bom-element.ts';
import type { BomSources } from './bom-sources.ts';
import type { BomDataset } from './clusters/datasets.ts';
import { baseElements, baseNameOf, modelElements } from './clusters/models.ts';
import type { CycloneDx } from './load-cyclonedx.ts';
import { type ModelSource, textField } from './model-source.ts';

type Component = InstanceType<CycloneDx['Models']['Component']>;
type Properties = InstanceType<CycloneDx['Models']['PropertyRepository']>;

/** References inside a bill. */
const MODEL_REF = 'model';
const BASE_REF = 'base-model';
export const dataRef = (index: number) => `data-${index + 1}`;

/**
 * Turns elements into properties: `zenbun:g7:CLUSTER:ELEMENT` with the value or `unknown`, and
 * `zenbun:basis:CLUSTER:ELEMENT` with its basis. Fields that CycloneDX itself defines repeat the value of their
 * element.
 */
export function propertiesOf({ Models }: CycloneDx, elements: readonly BomElement[]): Properties {
  return new Models.PropertyRepository(
    elements.flatMap(({ cluster, element, value, basis }) => [
      new Models.Property(`zenbun:g7:${cluster}:${element}`, value ?? 'unknown'),
      new Models.Property(`zenbun:basis:${cluster}:${element}`, basis),
    ]),
  );
}

export function toolComponent({ Models, Enums }: CycloneDx): Component {
  return new Models.Component(Enums.ComponentType.Application, TOOL.name, { version: TOOL.version });
}

/** Returns the tuned model, with a component for each of its files. */
export function modelComponent(cdx: CycloneDx, sources: BomSources): Component {
  const { model, facts } = sources;
  const elements = modelElements(sources);
  const component = machineModel(cdx, MODEL_REF, facts.model?.name ?? model.name, model, elements);
  if (facts.model?.version !== undefined) component.version = facts.model.version;
  if (facts.model?.description !== undefined) component.description = facts.model.description;
  addLicense(cdx, component, facts.model?.license ?? textField(model.card, 'license'));
  for (const url of facts.model?.references ?? []) {
    component.externalReferences.add(
      new cdx.Models.ExternalReference(url, cdx.Enums.ExternalReferenceType.Documentation),
    );
  }
  if (model.unread.length > 0) {
    component.properties.add(new cdx.Models.Property('zenbun:unread', [...new Set(model.unread)].join(', ')));
  }
  return component;
}

/** Returns the base model: with its files if they were given, by name if only that is stated, else null. */
export function baseComponent(cdx: CycloneDx, sources: BomSources): Component | null {
  const { base, model, facts } = sources;
  if (base !== null) {
    const component = machineModel(cdx, BASE_REF, facts.base?.name ?? base.name, base, baseElements(base, sources));
    addLicense(cdx, component, facts.base?.license ?? textField(base.card, 'license'));
    return component;
  }
  const name = facts.base?.name ?? baseNameOf(model, null);
  if (name === null) return null;
  const component = new cdx.Models.Component(cdx.Enums.ComponentType.MachineLearningModel, name, {
    bomRef: BASE_REF,
    properties: propertiesOf(cdx, [
      { cluster: 'models', element: 'name', value: name, basis: "supplier's word" },
      { cluster: 'models', element: 'hash', value: null, basis: 'unknown' },
    ]),
  });
  if (facts.base?.version !== undefined) component.version = facts.base.version;
  addLicense(cdx, component, facts.base?.license ?? null);
  return component;
}

/** Returns the data sets; their CycloneDX field `data` is added to the JSON later. */
export function dataComponents(cdx: CycloneDx, datasets: readonly BomDataset[], { facts }: BomSources): Component[] {
  return datasets.map(({ name, source, elements }, index) => {
    const component = new cdx.Models.Component(cdx.Enums.ComponentType.Data, name, {
      bomRef: dataRef(index),
      properties: propertiesOf(cdx, elements),
    });
    if (source !== null) {
      setHash(cdx, component, source.sha256);
      if (source.files.length > 1) addFiles(cdx, component, source.files);
    }
    addLicense(cdx, component, facts.data?.find((each) => each.name === name)?.license ?? null);
    return component;
  });
}

function machineModel(
  cdx: CycloneDx,
  bomRef: string,
  name: string,
  { sha256, listing }: ModelSource,
  elements: readonly BomElement[],
): Component {
  const component = new cdx.Models.Component(cdx.Enums.ComponentType.MachineLearningModel, name, {
    bomRef,
    properties: propertiesOf(cdx, elements),
  });
  setHash(cdx, component, sha256);
  addFiles(cdx, component, listing.files);
  return component;
}

function setHash({ Enums }: CycloneDx, component: Component, sha256: string): void {
  component.hashes.set(Enums.HashAlgorithm['SHA-256'], sha256);
}

function addFiles(cdx: CycloneDx, component: Component, files: readonly FolderFile[]): void {
  for (const { name, sha256, bytes } of files) {
    const file = new cdx.Models.Component(cdx.Enums.ComponentType.File, name, {
      bomRef: `${component.bomRef.value}/${name}`,
      properties: new cdx.Models.PropertyRepository([
        new cdx.Models.Property('zenbun:bytes', String(bytes)),
        new cdx.Models.Property('zenbun:basis:hash', 'checked against bytes'),
      ]),
    });
    setHash(cdx, file, sha256);
    component.components.add(file);
  }
}

/** Adds a licence by its SPDX id if it has one, regardless of case; else by the given name. */
function addLicense({ Models, SPDX }: CycloneDx, component: Component, license: string | null): void {
  if (license === null) return;
  const id = SPDX.fixupSpdxId(license);
  component.licenses.add(id === undefined ? new Models.NamedLicense(license) : new Models.SpdxLicense(id));
}
