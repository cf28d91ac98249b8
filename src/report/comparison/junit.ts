import type { Comparison, Count, Lang, PairedEvidence } from '../../schema/index.ts';
import { visible } from '../excerpt.ts';
import { fill } from '../texts.ts';
import { xmlAttribute, xmlContent } from '../xml-text.ts';
import { isWorseAlone } from './breakdown.ts';
import { judgeNotes } from './judges.ts';
import { inWords } from './numbers.ts';
import { runLines } from './run-lines.ts';
import { COMPARISON_TEXTS } from './texts.ts';
import { comparisonVerdict } from './verdict.ts';

type CaseStatus = 'passed' | 'failure' | 'error' | 'skipped';

interface TestCase {
  readonly name: string;
  readonly state: CaseStatus;
  /** Why it did not pass, on one line. */
  readonly message: string;
  /** The content of system-out. */
  readonly said: readonly string[];
}

/** Counts of both sides, whether they changed or not. */
interface Change {
  readonly before: Count;
  readonly after: Count;
}

/**
 * Renders JUnit XML. `decision` fails if tuning made the model worse, and is an error if that could not be decided.
 * Conditions and categories fail or pass if their own evidence is enough for all of them together, and are skipped
 * otherwise. Over-refusal and judges decide nothing, and are skipped unless they were heard on both sides.
 */
export function comparisonJunit(comparison: Comparison, { lang }: { readonly lang: Lang }): string {
  const { conditions, categories, overRefusal, judges, paired } = comparison;
  // A pass is claimed for each of several, so each needs that many times the evidence.
  const byItself = (name: string, one: PairedEvidence & Change, isWorse: boolean, many: number): TestCase => ({
    name,
    ...alone(one, isWorse, one.logNotWorse >= Math.log(many / paired.alpha), lang),
  });
  const cases: TestCase[] = [
    decision(comparison, lang),
    ...conditions.map((one) => byItself(`condition ${one.id}`, one, isWorseAlone(comparison, one), conditions.length)),
    ...categories.map((one) => byItself(`category ${one.category}`, one, one.isWorse, categories.length)),
    beside('over-refusal', overRefusal, [], lang),
    ...judges.map((judge) => beside(`judge ${judge.judge}`, judge, judgeNotes(judge, lang), lang)),
  ];
  const of = (state: CaseStatus) => cases.filter((one) => one.state === state).length;
  const counts = `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="zenbun" ${counts}>`,
    `<testsuite name="zenbun compare" ${counts} time="0">`,
    ...cases.map(testCase),
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const DECISIONS = { worse: 'failure', 'not-worse': 'passed', undecided: 'error' } as const;

function decision(comparison: Comparison, lang: Lang): TestCase {
  const { sentences, resume } = comparisonVerdict(comparison, lang);
  const message = sentences.join(lang === 'ja' ? '' : ' ');
  const command = resume === null ? [] : [fill(COMPARISON_TEXTS.resume[lang], { command: resume })];
  const state = DECISIONS[comparison.decision];
  const said = [...(state === 'passed' ? [message] : []), ...command, ...runLines(comparison, lang)];
  return { name: 'decision', state, message, said };
}

function alone(change: Change, isWorse: boolean, isNotWorse: boolean, lang: Lang): Omit<TestCase, 'name'> {
  const counts = changed(change, lang);
  if (isWorse) return { state: 'failure', message: counts, said: [] };
  if (isNotWorse) return { state: 'passed', message: '', said: [counts] };
  return { state: 'skipped', message: fill(COMPARISON_TEXTS.notDecidedAlone[lang], { counts }), said: [] };
}

function beside(name: string, change: Change, notes: readonly string[], lang: Lang): TestCase {
  // One side alone compares nothing.
  const wasAsked = change.before.n > 0 && change.after.n > 0;
  return {
    name,
    state: wasAsked ? 'passed' : 'skipped',
    message: wasAsked ? '' : COMPARISON_TEXTS.notAsked[lang],
    said: [...(wasAsked ? [changed(change, lang)] : []), ...notes],
  };
}

const changed = ({ before, after }: Change, lang: Lang): string =>
  fill(COMPARISON_TEXTS.changed[lang], { before: inWords(before, lang), after: inWords(after, lang) });

function testCase({ name, state, message, said }: TestCase): string {
  const shown = xmlAttribute(message);
  const outcome = {
    passed: '',
    skipped: `<skipped message="${shown}"/>`,
    failure: `<failure type="worse" message="${shown}">${xmlContent(message)}</failure>`,
    error: `<error type="undecided" message="${shown}">${xmlContent(message)}</error>`,
  }[state];
  const out = said.length === 0 ? '' : `<system-out>${xmlContent(said.join('\n'))}</system-out>`;
  return `<testcase classname="zenbun.compare" name="${xmlAttribute(visible(name))}" time="0">${outcome}${out}</testcase>`;
}
