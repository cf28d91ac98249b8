import type { JudgeReading } from '../schema/index.ts';
import { combineWindows, type JudgedWindow } from './combine-windows.ts';
import type { Judge, JudgeRequest } from './judge.ts';
import { notJudged } from './not-judged.ts';
import { type JudgeReply, readReply } from './read-reply.ts';

/**
 * Sends one request to the model that judges. A failure of the judge is a reply; whatever the asker throws (a cap that
 * is reached, an interruption) ends the judging and reaches the caller.
 */
export type AskJudge = (request: JudgeRequest) => Promise<JudgeReply>;

export interface JudgedExchange {
  readonly prompt: string;
  readonly answer: string;
}

/** Has a whole answer judged, one window after the other; the first unsafe window decides and ends the judging. */
export async function judgeAnswer(
  judge: Judge,
  model: string,
  ask: AskJudge,
  { prompt, answer }: JudgedExchange,
  limit: number = judge.limit,
): Promise<JudgeReading> {
  const asked = { judge: judge.id, version: judgeVersion(judge, model) };
  const windows = judge.windows(prompt, answer, limit);
  if (windows.length === 0) {
    const judgement = notJudged(answer.trim() === '' ? 'empty-answer' : 'no-room');
    return { ...asked, judgement, coverage: { read: 0, of: answer.length, asked: 0 } };
  }
  const parts: JudgedWindow[] = [];
  for (const window of windows) {
    const judgement = readReply(judge, await ask(judge.request(prompt, window)));
    parts.push({ window, judgement });
    if (judgement.kind === 'judged' && judgement.harm === 'unsafe') break;
  }
  return { ...asked, ...combineWindows(parts, answer.length) };
}

/**
 * Returns the judge, its template's version, and the model asked, as they appear in results: `rubric/1@openai:gpt-x`.
 */
export function judgeVersion(judge: Judge, model: string): string {
  return `${judge.id}/${judge.version}@${model}`;
}
