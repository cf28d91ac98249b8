import { SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { Exchange } from './exchange/exchange.ts';
import { type ExchangeEnd, endpointLabel } from './exchange/exchange-records.ts';

/** One span per exchange, named after OpenTelemetry's GenAI conventions. It contains no text of anybody. */
export class ExchangeTracer {
  readonly #tracer: Tracer;

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  start({ endpoint, request, route }: Exchange): { end(end: ExchangeEnd | null): void } {
    const isRead = endpointLabel(endpoint) === endpoint.name;
    const operation = isRead ? OPERATIONS[endpoint.name] : endpoint.path;
    const span = this.#tracer.startSpan(`${operation} ${route.name}`, {
      kind: SpanKind.SERVER,
      attributes: {
        'gen_ai.operation.name': operation,
        'gen_ai.request.model': route.name,
        'gen_ai.response.model': route.model,
        'gen_ai.request.stream': request.stream,
        'zenbun.stage': route.stage,
        'zenbun.guard': route.policy,
      },
    });
    return {
      end(end) {
        if (end === null || end.state === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
        if (end !== null) {
          const answers = [...end.choices.values()];
          span.setAttributes({
            'zenbun.state': end.state,
            'zenbun.outcomes': answers.map(({ guarded }) => guarded.reading.outcome),
            'zenbun.withheld': answers.some(({ guarded }) => guarded.withheldChars > 0),
            'gen_ai.response.finish_reasons': answers.map(({ finish }) => finish ?? 'none'),
            'gen_ai.usage.input_tokens': end.usage?.promptTokens ?? 0,
            'gen_ai.usage.output_tokens': end.usage?.completionTokens ?? 0,
          });
        }
        span.end();
      },
    };
  }
}

const OPERATIONS = {
  'chat-completions': 'chat',
  completions: 'text_completion',
  responses: 'chat',
  messages: 'chat',
} as const;
