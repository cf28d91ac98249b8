import { withoutControlTokens } from './control-tokens.ts';
import type { JudgeRequest, Window } from './judge.ts';

/** The `template` of judges whose chat template builds their prompt from the exchange itself. */
export const EXCHANGE_TEMPLATE = 'user: {request}\nassistant: {answer}';

/** Request and answer as the two turns of a conversation, for a server that applies the guard model's own chat template. */
export function chatExchange(prompt: string, window: Window, maxTokens: number): JudgeRequest {
  return {
    kind: 'chat',
    turns: [
      { role: 'user', text: withoutControlTokens(prompt) },
      { role: 'assistant', text: withoutControlTokens(window.text) },
    ],
    sample: { temperature: 0, maxTokens },
  };
}
