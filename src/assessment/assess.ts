import {
  type Assessment,
  type Evidence,
  GATES,
  type GateAssessment,
  type GateName,
  type Message,
  TOOL,
} from '../schema/index.ts';
import { worstState } from './gate-state.ts';
import { behaviourGate } from './gates/behaviour.ts';
import { dataGate } from './gates/data.ts';
import type { GateReading } from './gates/gate-reading.ts';
import { operationGate } from './gates/operation.ts';
import { provenanceGate } from './gates/provenance.ts';
import { nextSteps } from './next-steps.ts';

const READERS: Readonly<Record<GateName, (evidence: readonly Evidence[]) => GateReading>> = {
  provenance: provenanceGate,
  data: dataGate,
  behaviour: behaviourGate,
  operation: operationGate,
};

/**
 * Assesses all evidence: the state of each gate, what was not checked, and what to do next. If a gate has several
 * results, the worst counts. `at` is the time of the assessment in ISO 8601. The evidence is trusted to be what it
 * claims to be; the code that read it has recorded its digest.
 */
export function assess(evidence: readonly Evidence[], { at }: { readonly at: string }): Assessment {
  const readings = GATES.map((gate) => ({ gate, reading: READERS[gate](evidence) }));
  const gates = readings.map(
    ({ gate, reading: { state, because, errorRate, evidence: from } }): GateAssessment => ({
      gate,
      state,
      because,
      errorRate,
      evidence: from,
    }),
  );
  return {
    schema: 'zenbun.report/1',
    tool: TOOL,
    at,
    verdict: worstState(gates.map(({ state }) => state)),
    gates,
    unchecked: distinct(readings.flatMap(({ reading }) => reading.unchecked)),
    next: nextSteps(gates, evidence),
    evidence: evidence.map(({ source }) => source),
  };
}

/** Merges messages that differ only in the results they name into one sentence about all of them: "… (E2, E3)". */
function distinct(messages: readonly Message[]): Message[] {
  const merged = new Map<string, Message>();
  for (const message of messages) {
    const key = message.en.replace(OF_RESULT, '');
    const known = merged.get(key);
    merged.set(key, known === undefined || known.en === message.en ? message : together(known, message));
  }
  return [...merged.values()];
}

/** The results that a sentence refers to, at its end: "(E2).", "（E2、E3）。" */
const OF_RESULT = /[(（]((?:E\d+(?:, |、)?)+)[)）](?=[.。]?$)/;

function together(known: Message, { en, ja }: Message): Message {
  const add = (text: string, other: string, between: string) =>
    text.replace(OF_RESULT, (whole, ids: string) =>
      whole.replace(ids, `${ids}${between}${OF_RESULT.exec(other)?.[1] ?? ''}`),
    );
  return { en: add(known.en, en, ', '), ja: add(known.ja, ja, '、') };
}
