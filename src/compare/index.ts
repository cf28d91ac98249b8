/**
 * Turns judged answers of two models to the same probes into a comparison: whether tuning made the model worse, with a
 * stated error rate, and where in the answers it shows. Numbers in, numbers out; the tests, which may be looked at
 * after every answer, come from `stats`. Never asks a model, never judges an answer.
 */
export { compareModels } from './compare-models.ts';
export type { ComparedPart } from './compared-part.ts';
export { flipsOf, howTelling } from './flips.ts';
