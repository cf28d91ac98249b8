/**
 * `npm run watch-errors [scale]` simulates the watch on streams of answers and writes `docs/watch-errors.md`: how often
 * it is wrong when nothing changes, what happens when answers arrive differently from the reference, and how many
 * answers it takes to notice a change, beside other detectors on the same streams. `PYTHON_RIVER` names a Python with
 * the package `river`; without it, the part of the page that needs it stays unchanged. `scale` (1 by default)
 * multiplies the number of runs. The same scale produces the same bytes. Exits with status 1 if false alarms exceed the
 * stated rate.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { binomialTail, upperBound } from '../src/stats/index.ts';
import { type Portion, runAll, runPortion } from './watch-errors/in-processes.ts';
import { type RiverDetections, riverDetections } from './watch-errors/river.ts';
import type { StreamResult } from './watch-errors/run-stream.ts';
import {
  brokenScenarios,
  type ChangeScenario,
  changeScenarios,
  nullScenarios,
  type Scenario,
  wholeChangeScenarios,
} from './watch-errors/scenarios.ts';

const PAGE = new URL('../docs/watch-errors.md', import.meta.url);
const HERE = new URL(import.meta.url);
const ALPHA = 0.05;
/** A result with less than one in a thousand probability by chance counts as a failure of the test. */
const SUSPICIOUS = 1e-3;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const quantile = (sorted: readonly number[], q: number): number => sorted[Math.ceil(q * sorted.length) - 1]!;
const said = (text: string) => process.stderr.write(`${text}\n`);

