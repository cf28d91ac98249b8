import type { Load } from './children.ts';
import type { BenchPlan } from './plan.ts';
import { cpuSeconds, memoryOf } from './process-figures.ts';
import type { Subject, SubjectName } from './subjects.ts';

/** One value per round for each subject. */
export type Rounds<Value> = Partial<Record<SubjectName, Value[]>>;

export interface Rate {
  /** Per second. */
  readonly answers: number;
  readonly events: number;
  readonly failed: number;
  /** Processor time of the process in between, in milliseconds per answer; null if there is no such process. */
  readonly cpuMs: number | null;
}

/** Times in microseconds, one value per answer (`later`: per piece of text). */
export interface PacedTimes {
  readonly head: number[];
  readonly text: number[];
  readonly first: number[];
  readonly later: number[];
  readonly end: number[];
  readonly failed: number;
}

export interface HeldOpen {
  readonly slow: number;
  /** Streams open at once when the last one began, and streams that ended completely. */
  readonly open: number;
  readonly complete: number;
  /** Peak resident memory of the gateway while they were open, and its memory before, in MiB. */
  readonly peak: number;
  readonly before: number;
}

const say = (text: string) => process.stderr.write(`${text}\n`);

/** Measures every subject once per round. */
async function inTurns<Value>(
  subjects: readonly Subject[],
  rounds: number,
  what: string,
  measure: (subject: Subject) => Promise<Value>,
): Promise<Rounds<Value>> {
  const values: Rounds<Value> = {};
  for (let round = 1; round <= rounds; round += 1) {
    say(`${what}, round ${round}`);
    for (const subject of subjects) {
      values[subject.name] ??= [];
      values[subject.name]!.push(await measure(subject));
    }
  }
  return values;
}

/** Measures throughput with `streams` requests at once, as fast as answers arrive. */
export function measureRate(
  load: Load,
  subjects: readonly Subject[],
  plan: BenchPlan,
  streams: number,
  stream: boolean,
) {
  const how = `pace=0 events=${plan.events}`;
  return inTurns(
    subjects.filter(({ name }) => name !== 'litellm' || streams <= plan.litellmStreams),
    plan.rounds,
    `${streams} ${stream ? 'streams' : 'whole answers'} at once`,
    async (subject) => {
      const { server, model, pid } = subject;
      const before = pid === null ? 0 : cpuSeconds(pid);
      const rate = await load.run<Omit<Rate, 'cpuMs'> & { all: number }>('rate', {
        url: server,
        model,
        streams,
        ms: plan.roundMs,
        how,
        stream,
      });
      const cpuMs = pid === null ? null : (1000 * (cpuSeconds(pid) - before)) / Math.max(1, rate.all);
      return { ...rate, cpuMs };
    },
  );
}

/** Measures streams at the pace of a model. */
export function measurePaced(load: Load, subjects: readonly Subject[], { rounds, paced }: BenchPlan) {
  const { streams, paceMs, events, ms } = paced;
  const how = `pace=${paceMs} events=${events}`;
  return inTurns(subjects, rounds, `${streams} paced streams`, ({ server, model }) =>
    load.run<PacedTimes>('paced', { url: server, model, streams, ms, how, spreadMs: paceMs * events }),
  );
}

/** Measures many simultaneous streams through one subject; `slow` of its clients stop reading. */
export async function measureHeld(
  load: Load,
  { server, model, pid }: Subject,
  { held }: BenchPlan,
  slow: number,
): Promise<HeldOpen> {
  say(`${held.streams} streams held open, ${slow} of them by clients that do not read`);
  const before = memoryOf(pid!);
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(pid!));
  }, 200);
  const how = `pace=${held.paceMs} events=${held.events}`;
  const task = { streams: held.streams, slow, how, slowHow: `${how} pad=${held.slowBytes}`, slowMs: held.slowMs };
  try {
    const { open, complete } = await load.run<{ open: number; complete: number }>('held', {
      url: server,
      model,
      ...task,
    });
    return { slow, open, complete, peak, before };
  } finally {
    clearInterval(watch);
  }
}
