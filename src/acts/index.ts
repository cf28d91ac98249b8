/**
 * What a response does, from its first to its last character. In: the text of a response, whole or in pieces, and the
 * request where it is known. Out: its acts, and what they come to. Never judges harm, never looks at a file or a model.
 * Method and limits: docs/design/acts.md.
 */
export { answerStart } from './answer-start.ts';
export { openingAct } from './opening-act.ts';
export { type ReadOptions, readResponse, readTelling } from './read-response.ts';
export { type ResponseReader, startReading } from './response-reader.ts';
