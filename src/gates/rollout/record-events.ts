import { exchangeFacts, firstAnswerFacts } from '../../gateway/index.ts';
import type { LeafFields } from '../../ledger/index.ts';
import type { Arm, RolloutEvent } from '../../rollout/index.ts';
import { recordedAnswers } from '../../schema/index.ts';

/** A record of the log without its body. `time`: that of the leaf, in milliseconds since 1970. */
export interface LoggedRecord {
  readonly index: number;
  readonly time: number;
  readonly kind: string;
  readonly fields: LeafFields;
}

/** Content of a record that concerns its rollout. */
export interface RolloutMessage {
  /** ID of the rollout. */
  readonly rollout: string;
  readonly event: RolloutEvent;
  /** For a request or a probe: the epoch that was in force. */
  readonly epoch: number | null;
  /** For a request: the canary's share by which it was routed. */
  readonly share: number | null;
}

/** An intent whose response is still to come. */
interface OpenRequest {
  readonly rollout: string;
  readonly time: number;
  readonly fields: LeafFields;
}

const ARMS: ReadonlySet<unknown> = new Set<Arm>(['stable', 'canary']);

/**
 * Turns the records of a log, in their order, into events for rollouts, in the same way live and years later. Remembers
 * the requests that wait for their answers.
 */
export class RecordEvents {
  readonly #open = new Map<number, OpenRequest>();

  /** Reads a record; null if it does not concern any rollout. */
  read(record: LoggedRecord): RolloutMessage | null {
    switch (record.kind) {
      case 'intent':
        return this.#request(record);
      case 'response':
        return this.#answer(record);
      case 'label':
        return labelOf(record);
      case 'probe':
        return probeOf(record);
      default:
        return null;
    }
  }

  #request({ index, time, fields }: LoggedRecord): RolloutMessage | null {
    const { rollout, stage, bucket, epoch, share, lang } = fields;
    if (typeof rollout !== 'string' || !ARMS.has(stage) || typeof bucket !== 'number') return null;
    this.#open.set(index, { rollout, time, fields });
    const event: RolloutEvent = {
      kind: 'request',
      at: time,
      intent: index,
      arm: stage as Arm,
      bucket,
      stratum: typeof lang === 'string' ? lang : '',
    };
    return { rollout, event, epoch: Number(epoch ?? 0), share: Number(share ?? 0) };
  }

  #answer({ time, fields }: LoggedRecord): RolloutMessage | null {
    const intent = Number(fields.intent);
    const open = this.#open.get(intent);
    if (open === undefined) return null;
    this.#open.delete(intent);
    const exchange = [open.fields as never, fields as never, open.time] as const;
    const event: RolloutEvent = {
      ...{ kind: 'answer', at: time, intent, facts: exchangeFacts(...exchange) },
      ...(recordedAnswers(fields).length > 1 ? { first: firstAnswerFacts(...exchange) } : {}),
    };
    return { rollout: open.rollout, event, epoch: null, share: null };
  }
}

function labelOf({ time, fields }: LoggedRecord): RolloutMessage | null {
  const { rollout, intent, unsafe = null } = fields;
  if (typeof rollout !== 'string' || typeof intent !== 'number') return null;
  const isUnsafe = typeof unsafe === 'boolean' ? unsafe : null;
  return { rollout, event: { kind: 'label', at: time, intent, isUnsafe }, epoch: null, share: null };
}

function probeOf({ time, fields }: LoggedRecord): RolloutMessage | null {
  const { rollout, draw, arm, complied = null, epoch } = fields;
  if (typeof rollout !== 'string' || typeof draw !== 'number' || !ARMS.has(arm)) return null;
  const event: RolloutEvent = {
    kind: 'probe',
    at: time,
    draw,
    arm: arm as Arm,
    complied: typeof complied === 'boolean' ? complied : null,
  };
  return { rollout, event, epoch: typeof epoch === 'number' ? epoch : null, share: null };
}
