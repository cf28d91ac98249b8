import { cpus } from 'node:os';
import { median } from '../bench/median.ts';
import { table, targetsTable } from '../quality/markdown.ts';
import { addedMs, latencyTable } from './latency-page.ts';
import type { Rate, Rounds } from './measure.ts';
import { type MeasuredServe, ratioTo } from './measured.ts';
import type { BenchPlan } from './plan.ts';
import { SUBJECT_TITLES, type SubjectName } from './subjects.ts';
import { serveTargets } from './targets.ts';

function ratesTable(rounds: Rounds<Rate>, events: boolean): string {
  const head = [
    '',
    'answers/s',
    ...(events ? ['events/s'] : []),
    'times direct',
    'times the pipe',
    'processor ms an answer',
    'failed',
    'answers/s, rounds',
  ];
  const rows = Object.entries(rounds).map(([key, values]) => {
    const name = key as SubjectName;
    const cpu = values.flatMap(({ cpuMs }) => (cpuMs === null ? [] : [cpuMs]));
    return [
      SUBJECT_TITLES[name],
      median(values.map(({ answers }) => answers)).toFixed(0),
      ...(events ? [median(values.map((one) => one.events)).toFixed(0)] : []),
      name === 'direct' ? '' : ratioTo(rounds, name).toFixed(2),
      name === 'direct' || name === 'pipe' ? '' : ratioTo(rounds, name, 'pipe').toFixed(2),
      cpu.length === 0 ? '' : median(cpu).toFixed(2),
      values.reduce((sum, { failed }) => sum + failed, 0),
      values.map(({ answers }) => answers.toFixed(0)).join(', '),
    ];
  });
  return table(head, rows, true);
}

function heldTable(held: MeasuredServe['held'], { held: { streams } }: BenchPlan): string {
  return table(
    ['clients', 'open at once', 'complete', 'intents and responses in the ledger', 'memory before, MiB', 'most, MiB'],
    held.map(({ slow, open, complete, before, peak, recorded }) => [
      slow === 0 ? `${streams} that read` : `${streams}, of them ${slow} that stop reading`,
      open,
      complete,
      `${recorded.intents} and ${recorded.responses}`,
      before.toFixed(0),
      peak.toFixed(0),
    ]),
    true,
  );
}

const NOT_HERE = 'not measured here';

function versionsOf({ versions: { litellm, portkey } }: MeasuredServe, { litellmStreams }: BenchPlan): string {
  const lines = [
    `- LiteLLM's proxy (PyPI, \`pip install 'litellm[proxy]'\` into a virtual environment, \`--litellm VENV\`): ${litellm === null ? NOT_HERE : `version ${litellm}, one worker, its defaults; with no more than ${litellmStreams} streams, since with hundreds none of its answers ended within a round`}`,
    `- Portkey's gateway (npm, \`npm install @portkey-ai/gateway @hono/node-server@1.11.0\` into a folder, \`--portkey FOLDER\`; with the newest version of that dependency, every stream ends with status 500): ${portkey === null ? NOT_HERE : `version ${portkey}, its defaults`}`,
  ];
  return lines.join('\n');
}

export function servePage(measured: MeasuredServe, plan: BenchPlan): string {
  const { held, rates, whole, paced, recorded, commit } = measured;
  const { events, rounds, roundMs } = plan;
  const states = Object.entries(recorded.states).map(([state, count]) => `${count} ${state}`);
  return `# Speed of serve

Written by \`npm run bench:serve\` in one run on ${cpus().length} × ${cpus()[0]?.model.trim() || 'unknown processor'}, Node ${process.version}, commit ${commit}. Scripted model
server, gateway and load generator are processes of one machine and share its cores: the rate of asking directly is that of a
server that thinks for no time at all, and every gateway takes its processor time from the other two. The pipe shows what any
process in between costs. Rates are
only good for comparison within a round. Load average before and after, other work of the machine included: ${measured.load.map((one) => one.toFixed(1)).join(' and ')}. All take turns in each of ${rounds} rounds of ${roundMs / 1000} s; medians. zenbun records every exchange durably
in a ledger on the disk, twice; the others record nothing.

${versionsOf(measured, plan)}

${targetsTable(serveTargets(measured, plan))}

## Streams as fast as they come

${events} events of four words an answer, each a write of its own of the server. Processor time: that of the process in between.

${[...rates].map(([streams, found]) => `### ${streams} at once\n\n${ratesTable(found, true)}`).join('\n\n')}

## Whole answers

The same ${events} pieces of text in one body, ${plan.whole} at once.

${ratesTable(whole, false)}

## Latency

${plan.paced.streams} streams at once, an event every ${plan.paced.paceMs} ms each. Milliseconds. Held text: what a piece of text takes since the server wrote the newest event
before it came; with guard \`final\` that is the event that showed that a sentence had ended. The end waits for the durable record. The opening is the first text of
an answer: for \`final\` the first two sentences. Where the server's time stamp does not come through, only the first two columns are measured.

${latencyTable(paced)}

Added to asking directly by guard \`final\`: ${addedMs(paced, 'first', 0.5)} ms at p50 and ${addedMs(paced, 'first', 0.99)} ms at p99 for the opening, ${addedMs(paced, 'later', 0.5)} and ${addedMs(paced, 'later', 0.99)} ms for what follows it.

## Streams held open

${plan.held.streams} streams at once, an event every second each, ${plan.held.events} events. Clients that stop reading ask for events of ${plan.held.slowBytes / 1024} KiB, stop at the first one and go on
${plan.held.slowMs / 1000} s after all others have ended. Resident memory of the gateway's process.

${heldTable(held, plan)}

In the whole run the ledger took ${recorded.intents} intents and ${recorded.responses} responses (${states.join(', ')}); intents without a response: ${recorded.open}.
`;
}
