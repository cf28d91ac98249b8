import type { Turn, UnreadReason } from '../../../schema/index.ts';
import { addSide } from './side.ts';
import { readTranscript } from './transcript.ts';
import { joinedTexts } from './turns.ts';

/**
 * Returns the turns of one side. A string is an answer; without a separate prompt it may be a whole written-out
 * transcript.
 */
export function sideOf(side: unknown, alone: boolean): Turn[] | UnreadReason {
  if (alone && typeof side === 'string') {
    const transcript = readTranscript(side);
    if (transcript !== null) return transcript;
  }
  const turns: Turn[] = [];
  return addSide(turns, side, 'assistant') ?? turns;
}

/** Returns the number of turns that both sides begin with; each keeps at least one of its own. */
export function sharedTurns(chosen: readonly Turn[], rejected: readonly Turn[]): number {
  const most = Math.min(chosen.length, rejected.length) - 1;
  let shared = 0;
  while (
    shared < most &&
    chosen[shared]!.role === rejected[shared]!.role &&
    chosen[shared]!.text === rejected[shared]!.text
  ) {
    shared += 1;
  }
  return shared;
}

/** Returns the texts of the assistant in these turns as one text. */
export function answerOf(turns: readonly Turn[]): string {
  const answers: string[] = [];
  for (const { role, text } of turns) if (role === 'assistant') answers.push(text);
  return joinedTexts(answers);
}
