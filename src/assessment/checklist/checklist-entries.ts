import type { ChecklistEntry } from './checklist-entry.ts';
import { BEHAVIOUR_ITEMS } from './items/behaviour.ts';
import { DATA_ITEMS } from './items/data.ts';
import { LOG_ITEMS } from './items/logs.ts';
import { OPERATION_ITEMS } from './items/operation.ts';
import { PEOPLE_ITEMS } from './items/people.ts';
import { PROVENANCE_ITEMS } from './items/provenance.ts';

/** All items, in the order in which they apply to a model. */
export const CHECKLIST_ENTRIES: readonly ChecklistEntry[] = [
  ...PROVENANCE_ITEMS,
  ...DATA_ITEMS,
  ...BEHAVIOUR_ITEMS,
  ...OPERATION_ITEMS,
  ...LOG_ITEMS,
  ...PEOPLE_ITEMS,
];
