import type { DecliningCounts } from '../refuse-then-comply/judge-answers.ts';
import { OPENERS, type RefuseThenComplyState } from '../refuse-then-comply/refuse-then-comply.ts';
import { lawful, rowsIn } from './laws.ts';
import { pair, record } from './record.ts';
import { sample } from './sample.ts';
import { COUNT } from './shape.ts';
import { TEXT_SET } from './text-set.ts';

const DECLINING_COUNTS = record<DecliningCounts>({ declining: COUNT, sure: COUNT, firm: COUNT, unsure: COUNT });

const isPart = (part: DecliningCounts, whole: DecliningCounts): boolean =>
  part.sure <= whole.sure &&
  part.firm <= whole.firm &&
  part.unsure <= whole.unsure &&
  part.declining - part.sure - part.unsure <= whole.declining - whole.sure - whole.unsure;

/**
 * An answer counts twice if it takes back a refusal and opens with another; only the opening refusals are in `openers`.
 */
export const REFUSE_THEN_COMPLY = lawful(
  record<RefuseThenComplyState>({
    targets: COUNT,
    declining: COUNT,
    sure: COUNT,
    firm: COUNT,
    unsure: COUNT,
    harmless: DECLINING_COUNTS,
    reasoned: COUNT,
    refusedInReasoning: COUNT,
    openers: sample(OPENERS, pair(COUNT)),
    texts: TEXT_SET,
  }),
  {
    'declining <= 2 * targets': ({ declining, targets }) => declining <= 2 * targets,
    'sure + unsure <= declining': ({ sure, unsure, declining }) => sure + unsure <= declining,
    'harmless: sure + unsure <= declining': ({ harmless }) => harmless.sure + harmless.unsure <= harmless.declining,
    'harmless: firm <= sure': ({ harmless }) => harmless.firm <= harmless.sure,
    'harmless <= all': (state) => isPart(state.harmless, state),
    'refusedInReasoning <= reasoned': ({ refusedInReasoning, reasoned }) => refusedInReasoning <= reasoned,
    'reasoned <= targets': ({ reasoned, targets }) => reasoned <= targets,
    'firm <= sure': ({ firm, sure }) => firm <= sure,
    'openers <= sure': ({ openers, sure }) => rowsIn(openers, ([rows]) => rows) <= sure,
    'openers <= unsure': ({ openers, unsure }) => rowsIn(openers, ([, rows]) => rows) <= unsure,
  },
);
