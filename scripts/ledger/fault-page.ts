import { cpus, release } from 'node:os';
import { table } from '../quality/markdown.ts';
import type { FaultLine } from './fault-line.ts';

const sum = (lines: readonly FaultLine[], count: (line: FaultLine) => number): number =>
  lines.reduce((total, line) => total + count(line), 0);

/** Reports whether no line has a broken promise, and at least one fault was injected. */
export const isClean = (lines: readonly FaultLine[]): boolean =>
  sum(lines, ({ lost, silent }) => lost + silent) === 0 && sum(lines, ({ injected }) => injected) > 0;

export function faultPage(
  lines: readonly FaultLine[],
  commit: string,
  absent: readonly string[],
  stride: number,
  control: { readonly injected: number; readonly noticed: number },
): string {
  const examples = lines.flatMap(({ fault, examples }) => examples.map((example) => `- ${fault}: ${example}`));
  return `# Faults of the ledger

Written by \`npm run ledger-faults\` on commit ${commit}. ${cpus()[0]?.model}, ${cpus().length} cores, Linux ${release()}, Node ${process.version}.

${sum(lines, ({ injected }) => injected).toLocaleString('en')} faults were injected; acknowledged records lost: ${sum(lines, ({ lost }) => lost)}; broken promises that nothing told: ${sum(lines, ({ silent }) => silent)}.
${stride === 1 ? '' : `This run tried one in ${stride} of the calls, bytes and copies that \`npm run ledger-faults\` tries.\n`}${absent.map((what) => `Not run: ${what}.\n`).join('')}
${table(
  ['fault', 'injected', 'recovered', 'detected', 'acknowledged records lost', 'silent corruption'],
  lines.map(({ fault, injected, recovered, detected, lost, silent }) => [
    fault,
    String(injected),
    String(recovered),
    String(detected),
    lost === 0 ? '0' : `**${lost}**`,
    silent === 0 ? '0' : `**${silent}**`,
  ]),
)}

*Recovered*: the ledger opens again; every acknowledged record is there with its hash and its body, or its body is erased where that was
asked for; every checkpoint that was published (after a kill: the last two) is one that the log still keeps; an erasure that was begun is ended; both verdicts are
\`ok\`; it takes records, signs, and is the same when it is opened once more. *Detected*: verifying says \`broken\`, or opening refuses.

The scenario opens, appends, fills several segments, signs, erases, prunes and closes. The power is lost on a simulated disk that keeps
apart what a program sees and what was synced: contents are lost, torn at 512 bytes and reordered, names are lost one by one, and a sync
that fails drops what it should have written, although the system goes on showing it. Processes and system calls are real.

As a control, the scenario on a disk whose syncs do nothing: of ${control.injected} losses of power, ${control.noticed} broke a promise and were noticed.

A copy of the whole folder that was put back is consistent in itself: only a checkpoint that somebody else kept tells it, and here one is
given. Partial tiles of earlier sizes are superseded and not flipped. Bits are flipped and files cut behind the ledger's back; nothing is
claimed of somebody who has the private key and rewrites the whole folder, but that a kept checkpoint tells it.
${examples.length > 0 ? `\n## Broken promises\n\n${examples.join('\n')}\n` : ''}`;
}
