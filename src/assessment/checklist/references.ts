import type { ChecklistReference } from '../../schema/index.ts';

type Cite = (...places: readonly string[]) => readonly ChecklistReference[];

const citing =
  (document: ChecklistReference['document']): Cite =>
  (...places) =>
    places.map((place) => ({ document, place }));

/** Cites goals of aisev by id. `aisi-goals.ts` lists the cited ones. */
export const aisi = citing('aisi');
/** Cites the common principles by name. */
export const businessGuideline = citing('ai-business-guideline');
/** Cites the five requirements of the guideline by name. */
export const actGuideline = citing('ai-act-guideline');
/** Cites the document's sheets by name. */
export const ds920 = citing('ds-920');
export const jis = citing('jis-q-42001');
export const nist = citing('nist-ai-rmf');
/** Not for an item that asks for more than the act does: the act does not require tamper-evident logs. */
export const euAiAct = citing('eu-ai-act');

/** The controls on data, as a range: the anchors that we know do not name single controls. */
export const JIS_DATA = 'B.7.2–B.7.6';
