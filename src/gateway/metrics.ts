import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80];

/** Metrics for `/metrics`. Labels come only from the configuration and from closed sets, so their number is bounded. */
export class GatewayMetrics {
  readonly registry = new Registry();
  readonly requests = this.#counter('requests_total', 'Exchanges that ended.', ['model', 'endpoint', 'state']);
  readonly denied = this.#counter('denied_total', 'Requests that the gateway itself denied.', ['reason']);
  readonly outcomes = this.#counter('answers_total', 'Answers by what they came to.', ['model', 'stage', 'outcome']);
  readonly latched = this.#counter('latched_total', 'Answers that declined and were held.', [
    'model',
    'stage',
    'guard',
  ]);
  readonly withheld = this.#counter('withheld_total', 'Answers of which a part was withheld.', ['model', 'stage']);
  readonly unread = this.#counter('unread_total', 'Answers that held something that is not read.', ['model']);
  readonly tokens = this.#counter('tokens_total', 'Tokens as the server counts them.', ['model', 'type']);
  readonly open = new Gauge({
    name: 'zenbun_open_requests',
    help: 'Requests that are being answered.',
    registers: [this.registry],
  });
  readonly logged = this.#histogram('log_seconds', 'How long a record took to be durable.');
  readonly firstByte = this.#histogram('first_byte_seconds', 'From the request to the first byte of its answer.');

  #counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name: `zenbun_${name}`, help, labelNames, registers: [this.registry] });
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({ name: `zenbun_${name}`, help, buckets: SECONDS, registers: [this.registry] });
  }
}
