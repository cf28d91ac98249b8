/**
 * Finds the surroundings of requests in training data. In: the result of a scan, and a way to go through its requests
 * again. Out: the conditions under which a model should be asked, so that a backdoor in the data is tried with its own
 * trigger (system prompts, triggers, wrappers, templates), and everything that could not be turned into a condition.
 * Reads no files itself. The design is explained in docs/design/scan.md.
 */
export { type DataConditions, surveyConditions } from './survey.ts';
