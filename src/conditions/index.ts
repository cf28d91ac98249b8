/**
 * What training data put around their requests. In: the result of a scan, and a way to see its requests again. Out: the
 * conditions under which a model is to be asked, so that a backdoor of the data is tried with its own trigger (system
 * prompts, triggers, wrappers, templates), and what could not be made one. Reads no file itself. Why it is cut this way:
 * docs/design/scan.md.
 */
export { type DataConditions, surveyConditions } from './survey.ts';
