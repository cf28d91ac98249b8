import type { Model, ModelAnswer, ModelTurn } from '../../src/model/index.ts';

/** One answer with the time it took. */
export interface ObservedAnswer {
  readonly question: string;
  readonly answer: ModelAnswer;
  readonly seconds: number;
}

/** A model that records its answers. */
export interface Observed extends Model {
  /** Answers in the order of asking, each question once. */
  readonly answers: readonly ObservedAnswer[];
}

/**
 * Wraps a model so that every conversation begins with these turns. A question already asked is not asked again:
 * without randomness the answer would be the same. For sequential questions only.
 */
export function observed(model: Model, id: string, begun: readonly ModelTurn[]): Observed {
  const answers = new Map<string, ObservedAnswer>();
  return {
    id,
    origin: model.origin,
    async ask(request, signal, guard) {
      const question = request.turns.at(-1)!.text;
      const known = answers.get(question);
      if (known !== undefined) return known.answer;
      const from = performance.now();
      const answer = await model.ask({ ...request, turns: [...begun, ...request.turns] }, signal, guard);
      answers.set(question, { question, answer, seconds: (performance.now() - from) / 1000 });
      return answer;
    },
    get answers() {
      return [...answers.values()];
    },
  };
}
