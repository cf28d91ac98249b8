import * as z from 'zod';
import { ZenbunError } from '../../../errors.ts';
import { type Dependency, parseInstant } from '../../../provenance/index.ts';
import type { Message } from '../../../schema/index.ts';
import { readYamlFile } from '../yaml/yaml-file.ts';
import { digestsOf, listOf } from './facts-file.ts';
import type { SubjectOptions } from './hashed-subject.ts';

const text = z.string().min(1);
const texts = z.union([text, z.array(text)]).optional();
const time = z.iso.datetime({ offset: true });
/** Something that is no longer at hand, identified by its digest. */
const known = z.strictObject({
  name: text.optional(),
  uri: text.optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const things = z.union([text, known, z.array(z.union([text, known]))]).optional();

/** Description of how a model was made, in YAML. Paths are relative to the file. */
const TRAINING = z.strictObject({
  builder: text.optional(),
  run: text.optional(),
  startedOn: time.optional(),
  finishedOn: time.optional(),
  base: things,
  data: things,
  trainer: z.array(z.strictObject({ name: text, version: text.optional() })).optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  byproducts: texts,
});

type Thing = string | z.infer<typeof known>;

/** Content of the file, with digests of everything that it names by path. */
export interface StatedTraining {
  readonly builder: string | null;
  readonly run: string | null;
  readonly startedOn: string | null;
  readonly finishedOn: string | null;
  readonly dependencies: readonly Dependency[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly byproducts: readonly Dependency[];
}

/** Reads the file. Throws `usage` with file and line, and as `hashSubject` does for the files that it names. */
export async function readTraining(path: string, options: SubjectOptions): Promise<StatedTraining> {
  const { value } = await readYamlFile(path, TRAINING, ADVICE);
  const { startedOn, finishedOn } = value;
  const [start, end] = [startedOn, finishedOn].map((time) => (time === undefined ? null : parseInstant(time)));
  if (start != null && end != null && end < start) throw endsBeforeItStarts(path);
  const trainers = (value.trainer ?? []).map(
    ({ name, version }): Dependency => ({ name, uri: null, sha256: null, role: 'trainer', version: version ?? null }),
  );
  return {
    builder: value.builder ?? null,
    run: value.run ?? null,
    startedOn: startedOn ?? null,
    finishedOn: finishedOn ?? null,
    dependencies: [
      ...(await thingsOf(path, value.base, 'base', options)),
      ...(await thingsOf(path, value.data, 'data', options)),
      ...trainers,
    ],
    parameters: value.parameters ?? {},
    byproducts: await digestsOf(path, listOf(value.byproducts), 'byproduct', options),
  };
}

async function thingsOf(
  path: string,
  named: Thing | readonly Thing[] | undefined,
  role: string,
  options: SubjectOptions,
): Promise<Dependency[]> {
  const all = named === undefined ? [] : Array.isArray(named) ? (named as readonly Thing[]) : [named as Thing];
  const found: Dependency[] = [];
  for (const thing of all) {
    if (typeof thing === 'string') found.push(...(await digestsOf(path, [thing], role, options)));
    else found.push({ name: thing.name ?? null, uri: thing.uri ?? null, sha256: thing.sha256, role, version: null });
  }
  return found;
}

const endsBeforeItStarts = (path: string) =>
  new ZenbunError(
    'usage',
    {
      en: `${path}: finishedOn is before startedOn`,
      ja: `${path}：finishedOn が startedOn より前の日時です`,
    },
    {
      advice: {
        en: 'Correct one of the two, also its time zone; nothing was signed.',
        ja: 'どちらかの日時（タイムゾーンを含む）を修正してください。署名はしていません。',
      },
    },
  );

const ADVICE: Message = {
  en: 'A training in YAML: builder, run, startedOn, finishedOn, base, data, trainer, parameters, byproducts (docs/provenance.md).',
  ja: '学習の記述（YAML）の項目：builder、run、startedOn、finishedOn、base、data、trainer、parameters、byproducts（docs/provenance.ja.md）。',
};
