import { type ComparedPart, compareModels } from '../compare/index.ts';
import { ZenbunError } from '../errors.ts';
import { type Caps, drawOrder, inOrder } from '../probe/index.ts';
import type { Comparison, Condition, Message, Probe, StopReason, Usage } from '../schema/index.ts';
import type { PairedRule } from '../stats/index.ts';
import { askProbe, openingRules, type ProbeContext } from './ask-probe.ts';
import { checkJudges, NONE_CHECKED, ofUsable } from './check-judges.ts';
import { Meter } from './meter.ts';
import { SampleLog } from './sample-log.ts';
import { whyOf } from './why.ts';

/** Everything that defines a comparison. */
export interface ComparisonRun extends Pick<ProbeContext, 'before' | 'after' | 'judges' | 'sampling'> {
  readonly probes: readonly Probe[];
  /** Usually starts with `plain`, which the models are described by. */
  readonly conditions: readonly Condition[];
  readonly rule: PairedRule;
  readonly caps: Caps;
  /** What the run used before it was resumed. */
  readonly past?: Usage;
  /** Number of tokens that a guard would read, for display. */
  readonly prefix?: number;
  /** Ask every probe, even after the decision. */
  readonly all: boolean;
  /** Maximum number of probes asked at a time. */
  readonly most: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ComparisonProgress) => void;
}

export interface ComparisonProgress {
  readonly asked: number;
  readonly of: number;
  /** Evidence in natural logarithms, and the value that decides. */
  readonly logWorse: number;
  readonly logNotWorse: number;
  readonly enough: number;
}

/** What a run knows about a comparison; the caller adds where it came from. */
export type ComparisonOutcome = ComparedPart &
  Pick<Comparison, 'stopped' | 'why' | 'letters' | 'cost'> & {
    readonly coverage: Pick<Comparison['coverage'], 'probes' | 'asked' | 'answers' | 'notJudged'>;
    /** As `Comparison.coverage.failures`, in both languages. */
    readonly failures: SampleLog['failures'];
    readonly served: Comparison['run']['served'];
    /** What a reader has to know about judges that were put aside before use, or could not be checked. */
    readonly judgeCaveats: readonly Message[];
  };

/**
 * Asks two models the same probes, reads every answer to its end, and stops as soon as there is enough evidence or
 * something prevents it from continuing; either way, the result is what is known by then. Answers count in the order in
 * which the probes were drawn, and no more are asked at a time than the evidence may still need, so the result depends
 * neither on which answer was quick nor on `most`. Judges are checked first, and those that cannot be used are put
 * aside. Rejects with problems that no further question can mend: a wrong key, a full disk, a missing model.
 */
export async function runComparison(run: ComparisonRun): Promise<ComparisonOutcome> {
  const { before, after, judges, conditions, rule, sampling } = run;
  const rules = openingRules(run.prefix);
  const fold = compareModels({
    ...rule,
    categories: new Set(run.probes.filter(({ set }) => set === 'core').map(({ category }) => category)).size,
    models: { before: before.asked.id, after: after.asked.id },
    conditions,
    beside: {
      ...(run.prefix === undefined ? {} : { prefix: run.prefix }),
      openingRules: rules.map(({ id, title }) => ({ id, title })),
      judges: judges.map(({ asked: { judge, template, note } }) => ({ judge, template, note })),
    },
  });
  const meter = new Meter(run.caps, run.past);
  let checked = NONE_CHECKED;
  const order = drawOrder(run.probes, sampling.seed, run.all);
  const log = new SampleLog();
  let state = fold.start();
  const look = () => (run.all ? run.most : fold.fewestMore(state, run.most));
  const tell = () =>
    run.onProgress?.({
      asked: log.asked,
      of: order.length,
      ...fold.evidence(state),
      enough: -Math.log(rule.alpha),
    });
  const go = async (): Promise<StopReason> => {
    // Before the first answer, too: a busy server may delay it for minutes.
    tell();
    checked = await checkJudges(judges, meter, run.signal);
    const asking = { before, after, judges: checked.usable, conditions, samples: rule.samples, sampling, rules, meter };
    const work = async (probe: Probe, signal: AbortSignal) => ({ probe, pairs: await askProbe(probe, asking, signal) });
    for await (const { probe, pairs } of inOrder(order, work, { most: look, signal: run.signal })) {
      state = fold.see(
        state,
        pairs.map(({ pair }) => pair),
      );
      log.add(probe.text, pairs);
      requireTwoModels(run, log.served);
      tell();
      if (state.decision !== 'undecided' && !run.all) return 'decided';
      if (state.saturated !== null && state.decision === 'undecided' && !run.all) return 'saturated';
      if (log.failing !== null) return 'failing';
    }
    return state.decision === 'undecided' || run.all ? 'all-asked' : 'decided';
  };
  const stopped = await go().catch((failure): StopReason => {
    const isLost = failure instanceof ZenbunError && (failure.code === 'not-written' || failure.code === 'damaged');
    if (run.signal.aborted && !isLost) return 'interrupted';
    if (failure instanceof ZenbunError && failure.code === 'budget') return 'budget';
    throw failure;
  });
  const part = ofUsable(fold.result(state), checked);
  const { requests, tokens, promptTokens, usd } = meter.tally;
  const priced = [before, after, ...judges].every(({ price }) => price !== null);
  return {
    ...part,
    stopped,
    why: whyOf(part, stopped, { log, samples: rule.samples }),
    letters: log.letters,
    cost: {
      requests,
      promptTokens,
      completionTokens: tokens - promptTokens,
      usd: priced ? usd : null,
      recorded: log.recorded,
    },
    coverage: {
      probes: run.probes.length,
      asked: log.asked,
      answers: log.answers,
      notJudged: log.notJudged,
    },
    failures: log.failures,
    served: log.served,
    judgeCaveats: checked.caveats,
  };
}

/**
 * Throws if a server ignores model names and answers for both models with the one it has: there is nothing to compare.
 */
function requireTwoModels({ before, after }: ComparisonRun, served: Comparison['run']['served']): void {
  const [was, is] = [served.before.join(), served.after.join()];
  const isOneAddress = before.asked.origin === after.asked.origin && pathOf(before.asked) === pathOf(after.asked);
  if (before.asked.id === after.asked.id || !isOneAddress || was === '' || was !== is) return;
  throw new ZenbunError(
    'model-not-found',
    {
      en: `${before.asked.origin} serves "${was}" for both models`,
      ja: `${before.asked.origin} は、どちらのモデルを指定しても「${was}」として回答します`,
    },
    {
      advice: {
        en: 'The server ignores the model name. Load the fine-tuned model under its own name, or serve the two models at different addresses.',
        ja: 'サーバーがモデル名を区別していません。ファインチューニング後のモデルを別の名前で読み込むか、別々のアドレスで提供してください。',
      },
    },
  );
}

/**
 * Returns the address of a model. Azure names deployments in the path, and may answer for two of them with the name of
 * the one model that both are made of.
 */
const pathOf = ({ id }: ComparisonRun['before']['asked']): string => /^https?:[^#]*/i.exec(id)?.[0] ?? '';
