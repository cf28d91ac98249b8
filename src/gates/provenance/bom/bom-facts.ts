import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { ZenbunError } from '../../../errors.ts';
import { smallFile } from '../manifest/signed-manifest.ts';

const MOST_FACTS_BYTES = 2 ** 20;

const text = z.string().min(1);
const texts = z.union([text.transform((one) => [one]), z.array(text)]);

const SHAPE = z.strictObject({
  author: text.optional(),
  version: z.int().min(1).optional(),
  system: z
    .strictObject({
      name: text,
      version: text.optional(),
      producer: text.optional(),
      components: texts.optional(),
      timestamp: text.optional(),
      dataFlow: texts.optional(),
      dataUsage: texts.optional(),
      inputOutput: texts.optional(),
      applicationArea: texts.optional(),
    })
    .optional(),
  model: z
    .strictObject({
      name: text.optional(),
      version: text.optional(),
      timestamp: text.optional(),
      identifiers: texts.optional(),
      producers: texts.optional(),
      description: text.optional(),
      limitations: texts.optional(),
      useCases: texts.optional(),
      users: texts.optional(),
      lineage: text.optional(),
      inputs: texts.optional(),
      outputs: texts.optional(),
      approach: z
        .enum(['supervised', 'unsupervised', 'reinforcement-learning', 'semi-supervised', 'self-supervised'])
        .optional(),
      training: text.optional(),
      license: text.optional(),
      references: z.array(z.url()).optional(),
    })
    .optional(),
  base: z
    .strictObject({
      name: text.optional(),
      version: text.optional(),
      license: text.optional(),
      producers: texts.optional(),
    })
    .optional(),
  data: z
    .array(
      z.strictObject({
        name: text,
        description: text.optional(),
        content: text.optional(),
        identifiers: texts.optional(),
        origin: text.optional(),
        collection: texts.optional(),
        statistics: text.optional(),
        sensitivity: texts.optional(),
        license: text.optional(),
      }),
    )
    .optional(),
  infrastructure: z
    .strictObject({
      software: z.array(z.strictObject({ name: text, version: text.optional() })).optional(),
      hardware: texts.optional(),
    })
    .optional(),
  security: z
    .strictObject({
      controls: texts.optional(),
      compliance: texts.optional(),
      policy: text.optional(),
      vulnerabilities: texts.optional(),
    })
    .optional(),
  kpis: z
    .array(
      z.strictObject({
        name: text,
        value: z.union([text, z.number().transform(String)]),
        slice: text.optional(),
        kind: z.enum(['security', 'operation']).optional(),
      }),
    )
    .optional(),
});

/** A supplier's statements about a model and its data, in the order of the clusters; everything is optional. */
export type BomFacts = z.output<typeof SHAPE>;
export type DataFactsEntry = NonNullable<BomFacts['data']>[number];

/** Reads a file of facts (YAML). Throws `not-found`, `limit`, and `usage` with the line of the fault. */
export async function readBomFacts(path: string): Promise<BomFacts> {
  const lines = new LineCounter();
  const source = (await smallFile(path, MOST_FACTS_BYTES)).toString('utf8');
  const document = parseDocument(source, { lineCounter: lines, logLevel: 'silent' });
  const [broken] = document.errors;
  if (broken !== undefined) throw wrong(path, lines.linePos(broken.pos[0]).line, broken.code);
  const read = SHAPE.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {});
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  const node = nodeAt(document, issue.path);
  const field = issue.path.join('.');
  const what = field === '' ? issue.message : `${field}: ${issue.message}`;
  throw wrong(path, node === null ? 1 : lines.linePos(node).line, what);
}

/** Returns the offset of the innermost part of a path that exists, or null. */
function nodeAt(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = (node as { range?: readonly number[] } | null | undefined)?.range;
    if (range !== undefined) return range[0]!;
  }
  return null;
}

const wrong = (path: string, line: number, what: string) =>
  new ZenbunError(
    'usage',
    {
      en: `${path}:${line}: not a file of facts for a bill of materials: ${what}`,
      ja: `${path}:${line}：部品表の申告ファイルとして読み取れません：${what}`,
    },
    {
      advice: {
        en: 'docs/bom.md has an example. The facts of zenbun attest have another form: one file cannot serve both.',
        ja: 'docs/bom.ja.md に例があります。zenbun attest の申告ファイルとは形式が異なるため、同じファイルは使えません。',
      },
    },
  );
