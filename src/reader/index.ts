/**
 * Reads what one response does, from its first to its last character: a learned reader. Input: the text of a response,
 * whole or in pieces, and the request if it is known. Output: its acts and their outcome. Never judges harm, never
 * looks at a file or a model. Method and limits: docs/design/reader.md.
 */
export { CharacterModel, type PackedCharacterModel } from './features/character-model.ts';
export { languageOf } from './language/language.ts';
export { refusalPrior } from './model.ts';
export { answerStart } from './opening/answer-start.ts';
export { openingOf } from './opening/opening-hash.ts';
export { DECLINING } from './outcome/answer-reader.ts';
export { type ReadOptions, readResponse } from './read-response.ts';
export { readTelling } from './read-telling.ts';
export { ordersData } from './request/ordered-data.ts';
export { type ResponseReader, startReading } from './response-reader.ts';
export { fold } from './text/fold.ts';
export { jsonTexts, type Unescaped, unescapedJson } from './text/json-escapes.ts';
export { reasoningIn } from './text/reasoning.ts';
export { repetitionOf } from './text/repetition.ts';
