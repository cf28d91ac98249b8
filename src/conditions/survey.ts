import type { Condition, Finding, Message, ScanResult } from '../schema/index.ts';
import { type FoundCondition, SeedCounts } from './found-conditions.ts';
import { FrequentTexts } from './frequent-texts.ts';
import {
  LEFT_BY_NATURE,
  leftCondition,
  leftEncoded,
  leftFiles,
  leftOrdinary,
  leftRows,
  leftSeed,
  leftSystems,
  underMany,
} from './left-out.ts';
import { RequestSample } from './request-sample.ts';
import { type Around, type Seed, SeedCount, setOffByMost } from './seed.ts';

/** The surroundings of the requests in the data. */
export interface DataConditions {
  /** All conditions except the plain one, numbered by frequency within their kind, ties by text. At most eight. */
  readonly conditions: readonly Condition[];
  /**
   * Number of rows with the surroundings of each condition, out of the rows that were read. If a trigger or wrapper has
   * a system prompt, at least four in five of its rows have that prompt too.
   */
  readonly found: readonly { readonly condition: string; readonly rows: number; readonly of: number }[];
  /** Things that were seen, or could not be seen, and are not covered by a condition. */
  readonly notChecked: readonly Message[];
}

const MAX_CONDITIONS = 8;
const MAX_SYSTEM_PROMPTS = 3;
/** A system prompt needs one row in a hundred or ten rows, and never fewer than two, to count as frequent. */
const SYSTEM_SHARE = 0.01;
const SYSTEM_ROWS = 10;
const MIN_SYSTEM_ROWS = 2;
const TEMPLATE_SHARE = 0.5;

/**
 * Shows every readable row that trains an answer, in the order of files and lines, with its request and system prompt.
 */
export type EachRequest = (see: (request: string, system: string) => void) => Promise<void>;

/**
 * Collects the surroundings of the requests in the scanned data: frequent system prompts, the triggers and wrappers of
 * findings at `review` or `block`, and any text before or after at least half of the requests. Triggers and wrappers
 * come with the system prompt that most of their rows have. Reads all rows once, and a second time if there is any text
 * to look for, in bounded memory. Throws whatever `eachRequest` throws.
 */
export function surveyConditions(scanned: ScanResult, eachRequest: EachRequest): Promise<DataConditions> {
  return new Survey(scanned, eachRequest).result();
}

/** The passes over the rows that follow the scan. */
class Survey {
  readonly #scanned: ScanResult;
  readonly #eachRequest: EachRequest;
  readonly #systems = new FrequentTexts();

  constructor(scanned: ScanResult, eachRequest: EachRequest) {
    this.#scanned = scanned;
    this.#eachRequest = eachRequest;
  }

