/**
 * Turns results into conclusions for people: the state of the gates, what was not checked and what to do next; the
 * checklist and how evidence fills it; what checking costs and saves. In: results, and inputs from people. Out: data
 * with sentences in both languages. Renders nothing and reads no files.
 */
export { assess } from './assess.ts';
export { CHECKLIST_ITEMS, checklistFor, fillChecklist } from './checklist/fill-checklist.ts';
export {
  COST_CURRENCIES,
  type CostCurrency,
  costAssumptions,
} from './cost/cost-assumptions.ts';
export { costInputs, type GivenCost } from './cost/cost-inputs.ts';
export { estimateCost } from './cost/estimate-cost.ts';
export { rangeFault } from './cost/range-fault.ts';
