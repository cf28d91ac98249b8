import { ENDPOINTS, type WireContent, type WireEndpoint } from '../../wire/index.ts';
import { WHOLLY_UNREAD } from '../exchange/exchange.ts';

const CHAT = ENDPOINTS.find(({ name }) => name === 'chat-completions')!;
const NOTHING: WireContent = {
  pieces: [],
  finishes: [],
  usage: null,
  problem: null,
  unread: [WHOLLY_UNREAD],
  unreadIn: [],
  model: null,
};

/**
 * Makes an endpoint for a path that the configuration lists although it is not read (`/v1/embeddings`): passed on
 * whole, recorded, and marked as unread from its first byte to its last. Streams are refused, since their end could not
 * be recognised.
 */
export function unreadEndpoint(path: string): WireEndpoint {
  return {
    ...CHAT,
    path,
    request(body) {
      const { model, stream } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
      if (typeof model !== 'string')
        return { message: 'model: a string is needed.', type: 'invalid_request_error', code: 'model' };
      if (stream === true)
        return { message: `${path} is passed on whole only.`, type: 'invalid_request_error', code: 'stream' };
      return {
        model,
        stream: false,
        choices: 1,
        usageWanted: false,
        prompt: '',
        firstPrompt: '',
        user: null,
        maxTokens: null,
      };
    },
    upstreamBody: (body, model) => ({ ...(body as object), model }),
    whole: () => NOTHING,
  };
}
