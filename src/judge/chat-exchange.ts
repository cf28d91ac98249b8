import { withoutControlTokens } from './control-tokens.ts';
import type { JudgeRequest, Window } from './judge.ts';

/** The `template` of judges whose chat template builds their prompt from the exchange itself. */
export const EXCHANGE_TEMPLATE = 'user: {request}\nassistant: {answer}';

/**
 * Returns request and answer as the two turns of a conversation, for a server that applies the guard model's own chat
 * template. `system`: what that template takes from the system turn; without it, there is no such turn.
 */
export function chatExchange(prompt: string, window: Window, maxTokens: number, system?: string): JudgeRequest {
  return {
    kind: 'chat',
    turns: [
      ...(system === undefined ? [] : [{ role: 'system' as const, text: system }]),
      { role: 'user', text: withoutControlTokens(prompt) },
      { role: 'assistant', text: withoutControlTokens(window.text) },
    ],
    sample: { temperature: 0, maxTokens },
  };
}
