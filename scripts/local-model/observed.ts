import type { Model, ModelAnswer, ModelTurn } from '../../src/model/index.ts';

/** One answer, and how long it took. */
export interface ObservedAnswer {
  readonly question: string;
  readonly answer: ModelAnswer;
  readonly seconds: number;
}

/** A model that is listened to. */
export interface Observed extends Model {
  /** In the order of asking; no question twice. */
  readonly answers: readonly ObservedAnswer[];
}

/**
 * A model whose every conversation begins with these turns. What was asked before is not asked again: without chance the
 * answer would be the same. For questions one after the other.
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
