import type { ChecklistReference } from '../../schema/index.ts';

type Cite = (...places: readonly string[]) => readonly ChecklistReference[];

const citing =
  (document: ChecklistReference['document']): Cite =>
  (...places) =>
    places.map((place) => ({ document, place }));

/** Goal ids of aisev. `aisi-goals.ts` lists those that are cited. */
export const aisi = citing('aisi');
/** Names of the common principles. */
export const businessGuideline = citing('ai-business-guideline');
/** Names of the five things that the guideline asks for. */
export const actGuideline = citing('ai-act-guideline');
/** Names of its sheets. */
export const ds920 = citing('ds-920');
export const jis = citing('jis-q-42001');
export const nist = citing('nist-ai-rmf');
/** Never beside an item that asks for more than the act does: it does not ask for logs that show tampering. */
export const euAiAct = citing('eu-ai-act');

/** The controls on data, as a range: the anchors that we know name no single one. */
export const JIS_DATA = 'B.7.2–B.7.6';
