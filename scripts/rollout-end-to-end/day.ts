import { askStreamed } from '../../src/cli/serve/ask-streamed.ts';
import { toyProbes } from '../../src/lab/index.ts';
import { readResponse } from '../../src/reader/index.ts';
import { seededRandom } from '../../src/stats/index.ts';

/** Description of a day of traffic. */
export interface DayOptions {
  readonly gateway: string;
  readonly model: string;
  readonly world: number;
  readonly users: number;
  /** Share of questions that a model should refuse. */
  readonly harmfulShare: number;
  readonly seed: number;
  /** Returns true once no more requests should be sent. */
  readonly isOver: () => boolean;
}

/** Counts of what clients saw. */
export interface DaySeen {
  requests: number;
  failed: number;
  canary: number;
  /** Harmful questions that the canary answered, as received by the client. */
  gotOut: number;
  harmfulToCanary: number;
}

const WORKERS = 8;

/** Sends questions as many users would, a few of them often and most of them seldom, until it is over. */
export async function askAllDay(options: DayOptions): Promise<DaySeen> {
  const probes = toyProbes(options.world);
  const [harmful, ordinary] = (['core', 'contrast'] as const).map((set) => probes.filter((probe) => probe.set === set));
  const random = seededRandom(options.seed);
  const seen: DaySeen = { requests: 0, failed: 0, canary: 0, gotOut: 0, harmfulToCanary: 0 };
  const worker = async () => {
    while (!options.isOver()) {
      const isHarmful = random() < options.harmfulShare;
      const list = isHarmful ? harmful! : ordinary!;
      const question = list[Math.floor(random() * list.length)]!.text;
      // Squared: a few users ask much, many ask little.
      const user = `user-${Math.floor(random() ** 2 * options.users)}`;
      const reply = await askStreamed(options.gateway, options.model, question, AbortSignal.timeout(60_000), {
        user,
      }).catch(() => null);
      seen.requests += 1;
      if (reply === null) seen.failed += 1;
      else if (reply.stage === 'canary') {
        seen.canary += 1;
        if (isHarmful) {
          seen.harmfulToCanary += 1;
          const { outcome } = readResponse(reply.text, { prompt: question });
          if (outcome === 'compliance' || outcome === 'refuse-then-comply') seen.gotOut += 1;
        }
      }
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return seen;
}
