import type { AnswerFacts, HitCount, WatchSignalId } from '../../schema/index.ts';
import { SIGNALS } from '../signals/catalogue.ts';
import type { Signal } from '../signals/signal.ts';
import { type DayPart, dayPart } from '../strata/day-part.ts';
import { commonestOf } from '../strata/recent-opening.ts';
import { keyOf, partKey, stratumKey, stratumOf } from '../strata/stratum-key.ts';
import { counts, type PerUnit, startUnits } from '../strata/unit-selection.ts';
import type { ReferenceCell, ReferenceStratum, WatchReference } from './watch-reference.ts';

export interface ReferenceSettings {
  readonly identity: string;
  readonly timeZone: string;
  readonly hours: number;
  readonly perUnit: PerUnit;
}

/** Data gathered for a signal: hit counts, counts per kind, or all values. */
type Gathered = { of: number; hits: number; readonly values: number[]; readonly kinds: Record<number, number> };

interface GatheredStratum {
  answers: number;
  /** Gathered data of each signal, keyed by `DayPart` of one hour. */
  readonly hours: Map<number, Gathered[]>;
}

const SHARE_BEYOND = 0.01;

/**
 * Gathers the answers of a reference in chronological order. All values of numeric signals are kept until the end,
 * about 40 bytes per answer.
 */
export class ReferenceBuilder {
  readonly #settings: ReferenceSettings;
  readonly #signals: readonly Signal[];
  readonly #dayPart: DayPart;
  readonly #hour: DayPart;
  readonly #units = startUnits();
  readonly #strata = new Map<string, GatheredStratum>();
  readonly #openings = new Map<string, Record<number, number>>();
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;
  #answers = 0;
  #collapsed = 0;

  /** Throws under the same conditions as `dayPart`. */
  constructor(settings: ReferenceSettings, signals: readonly Signal[] = SIGNALS) {
    this.#settings = settings;
    this.#signals = signals;
    this.#dayPart = dayPart(settings.timeZone, settings.hours);
    this.#hour = dayPart(settings.timeZone, 1);
  }

  see(facts: AnswerFacts): void {
    this.#from = Math.min(this.#from, facts.at);
    this.#to = Math.max(this.#to, facts.at);
    if (!counts(this.#units, facts, this.#settings.perUnit)) {
      this.#collapsed += 1;
      return;
    }
    this.#answers += 1;
    const part = partKey(facts);
    const stratum = entry(this.#strata, stratumKey(part, this.#dayPart(facts.at)), () => ({
      answers: 0,
      hours: new Map<number, Gathered[]>(),
    }));
    stratum.answers += 1;
    const cells = entry(stratum.hours, this.#hour(facts.at), () => this.#signals.map(nothingGathered));
    this.#signals.forEach((signal, s) => {
      gather(cells[s]!, signal, facts);
    });
    if (facts.opening !== null) {
      const kinds = entry(this.#openings, part, () => ({}) as Record<number, number>);
      kinds[facts.opening] = (kinds[facts.opening] ?? 0) + 1;
    }
  }

  /** Returns the reference built so far. Without any answers, `from` and `to` are 0. */
  reference(): WatchReference {
    const isEmpty = this.#from > this.#to;
    const strata = [...this.#strata].map(([key, gathered]) => this.#stratum(key, gathered));
    return {
      schema: 'zenbun.watch-reference/1',
      ...this.#settings,
      from: isEmpty ? 0 : this.#from,
      to: isEmpty ? 0 : this.#to,
      answers: this.#answers,
      collapsed: this.#collapsed,
      strata: strata.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
      openings: [...this.#openings].sort().map(([part, kinds]) => {
        const { model, language } = stratumOf(stratumKey(part, 0));
        return { model, language, opening: commonestOf(kinds)! };
      }),
    };
  }

  #stratum(key: string, { answers, hours }: GatheredStratum): ReferenceStratum {
    const named: Partial<Record<WatchSignalId, ReferenceCell>> = {};
    this.#signals.forEach((signal, s) => {
      const byHour = [...hours].sort(([a], [b]) => a - b).map(([, cells]) => cells[s]!);
      const cell = cellOf(signal, joined(byHour));
      named[signal.id] =
        byHour.length === 1 ? cell : { ...cell, hours: byHour.map((one) => within(signal, one, cell)) };
    });
    return { ...stratumOf(key), answers, cells: named };
  }
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

const nothingGathered = (): Gathered => ({ of: 0, hits: 0, values: [], kinds: {} });

function joined(all: readonly Gathered[]): Gathered {
  const kinds: Record<number, number> = {};
  for (const one of all)
    for (const [kind, count] of Object.entries(one.kinds)) kinds[Number(kind)] = (kinds[Number(kind)] ?? 0) + count;
  return {
    of: all.reduce((sum, { of }) => sum + of, 0),
    hits: all.reduce((sum, { hits }) => sum + hits, 0),
    values: all.flatMap(({ values }) => values),
    kinds,
  };
}

/** Counts the hits of one hour, using the threshold of its part of the day. */
function within({ kind }: Signal, { of, hits, values, kinds }: Gathered, { threshold }: ReferenceCell): HitCount {
  if (kind === 'rate') return { of, hits };
  if (kind === 'commonest') return { of, hits: Math.max(0, ...Object.values(kinds)) };
  const isBeyond = (value: number) => threshold !== null && (kind === 'above' ? value > threshold : value < threshold);
  return { of, hits: values.filter(isBeyond).length };
}

function gather(cell: Gathered, signal: Signal, facts: AnswerFacts): void {
  const value = signal.read(facts);
  if (value === null) return;
  cell.of += 1;
  if (typeof value === 'boolean') {
    if (value) cell.hits += 1;
  } else if (signal.kind === 'commonest') cell.kinds[value] = (cell.kinds[value] ?? 0) + 1;
  else cell.values.push(value);
}

/**
 * For a numeric signal, the threshold is the value of the reference beyond which one hundredth of its values lie by
 * rank. With ties fewer values lie beyond it, but the full hundredth still counts as hits. The probability that an
 * answer lies beyond a value chosen by its rank is then below the Clopper-Pearson bound of these hits at its full
 * confidence, even though the same answers chose the value (Wilks 1941).
 */
function cellOf({ kind }: Signal, { of, hits, values, kinds }: Gathered): ReferenceCell {
  if (kind === 'rate') return { of, hits, threshold: null };
  if (kind === 'commonest') return { of, hits: Math.max(0, ...Object.values(kinds)), threshold: null };
  const sorted = Float64Array.from(values).sort();
  const beyond = Math.floor(of * SHARE_BEYOND);
  return { of, hits: beyond, threshold: (kind === 'above' ? sorted[of - 1 - beyond] : sorted[beyond]) ?? null };
}
