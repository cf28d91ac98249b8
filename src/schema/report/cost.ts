import type { Message } from '../message.ts';

/** A number that nobody knows exactly; low and high are taken as the 5 % and 95 % points. */
export interface CostRange {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** One named input of the model. */
export interface CostInput {
  /** `requestsPerMonth`, … */
  readonly id: string;
  readonly title: Message;
  /**
   * What the number counts: requests, a share, hours; money in the currency of the estimate, or in US dollars (prices
   * of model calls).
   */
  readonly unit: 'count' | 'share' | 'money' | 'usd' | 'hours';
  readonly range: CostRange;
  /** Where the number comes from: one of our assumptions, the user's file, or a measured run (`E2`). */
  readonly from: { readonly kind: 'assumed' | 'given' } | { readonly kind: 'measured'; readonly evidence: string };
  /**
   * One sentence: the reason for an assumption, what was measured, or the user's own words, the same in both languages.
   */
  readonly why: Message;
}

/** A year at the likely values of all inputs: money, and the expected number of incidents. */
export interface CostOfYear {
  /** Model calls for comparisons. */
  readonly comparisons: number;
  /** Working hours: for each run, and in operation. */
  readonly staff: number;
  readonly gateway: number;
  /** Working hours spent on healthy runs that were stopped. */
  readonly falseAlarms: number;
  /** Total of the four. */
  readonly checks: number;
  readonly incidentsWithout: number;
  readonly incidentsWith: number;
  readonly lossWithout: number;
  readonly lossWith: number;
}

/** A result as a range: its 5 %, 50 % and 95 % points over the ranges of all inputs. */
export interface CostOutcome {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** What checking costs over a year, and what it is likely to save. */
export interface CostEstimate {
  readonly schema: 'zenbun.cost/1';
  /** `JPY`, `USD`: ISO 4217. */
  readonly currency: string;
  readonly inputs: readonly CostInput[];
  /** A year of checking and serving through the gates. */
  readonly checks: CostOutcome;
  /** Expected loss in a year without checks, and with them. */
  readonly lossWithout: CostOutcome;
  readonly lossWith: CostOutcome;
  /** Loss without checks minus loss with them, draw by draw. */
  readonly saved: CostOutcome;
  /** Saved loss minus the cost of checks, draw by draw. */
  readonly benefit: CostOutcome;
  /** Share of the draws in which checking pays. */
  readonly pays: number;
  /**
   * How far the benefit moves when one input goes from its low to its high end, with all others likely; strongest
   * first.
   */
  readonly tornado: readonly { readonly input: string; readonly atLow: number; readonly atHigh: number }[];
  /**
   * The value of an input at which checking just pays, with all others likely; null if it pays everywhere or nowhere.
   */
  readonly breakEven: readonly { readonly input: string; readonly value: number | null }[];
  readonly likely: CostOfYear;
  /** Which parts of the file and the evidence were not used, and what is assumed instead. */
  readonly notes: readonly Message[];
  readonly draws: number;
  readonly seed: number;
}
