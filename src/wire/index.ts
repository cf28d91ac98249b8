/**
 * Reads and writes the requests, answers and streamed answers of four endpoints. Input: parsed JSON, or bytes of
 * `text/event-stream`. Output: what a request asks, the texts of an answer, and the bytes for a client whose answer
 * goes on, is cut, or ends early. This module never opens a connection, never judges a text, never translates between
 * endpoints, and never throws because of what a server sends. Server-sent events: WHATWG HTML 9.2. Endpoints: OpenAI
 * (chat completions, completions, responses), Anthropic (messages), and the deviations of vLLM, llama.cpp, Ollama,
 * Azure, Mistral, DeepSeek and OpenRouter.
 */
import { chatCompletions } from './chat-completions.ts';
import { completions } from './completions.ts';
import type { WireEndpoint } from './endpoint.ts';
import { messages } from './messages/messages.ts';
import { responses } from './responses/responses.ts';

export type {
  Channel,
  EndpointName,
  Piece,
  Replacement,
  StreamedRequest,
  WireContent,
  WireEndpoint,
  WireEvent,
  WireProblem,
  WireRequest,
  WireStream,
  WireUsage,
} from './endpoint.ts';
export { EventDecoder } from './event-decoder.ts';
export { encodeEvent } from './event-encoder.ts';
export { errorIn, type Finish, finishIn, finishOf, worstFinish } from './finish.ts';
export type { JsonRecord } from './json-value.ts';
export { isWireProblem } from './problems.ts';
export { messageOf, type ReplyAnswer, replyAnswers, soleAnswer, withFurther } from './reply-answers.ts';
export type { ServerSentEvent } from './server-sent-events.ts';
export { shownError, shownMessage } from './shown-error.ts';
export { isStreamEvent, streamedReply } from './streamed-answers.ts';
export { readableToolText, ToolText } from './tool-text.ts';

/** Every endpoint that is served; no others are. */
export const ENDPOINTS: readonly WireEndpoint[] = [chatCompletions, completions, responses, messages];
