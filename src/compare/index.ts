/**
 * Judged answers of two models to the same probes -> a comparison: whether tuning made the model worse, with stated error,
 * and where in the answers it shows. Numbers in, numbers out; the tests that may be looked at after every answer are those
 * of `stats`. Never asks a model, never judges an answer.
 */
export { compareModels } from './compare-models.ts';
export type { ComparedPart } from './compared-part.ts';
export { flipsOf, howTelling } from './flips.ts';
