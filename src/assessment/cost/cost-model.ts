import type { CostOfYear } from '../../schema/index.ts';
import type { CostInputId } from './cost-assumptions.ts';

/** A value for each input. `dollar` is 1 if money is counted in US dollars. */
export type CostValues = Readonly<Record<CostInputId, number>>;

const HOURS_OF_YEAR = 8760;
const MONTHS = 12;

/**
 * Computes a year. A compromised model serves until it is noticed or the next tuned model replaces it, and causes at
 * most one incident, after which the model is withdrawn. Only harm beyond that of the model before tuning counts.
 *
 *   hours(T)       = min(T, 8760 / runs)
 *   harmful(T)     = requests a month x 12 / 8760 x hours(T) x risky share x max(0, attack success after - before)
 *   incident(n)    = 1 - (1 - incident share)^n
 *   loss without   = runs x compromise x incident(harmful(T without)) x cost of an incident
 *   loss with      = runs x compromise x (1 - data gate) x (1 - behaviour gate)
 *                    x incident(harmful(T with) x (1 - operation gate)) x cost of an incident
 *   checks         = runs x tokens / 10^6 x price x dollar + (runs x hours a run + 12 x hours a month) x hourly cost
 *                    + 12 x gateway + runs x (1 - compromise) x false alarm x hours of one x hourly cost
 *   benefit        = loss without - loss with - checks
 */
export function costOfYear(v: CostValues): CostOfYear {
  const compromised = v.tuningRuns * v.compromise;
  const passed = compromised * (1 - v.dataGate) * (1 - v.behaviourGate);
  const incidentsWithout = compromised * incident(v.incidentShare, harmful(v, v.noticedWithout));
  const incidentsWith = passed * incident(v.incidentShare, harmful(v, v.noticedWith) * (1 - v.operationGate));
  const comparisons = ((v.tuningRuns * v.comparisonTokens) / 1e6) * v.tokenPrice * v.dollar;
  const staff = (v.tuningRuns * v.checkHours + MONTHS * v.operationHours) * v.hourlyCost;
  const gateway = MONTHS * v.gatewayMachine;
  const falseAlarms = v.tuningRuns * (1 - v.compromise) * v.falseAlarm * v.falseAlarmHours * v.hourlyCost;
  return {
    comparisons,
    staff,
    gateway,
    falseAlarms,
    checks: comparisons + staff + gateway + falseAlarms,
    incidentsWithout,
    incidentsWith,
    lossWithout: incidentsWithout * v.incidentCost,
    lossWith: incidentsWith * v.incidentCost,
  };
}

/** Returns the loss saved, less the cost of the checks. */
export const benefitOf = ({ lossWithout, lossWith, checks }: CostOfYear): number => lossWithout - lossWith - checks;

/** Returns the additional harmful answers of a compromised model that goes unnoticed for this many hours. */
function harmful(v: CostValues, unnoticed: number): number {
  const hours = Math.min(unnoticed, HOURS_OF_YEAR / v.tuningRuns);
  const more = Math.max(0, v.attackAfter - v.attackBefore);
  return ((v.requestsPerMonth * MONTHS) / HOURS_OF_YEAR) * hours * v.riskyShare * more;
}

/** Returns the probability that one of n answers causes the incident; exact for small shares, too. */
const incident = (share: number, n: number): number => (n === 0 ? 0 : -Math.expm1(n * Math.log1p(-share)));
