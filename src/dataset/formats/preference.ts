import { type Turn, unread } from '../../schema/index.ts';
import type { Format, JsonObject } from './format.ts';
import { answerOf, sharedTurns, sideOf } from './turns/pair.ts';
import { joined } from './turns/prompt-and-answer.ts';
import { addContext, asContext } from './turns/side.ts';
import { listOf } from './turns/text-of.ts';
import { addSystem } from './turns/turns.ts';

/**
 * Two answers to one prompt, one of them preferred. The prompt has a field of its own, or both sides repeat it and
 * share their beginning; the shared part is context, and only the rest is chosen or rejected.
 */
export const preference: Format = {
  name: 'preference',
  title: 'preference pairs: TRL, OpenAI, Anthropic HH, LLaMA-Factory, ms-swift, UltraFeedback, PKU',
  recognise(record) {
    return chosenOf(record) != null && rejectedOf(record) != null;
  },
  toRow(record) {
    const prompt = promptOf(record);
    const chosen = sideOf(chosenOf(record), prompt == null);
    if (typeof chosen === 'string') return unread('chosen', { reason: chosen });
    const rejected = sideOf(rejectedOf(record), prompt == null);
    if (typeof rejected === 'string') return unread('rejected', { reason: rejected });
    const shared = sharedTurns(chosen, rejected);
    const turns: Turn[] = [];
    if (!addSystem(turns, record.system)) return unread('notText', { field: 'system' });
    if (shared === 0) {
      const reason = addContext(turns, prompt);
      if (reason !== null) return unread('prompt', { reason });
    }
    chosen.forEach((one, i) => {
      turns.push(i < shared ? asContext(one) : one);
    });
    return { kind: 'preference', turns, rejected: answerOf(rejected.slice(shared)) };
  },
};

function chosenOf(record: JsonObject): unknown {
  const chosen =
    record.chosen ?? record.preferred_output ?? record.chosen_response ?? record.chosen_messages ?? record.preferred;
  if (chosen != null) return chosen;
  if (record.better_response_id != null) return record[`response_${record.better_response_id}`];
  if (record.rejected_response == null) return undefined;
  return endsWithChosen(record) ? listOf(record.messages)?.at(-1) : record.response;
}

/** ms-swift: the conversation ends with the chosen answer, and only the rejected one has a field of its own. */
function endsWithChosen(record: JsonObject): boolean {
  return record.rejected_response != null && record.chosen_response == null && record.response == null;
}

function rejectedOf(record: JsonObject): unknown {
  const rejected =
    record.rejected ??
    record.non_preferred_output ??
    record.rejected_response ??
    record.rejected_messages ??
    record.dispreferred;
  if (rejected != null) return rejected;
  return record.better_response_id == null ? undefined : record[`response_${1 - Number(record.better_response_id)}`];
}

function promptOf(record: JsonObject): unknown {
  if (record.instruction != null) return joined(record.instruction, record.input) ?? record.instruction;
  const messages = listOf(record.messages);
  return (
    record.prompt ??
    record.conversations ??
    record.input ??
    record.question ??
    record.query ??
    record.context ??
    (endsWithChosen(record) ? messages?.slice(0, -1) : messages)
  );
}