let firstSeed = 1;
async function runScenario({ name, runs, task }: Scenario): Promise<StreamResult[]> {
  const began = performance.now();
  const results = await runAll(HERE, task, firstSeed, runs);
  firstSeed += runs;
  said(`${name}: ${runs} runs, ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return results;
}

let failed = false;

async function nullRows(scale: number): Promise<string[][]> {
  const rows: string[][] = [];
  for (const scenario of nullScenarios(scale)) {
    const results = await runScenario(scenario);
    const alarms = results.filter(({ alarmAt }) => alarmAt !== null).length;
    const sigma = results.filter(({ alarmAt, sigmaAt }) => alarmAt === null && sigmaAt.length > 0).length;
    if (binomialTail(alarms, scenario.runs, ALPHA) < SUSPICIOUS) failed = true;
    rows.push([
      scenario.name,
      grouped(scenario.runs),
      percent(ALPHA, 0),
      `${grouped(alarms)} (${percent(alarms / scenario.runs, 2)})`,
      percent(upperBound(alarms, scenario.runs, 0.95), 2),
      percent(sigma / scenario.runs),
    ]);
  }
  return rows;
}

async function brokenRows(scale: number): Promise<string[][]> {
  const rows: string[][] = [];
  for (const scenario of brokenScenarios(scale)) {
    const results = await runScenario(scenario);
    const alarms = results.filter(({ alarmAt }) => alarmAt !== null).length;
    rows.push([scenario.name, grouped(scenario.runs), percent(alarms / scenario.runs, 0)]);
  }
  return rows;
}

/** Summarises the detections in each stream: the share with one before the change, and the delays of the others. */
function told(detections: readonly (readonly number[])[], changeAt: number | null): string[] {
  const end = changeAt ?? Number.POSITIVE_INFINITY;
  const wrong = detections.filter((one) => one.some((at) => at < end)).length;
  if (changeAt === null) return [percent(wrong / detections.length, 0), '', ''];
  const right = detections.filter((one) => !one.some((at) => at < end));
  const delays = right.flatMap((one) => (one.length === 0 ? [] : [one[0]! - end])).sort((a, b) => a - b);
  const found = right.length === 0 ? '–' : percent(delays.length / right.length, 0);
  return [percent(wrong / detections.length, 0), found, delays.length === 0 ? '–' : grouped(quantile(delays, 0.5))];
}

const alarmsOf = (results: readonly StreamResult[]) =>
  results.map(({ alarmAt }) => (alarmAt === null ? [] : [alarmAt]));

interface ChangeTables {
  readonly own: string[][];
  /** null without River. */
  readonly river: string[][] | null;
}

async function changeRows(scale: number, python: string | undefined): Promise<ChangeTables> {
  const own: string[][] = [];
  const river: string[][] = [];
  for (const scenario of changeScenarios(scale)) {
    const results = await runScenario(scenario);
    const sigma = results.map(({ sigmaAt }) => sigmaAt);
    own.push([scenario.name, 'watch, this signal alone', ...told(alarmsOf(results), scenario.changeAt)]);
    own.push(['', '3 sigma on the daily rate', ...told(sigma, scenario.changeAt)]);
    if (python === undefined) continue;
    const { perDay, referenceDays } = scenario.task.traffic;
    const streams = results.map(({ bits }) => bits!);
    const found: readonly RiverDetections[] = await riverDetections(python, streams, perDay * referenceDays);
    const { changeAt } = scenario;
    river.push([
      scenario.name,
      'ADWIN',
      ...told(
        found.map(({ adwin }) => adwin),
        changeAt,
      ),
    ]);
    river.push([
      '',
      'Page-Hinkley',
      ...told(
        found.map(({ pageHinkley }) => pageHinkley),
        changeAt,
      ),
    ]);
  }
  return { own, river: python === undefined ? null : river };
}

async function wholeRows(scale: number): Promise<string[][]> {
  const rows: string[][] = [];
  for (const scenario of wholeChangeScenarios(scale)) {
    const results = await runScenario(scenario);
    rows.push([scenario.name, ...told(alarmsOf(results), scenario.changeAt), namedIn(results, scenario)]);
  }
  return rows;
}

/** Lists the signals named by alarms after the change, most frequent first. */
function namedIn(results: readonly StreamResult[], { changeAt }: ChangeScenario): string {
  const right = results.filter(({ alarmAt }) => alarmAt !== null && alarmAt >= changeAt!);
  const counts = new Map<string, number>();
  for (const id of right.flatMap(({ named }) => named)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, 3);
  return most.map(([id, count]) => `${id} ${percent(count / right.length, 0)}`).join(', ');
}

const RIVER_BEGINS = '<!-- river -->';
const RIVER_ENDS = '<!-- /river -->';
const CHANGE_HEAD = ['stream', 'detector', 'wrong before the change', 'found after it', 'median delay (answers)'];

/** Returns the part of the page that needs River: newly measured, or as already written. */
function riverPart(rows: string[][] | null): string {
  if (rows !== null) return `${RIVER_BEGINS}\n${table(CHANGE_HEAD, rows)}\n${RIVER_ENDS}`;
  const page = readFileSync(PAGE, 'utf8');
  const from = page.indexOf(RIVER_BEGINS);
  return from < 0
    ? `${RIVER_BEGINS}\nNot measured.\n${RIVER_ENDS}`
    : page.slice(from, page.indexOf(RIVER_ENDS) + RIVER_ENDS.length);
}

async function writePage(scale: number, python: string | undefined): Promise<void> {
  const began = performance.now();
  const nothing = await nullRows(scale);
  const broken = await brokenRows(scale);
  const { own, river } = await changeRows(scale, python);
  const whole = await wholeRows(scale);
  writeFileSync(PAGE, pageOf({ nothing, broken, own, river, whole }));
  said(
    `docs/watch-errors.md written in ${((performance.now() - began) / 1000).toFixed(0)} s${python ? '' : ', without River'}`,
  );
  if (failed) {
    said('More false alarms than stated.');
    process.exitCode = 1;
  }
}

const pageOf = ({
  nothing,
  broken,
  own,
  river,
  whole,
}: Readonly<Record<'nothing' | 'broken' | 'own' | 'whole', string[][]>> &
  Pick<ChangeTables, 'river'>) => `# The watch, simulated

Written by \`npm run watch-errors\`; how the watch works is in [design/watch.md](design/watch.md). Every stream runs through reference and watch as they are
in the package. Its season: rates swing by half over the day (a sine, not a step) and are 1.4 times as high at weekends; answers get a tenth longer, servers a
quarter slower. Answers are independent of each other. Refusals 3 %, refuse-then-comply 0.3 %. Parts of the day are of 6 hours, the time zone is UTC, the horizon is the length of the stream.

## Nothing changes

Reference of 28 days, then 90 days. Stated: at most 5 % of the streams have an alarm.

${table(['stream', 'runs', 'stated', 'with a false alarm', 'at most (95 %)', '3 sigma on the daily rate'], nothing)}

- 20,000 runs are of one signal in all eight strata; of all sixteen signals there are 1,000, which show no more than their order of magnitude.
- It is wrong far less often than stated: the bounds of the reference are far above its rates where it is small, and N/c is an upper bound. Small references
  are paid for in delay.
- With 100,000 answers a day rates within six hours differ by more than so many answers can overlook, and a server that is slow at its peak, and there alone, has all its slow
  answers one after the other. An hour that is clearly above its part of the day raises the bound of all of it; before, these two had an alarm in 9 of 10 and 9 of 20 streams.

## Answers that do not come as in the reference

A holiday on a weekday has the rates of a weekend; a ramp rises a little every day. The model is the same, the rates are not: what is promised does not apply. Share of streams
with an alarm within 90 days:

${table(['stream', 'runs', 'with an alarm'], broken)}

- The more answers, the smaller the difference that is seen. A tolerance says which differences do not matter.
- A user who asks the same 200 times counts three times.

## A change

2,000 answers a day, reference of 14 days, season. After 14 quiet days the model changes; 30 days more are watched. *Wrong*: streams with an alarm
before it. *Found* and the delay are of the others. The daily rule counts full days.

${table(CHANGE_HEAD, own)}

River (ADWIN and Page-Hinkley as they are by default) on the same streams; the days of the reference came first, and what was detected in them does not count:

${riverPart(river)}

- With a season ADWIN and Page-Hinkley see the day and the weekend, not the model: their delays are of the few streams in which they had not been wrong in the fortnight
  before.
- The watch pays for its promise in delay. Within 30 days it finds a rise by half in some streams only, and a doubling later than the others. On the rare signal, in which the
  season hardly shows, ADWIN is sooner and was not wrong either; it states no rate.
- NOICE leaves the rate at which a guard latches as it was: a detector on that rate has nothing to see. This row gives all detectors the rate of
  refuse-then-comply, which only a reader of the whole answer has.

All sixteen signals watched at once, same traffic; the last column has what the alarms named (e-BH):

${table(['stream', 'wrong before the change', 'found after it', 'median delay (answers)', 'named'], whole)}

- Refusals raise the latch, too. Where the evidence is split between the two, none of them is certain by itself at the moment of the alarm; both are listed, unnamed.
`;

if (process.send === undefined) {
  const { PYTHON_RIVER: python } = process.env;
  await writePage(Number(process.argv[2] ?? 1), python === '' ? undefined : python);
} else process.once('message', (portion: Portion) => process.send!(runPortion(portion)));
