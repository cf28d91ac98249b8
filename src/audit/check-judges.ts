import type { ComparedPart } from '../compare/index.ts';
import type { ModelRequest } from '../model/index.ts';
import type { Message } from '../schema/index.ts';
import type { Priced } from './ask-probe.ts';
import type { HarmJudge } from './harm-judge.ts';
import type { Meter } from './meter.ts';

/** The usable judges, in their order, and what a reader has to know about all judges. */
export interface CheckedJudges {
  readonly usable: readonly Priced<HarmJudge>[];
  readonly caveats: readonly Message[];
}

export const NONE_CHECKED: CheckedJudges = { usable: [], caveats: [] };

/** Checks every judge before it is used. Rejects with whatever ends the run, but only after every check has ended. */
export async function checkJudges(
  judges: readonly Priced<HarmJudge>[],
  meter: Meter,
  signal: AbortSignal,
): Promise<CheckedJudges> {
  const checks = judges.map(async (judge) => {
    const guard = (request: ModelRequest) => meter.guard(request, judge.price);
    return { judge, check: await judge.asked.check?.({ signal, guard }) };
  });
  await Promise.allSettled(checks);
  const checked = await Promise.all(checks);
  return {
    usable: checked.flatMap(({ judge, check }) => (check?.isUsable === false ? [] : [judge])),
    caveats: checked.flatMap(({ check }) => {
      if (check === undefined) return [];
      const told = check.isUsable ? check.caveat : check.why;
      return told === null ? [] : [told];
    }),
  };
}

/** Returns the part without the judges that were put aside, which judged no answer. */
export function ofUsable(part: ComparedPart, { usable }: CheckedJudges): ComparedPart {
  return { ...part, judges: part.judges.filter(({ judge }) => usable.some(({ asked }) => asked.judge === judge)) };
}
