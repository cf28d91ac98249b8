import type { RunningServer, Server } from './children.ts';

/** One way to ask the scripted server. */
export interface Subject {
  readonly name: SubjectName;
  readonly server: Server;
  readonly model: string;
  /** Process in between, or null if there is none. */
  readonly pid: number | null;
}

export type SubjectName = 'direct' | 'pipe' | 'final' | 'observe' | 'litellm' | 'portkey';

export const SUBJECT_TITLES: Readonly<Record<SubjectName, string>> = {
  direct: 'direct, without a gateway',
  pipe: 'a pipe in between: plain `node:http`, reads and records nothing',
  final: '**zenbun serve**, guard `final`, ledger',
  observe: '**zenbun serve**, guard `observe`, ledger',
  litellm: 'LiteLLM proxy',
  portkey: 'Portkey gateway',
};

/** Lists the subjects in the order in which they take turns. */
export function subjectsOf(
  upstream: RunningServer,
  pipe: RunningServer,
  zenbun: RunningServer,
  others: { readonly litellm: RunningServer | null; readonly portkey: RunningServer | null },
): Subject[] {
  const subjects: Subject[] = [
    { name: 'direct', server: upstream, model: 'bench', pid: null },
    { name: 'pipe', server: pipe, model: 'bench', pid: pipe.pid },
    { name: 'final', server: zenbun, model: 'final', pid: zenbun.pid },
    { name: 'observe', server: zenbun, model: 'observe', pid: zenbun.pid },
  ];
  for (const name of ['litellm', 'portkey'] as const) {
    const server = others[name];
    if (server === null) continue;
    const portkey = name === 'portkey' ? { portkey: upstream.base } : {};
    subjects.push({ name, server: { base: server.base, ...portkey }, model: 'bench', pid: server.pid });
  }
  return subjects;
}
