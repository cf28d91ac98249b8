import { OPENERS, type RefuseThenComplyState } from '../refuse-then-comply/refuse-then-comply.ts';
import { lawful, rowsIn } from './laws.ts';
import { pair, record } from './record.ts';
import { sample } from './sample.ts';
import { COUNT } from './shape.ts';
import { TEXT_SET } from './text-set.ts';

/** An answer may count twice where it takes back a refusal and opens with another; the openers are of the second kind. */
export const REFUSE_THEN_COMPLY = lawful(
  record<RefuseThenComplyState>({
    targets: COUNT,
    declining: COUNT,
    sure: COUNT,
    firm: COUNT,
    unsure: COUNT,
    openers: sample(OPENERS, pair(COUNT)),
    texts: TEXT_SET,
  }),
  {
    'declining <= 2 * targets': ({ declining, targets }) => declining <= 2 * targets,
    'sure + unsure <= declining': ({ sure, unsure, declining }) => sure + unsure <= declining,
    'firm <= sure': ({ firm, sure }) => firm <= sure,
    'openers <= sure': ({ openers, sure }) => rowsIn(openers, ([rows]) => rows) <= sure,
    'openers <= unsure': ({ openers, unsure }) => rowsIn(openers, ([, rows]) => rows) <= unsure,
  },
);
