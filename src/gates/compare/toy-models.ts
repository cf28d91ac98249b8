import { randomInt } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { TEMPERATURE, type WholeAnswer, wholeAnswers } from '../../lab/index.ts';
import type { Model } from '../../model/index.ts';
import { readOrganism, servedOrganism } from '../organisms.ts';

/** Answers that one model works on at the same time; others wait. More would cost memory and gain no time. */
const SLOTS = 32;

/** A toy model to ask, and the seed of its world: by it, probes and content check are made. */
export interface OpenToy {
  readonly model: Model;
  readonly seed: number;
}

/**
 * Opens a toy model in this process, by name (`noice`) or file (`models/noice.safetensors`), with the answers that `zenbun lab
 * serve` gives, but that the temperature is the study's where none is said. A question with a seed has always the same answer, whatever is asked at the same time; `servedModel` also
 * names the weights. Throws `usage` for an unknown name, `not-found`, `damaged` or `unreadable` for a file.
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
