import { ZenbunError } from '../errors.ts';
import type { ModelAnswer, ModelRequest, UsageGuard } from '../model/index.ts';
import { Budget, type Caps, type Reservation } from '../probe/index.ts';
import { NO_USAGE, type Usage } from '../schema/index.ts';

/** US dollars per million tokens. */
export interface Price {
  readonly prompt: number;
  readonly completion: number;
}

/** Generous estimate of the tokens that chat templates and a server's own system prompt may add to a question. */
const UNSEEN_TOKENS = 512;
const MILLION = 1_000_000;

/**
 * Counts every call, and grants none that could exceed a cap. A call reserves the most it can use: no token is shorter
 * than a byte, and an answer has a limit. Whatever a server does not report is counted as the most it can have been,
 * and so is a call that was lost. A call that the server refused used no tokens.
 */
export class Meter {
  readonly #budget: Budget;
  #promptTokens: number;

  /** `past`: what earlier calls of the same run used. */
  constructor(caps: Caps, past: Usage = NO_USAGE) {
    this.#budget = new Budget(caps, past);
    this.#promptTokens = past.promptTokens;
  }

  /** Total usage of all calls, including earlier ones of the run. */
  get tally(): Usage {
    return { ...this.#budget.used, promptTokens: this.#promptTokens };
  }

  /**
   * Returns the usage guard of one question to a model with that price. null: the price is unknown, so no cost is
   * counted.
   */
  guard(request: ModelRequest, price: Price | null): UsageGuard {
    const prompt = bytesOf(request) + UNSEEN_TOKENS;
    const completion = request.sample?.maxTokens ?? Number.POSITIVE_INFINITY;
    const usage = (asked: number, said: number): Usage => ({
      requests: 1,
      tokens: asked + said,
      promptTokens: asked,
      usd: price === null ? 0 : (asked * price.prompt + said * price.completion) / MILLION,
    });
    let used = NO_USAGE;
    let granted: Reservation | null = null;
    return {
      send: async () => {
        granted = await this.#budget.reserve(usage(prompt, completion));
        if (granted === null) throw new ZenbunError('budget', OVER_CAP);
      },
      settle: (outcome) => {
        // Not from `text`: hidden reasoning and the end of the answer are tokens, too.
        const told: Partial<ModelAnswer> = typeof outcome === 'string' ? {} : outcome;
        const said = told.completionTokens === 0 && told.text !== '' ? null : told.completionTokens;
        const now = outcome === 'refused' ? usage(0, 0) : usage(told.promptTokens ?? prompt, said ?? completion);
        granted?.settle(now);
        granted = null;
        this.#promptTokens += now.promptTokens;
        used = {
          requests: used.requests + 1,
          tokens: used.tokens + now.tokens,
          promptTokens: used.promptTokens + now.promptTokens,
          usd: used.usd + now.usd,
        };
      },
      get used() {
        return used;
      },
    };
  }
}

const bytesOf = ({ turns, prefill = '' }: ModelRequest) =>
  turns.reduce((sum, { text }) => sum + utf8Length(text), utf8Length(prefill));

const utf8Length = (text: string) => Buffer.byteLength(text, 'utf8');

const OVER_CAP = { en: 'a cap would be exceeded by the next call', ja: '次の呼び出しで上限を超えるおそれがあります' };
