import { ASKERS, countIn, firstOf, idIn, recordIn, replyOf, requestIn, textIn } from './fields.ts';
import type { LogFormat } from './log-format.ts';
import { timeOf, unreadTime } from './time-of.ts';

const STARTS = ['startTime', 'start_time'];
/** Types of observations that hold a model's output; others are steps around it. */
const GENERATION = /^(?:generation|embedding)?$/i;

/** Observations of Langfuse, as written by its API and its exports. */
export const langfuse: LogFormat = {
  name: 'langfuse',
  title: { en: 'Langfuse: observations (generations)', ja: 'Langfuse の observation（generation）' },
  expects: 'startTime, input, output, model',
  recognise: (record) =>
    firstOf(record, STARTS) !== undefined &&
    ('output' in record || (typeof record.type === 'string' && 'traceId' in record)),
  read(record) {
    if (typeof record.type === 'string' && !GENERATION.test(record.type)) return null;
    const at = timeOf(firstOf(record, STARTS));
    if (at === null) return unreadTime(firstOf(record, STARTS));
    const usage = recordIn(firstOf(record, ['usageDetails', 'usage_details', 'usage']));
    return {
      id: idIn(record),
      at,
      model: textIn(record, ['model', 'providedModelName', 'provided_model_name', 'model_id']) ?? '',
      asker: textIn(record, ASKERS),
      prompt: requestIn(record.input),
      response: replyOf(record.output),
      failed: record.level === 'ERROR',
      firstTextAt: timeOf(firstOf(record, ['completionStartTime', 'completion_start_time'])),
      endedAt: timeOf(firstOf(record, ['endTime', 'end_time'])),
      tokens: countIn(usage, ['output', 'completion_tokens', 'completionTokens', 'output_tokens']),
    };
  },
};