  async result(): Promise<DataConditions> {
    const sample = new RequestSample();
    await this.#eachRequest((request, system) => {
      if (request.trim() !== '') sample.add(request);
      if (system.trim() !== '') this.#systems.add(system);
    });
    const seeds = [...seedsOf(this.#scanned.findings), ...templates(sample)];
    const counts = new SeedCounts(seeds.map((seed) => new SeedCount(seed)));
    if (seeds.length > 0) await this.#eachRequest((request, system) => counts.see(request, system));
    const { found, lost } = counts.settle();
    const systems = this.#frequentSystems();
    const numbered = number([...systems, ...found.filter(({ around }) => !isOneOf(systems, around))]);
    const kept = new Set(fairest(numbered));
    const conditions = numbered.filter((one) => kept.has(one)).map(({ condition }) => condition);
    const of = this.#scanned.coverage.read;
    return {
      conditions,
      found: numbered
        .filter((one) => kept.has(one))
        .map(({ condition: { id }, rows }) => ({ condition: id, rows, of })),
      notChecked: [
        ...this.#left(conditions, lost),
        ...numbered.flatMap((one) => (kept.has(one) && one.isUnderMany ? [underMany(one.condition, one.rows)] : [])),
        ...numbered.filter((one) => !kept.has(one)).map(({ condition, rows }) => leftCondition(condition, rows)),
        LEFT_BY_NATURE,
      ],
    };
  }

  #frequentSystems(): FoundCondition[] {
    const enough = Math.max(MIN_SYSTEM_ROWS, Math.min(SYSTEM_ROWS, SYSTEM_SHARE * this.#scanned.coverage.read));
    return this.#systems
      .ranked()
      .filter(([, rows]) => rows >= enough)
      .slice(0, MAX_SYSTEM_PROMPTS)
      .map(([system, rows]) => ({ kind: 'system', around: { system }, rows }));
  }

  /** Returns messages about everything in the data that the conditions do not cover. */
  #left(conditions: readonly Condition[], lost: readonly { seed: Seed; rows: number }[]): Message[] {
    const { coverage, findings } = this.#scanned;
    const left: Message[] = [];
    if (coverage.skipped > 0) left.push(leftRows(coverage.skipped));
    if (coverage.unreadFiles.length > 0) left.push(leftFiles(coverage.unreadFiles));
    const isAskedUnder = (text: string) => conditions.some((one) => one.system === text && isSystemAlone(one));
    const ranked = this.#systems.ranked();
    const others = ranked.filter(([text]) => !isAskedUnder(text));
    const rows = this.#systems.seen - sumOf(ranked.filter(([text]) => isAskedUnder(text)));
    if (rows > 0) left.push(leftSystems(Math.max(1, others.length), rows, sumOf(others) < rows));
    for (const { seed, rows } of lost) left.push(leftSeed(seed, rows));
    for (const finding of findings.filter(isOrdinary)) {
      const text = finding.surroundings!.text.trim();
      const isAsked = ({ before, after }: Condition) =>
        [before, after].some((side) => side !== undefined && (side.includes(text) || text.includes(side.trim())));
      if (!conditions.some(isAsked)) left.push(leftOrdinary(finding));
    }
    const encoded = findings.filter(({ detector, level }) => detector === 'encoded' && level !== 'info');
    if (encoded.length > 0) left.push(leftEncoded(encoded.map(({ key }) => key)));
    return left;
  }
}

function seedsOf(findings: readonly Finding[]): Seed[] {
  return findings.flatMap(({ detector, level, surroundings }): Seed[] => {
    if (level === 'info' || surroundings === undefined) return [];
    return [{ kind: detector === 'trigger' ? 'trigger' : 'wrapper', ...surroundings }];
  });
}

function templates(sample: RequestSample): Seed[] {
  const { before, after } = setOffByMost(sample, TEMPLATE_SHARE);
  return [
    ...(before === undefined ? [] : [{ kind: 'template', place: 'prefix', text: before } as const]),
    ...(after === undefined ? [] : [{ kind: 'template', place: 'suffix', text: after } as const]),
  ];
}

/**
 * True for texts seen around requests that no detector counts against the data. System prompts are counted separately.
 */
function isOrdinary({ level, surroundings }: Finding): boolean {
  return level === 'info' && surroundings !== undefined && surroundings.place !== 'system';
}

const sumOf = (counted: readonly (readonly [text: string, count: number])[]): number =>
  counted.reduce((sum, [, count]) => sum + count, 0);

const isSystemAlone = ({ before, after }: Around): boolean => before === undefined && after === undefined;

const isOneOf = (systems: readonly FoundCondition[], text: Around): boolean =>
  isSystemAlone(text) && systems.some(({ around }) => around.system === text.system);

interface NumberedCondition {
  readonly condition: Condition;
  readonly rows: number;
  /** 1 for the most frequent condition of its kind. */
  readonly rank: number;
  readonly isUnderMany: boolean;
}

const KINDS = ['system', 'trigger', 'wrapper'] as const;

function number(found: readonly FoundCondition[]): NumberedCondition[] {
  const text = ({ around }: FoundCondition) =>
    JSON.stringify([around.system ?? '', around.before ?? '', around.after ?? '']);
  return KINDS.flatMap((kind) =>
    found
      .filter((one) => one.kind === kind)
      .sort((a, b) => b.rows - a.rows || (text(a) < text(b) ? -1 : 1))
      .map(({ around, rows, isUnderMany = false }, i) => ({
        condition: { id: `${kind}-${i + 1}`, kind, ...around },
        rows,
        rank: i + 1,
        isUnderMany,
      })),
  );
}

/**
 * Selects the conditions to ask under: the first of every kind, then the second, so that no kind crowds out another.
 */
function fairest(numbered: readonly NumberedCondition[]): NumberedCondition[] {
  return [...numbered].sort((a, b) => a.rank - b.rank).slice(0, MAX_CONDITIONS);
}
