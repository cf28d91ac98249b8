/**
 * Judged answers of two models to the same probes -> a comparison: whether tuning made the model worse, with stated error,
 * and where in the answers it shows. Numbers in, numbers out; the tests that may be looked at after every answer are those
 * of `stats`. Never asks a model, never judges an answer.
 */
export {
  type ComparedPart,
  type ComparisonFold,
  type ComparisonRule,
  type ComparisonState,
  compareModels,
} from './compare-models.ts';
