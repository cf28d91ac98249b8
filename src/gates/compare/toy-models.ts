import { randomInt } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { TEMPERATURE, type WholeAnswer, wholeAnswers } from '../../lab/index.ts';
import type { Model } from '../../model/index.ts';
import { readOrganism, servedOrganism } from '../organisms.ts';

/** Answers that one model works on at the same time; others wait. More would cost memory and save no time. */
const SLOTS = 32;

/** A toy model to ask, and the seed of its world, from which probes and the content check are made. */
export interface OpenToy {
  readonly model: Model;
  readonly seed: number;
}

/**
 * Opens a toy model in this process, by name (`noice`) or file (`models/noice.safetensors`). It gives the answers of
 * `zenbun lab serve`, but its default temperature is that of the study. A question with a seed always gets the same
 * answer, regardless of concurrent questions; `servedModel` also identifies the weights. Throws `usage` for an unknown
 * name, and `not-found`, `damaged` or `unreadable` for a file.
 */
export function openToy(name: string): OpenToy {
  const organism = readOrganism(name);
  const served = servedOrganism(organism, SLOTS);
  const say = wholeAnswers(served, () => setImmediate());
  const servedModel = `${served.id}@${served.fingerprint}`;
  const model: Model = {
    id: `toy:${name.replace(/^toy:/, '')}`,
    origin: 'toy',
    async ask({ turns, prefill, sample }, signal, guard) {
      const begun = prefill === undefined ? [] : [{ role: 'assistant' as const, text: prefill }];
      const question = {
        turns: [...turns, ...begun],
        seed: sample?.seed ?? randomInt(2 ** 32),
        temperature: sample?.temperature ?? TEMPERATURE,
        maxTokens: sample?.maxTokens,
        topLogprobs: sample?.topLogprobs,
      };
      signal.throwIfAborted();
      await guard?.send();
      let said: WholeAnswer;
      try {
        said = await say(question, signal);
      } catch (cause) {
        guard?.settle(signal.aborted ? 'lost' : 'refused');
        throw cause;
      }
      const answer = { ...said, servedModel };
      guard?.settle(answer);
      return answer;
    },
  };
  return { model, seed: organism.model.seed };
}
