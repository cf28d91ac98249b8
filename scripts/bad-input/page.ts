import { quoted, table } from '../quality/markdown.ts';
import type { Happened } from './run-case.ts';

export function badInputPage(groups: readonly (readonly [string, readonly Happened[]])[]): string {
  const all = groups.flatMap(([, cases]) => cases);
  const count = (kind: Happened['verdict']['kind']) => all.filter(({ verdict }) => verdict.kind === kind).length;
  return `# Bad input

Written by \`npx tsx scripts/bad-input/run.ts\`, which runs the built command on ${all.length} cases. **Kept**: the exit code is as
promised, there is a message and no stack trace, no row is silently lost, no half-written file is left under its final name, and it
ends within a minute and uses at most 350 MiB.

Kept ${count('kept')}, broken ${count('broken')}, not run ${count('not run')}.

${groups.map(([group, cases]) => `## ${group}\n\n${rowsOf(cases)}`).join('\n\n')}
`;
}

const rowsOf = (cases: readonly Happened[]) =>
  table(
    ['case', '', 'exit', 'message', 's', 'peak MiB'],
    cases.map(({ name, verdict, exit, said, seconds, peak }) => [
      name,
      verdict.kind === 'kept' ? 'kept' : `**${verdict.kind}**: ${verdict.why}`,
      exit ?? (verdict.kind === 'not run' ? '–' : 'killed'),
      said === '' ? '–' : quoted(said, 160),
      verdict.kind === 'not run' ? '–' : seconds.toFixed(1),
      peak?.toFixed(0) ?? '–',
    ]),
  );
