import type { Message } from '../message.ts';

/** A number that nobody knows exactly: low and high are taken as the 5 % and 95 % points. */
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
  /** What the number counts: requests, a share, hours; money in the currency of the estimate, or in US dollars (prices of model calls). */
  readonly unit: 'count' | 'share' | 'money' | 'usd' | 'hours';
  readonly range: CostRange;
  /** Where the number comes from: an assumption of ours, the user's file, or a measured run (`E2`). */
  readonly from: { readonly kind: 'assumed' | 'given' } | { readonly kind: 'measured'; readonly evidence: string };
  /** One sentence: why an assumption is what it is, what was measured, or the user's own words, alike in both languages. */
  readonly why: Message;
}

/** A year at the likely values of all inputs: money, and the expected number of incidents. */
export interface CostOfYear {
  /** Calls of models for comparisons. */
  readonly comparisons: number;
  /** Hours of people: for each run, and in operation. */
  readonly staff: number;
  readonly gateway: number;
  /** Hours for healthy runs that were stopped. */
  readonly falseAlarms: number;
  /** Of the four. */
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

/** What checking costs, and what it is likely to save, over a year. */
export interface CostEstimate {
  readonly schema: 'zenbun.cost/1';
  /** `JPY`, `USD`: ISO 4217. */
  readonly currency: string;
  readonly inputs: readonly CostInput[];
  /** A year of checking and serving through the gates. */
  readonly checks: CostOutcome;
  /** Expected loss of a year without checks, and with them. */
  readonly lossWithout: CostOutcome;
  readonly lossWith: CostOutcome;
  /** Loss without less loss with, draw by draw. */
  readonly saved: CostOutcome;
  /** Saved loss less the costs of checks, draw by draw. */
  readonly benefit: CostOutcome;
  /** Share of the draws in which checking pays. */
  readonly pays: number;
  /** How far the benefit moves when one input goes from its low to its high end, all others likely; the strongest first. */
  readonly tornado: readonly { readonly input: string; readonly atLow: number; readonly atHigh: number }[];
  /** The value of an input at which checking just pays, all others likely; null where it does everywhere or nowhere. */
  readonly breakEven: readonly { readonly input: string; readonly value: number | null }[];
  readonly likely: CostOfYear;
  /** What of the file and the evidence was not used, and what is assumed for it. */
  readonly notes: readonly Message[];
  readonly draws: number;
  readonly seed: number;
}
