import type { TrainingRecord } from '../../training-record.ts';
import { readAxolotl } from '../configurations/axolotl.ts';
import { runArguments } from '../configurations/run-arguments.ts';
import { readAs } from '../empty-record.ts';
import { asObject, asText, asTexts, field } from '../parsing/fields.ts';
import type { SeenFile, TrainerFile } from '../trainer-file.ts';

const KIND = 'model-card';
/**
 * A card is a page. Only the beginning of longer texts, and of longer lines, is read, so that hostile ones take no
 * time.
 */
const MOST_CHARS = 2 ** 20;
const MOST_OF_LINE = 2_000;
/** Trainers that put their name among the tags; the first one found counts. */
const TRAINERS = ['axolotl', 'llama-factory', 'unsloth', 'trl', 'torchtune', 'autotrain'];

/**
 * A `README.md` that a trainer wrote: base model, data, hyper-parameters, versions; Axolotl's also holds its
 * configuration.
 */
export const modelCard: TrainerFile = {
  kind: KIND,
  claims: ({ name, content }) => name.endsWith('.md') && content.form === 'text' && isCard(linesOf(content.text)),
  read: (file) => {
    const text = file.content.form === 'text' ? file.content.text : '';
    const lines = linesOf(text);
    const front = frontOf(lines, file);
    const listed = listBelow(lines, 'Training hyperparameters');
    const versions = versionsOf(lines);
    const named = TRAINERS.find((name) => asTexts(field(front, 'tags')).includes(name)) ?? null;
    const config = axolotlConfig(lines, file);
    const fromList = runArguments({
      ...Object.fromEntries(listed),
      ...renamed(listed),
      base_model: asTexts(field(front, 'base_model'))[0] ?? baseIn(lines),
      datasets: asTexts(field(front, 'datasets')),
    });
    return readAs(file, KIND, {
      trainer: trainerOf(named, versions, lines),
      declared:
        config === null
          ? fromList
          : { ...readAxolotl(config).declared, devices: fromList.devices, totalBatch: fromList.totalBatch },
      unread: [
        ...(front === null && frontLines(lines) !== null ? [UNREAD_FRONT] : []),
        ...(text.length > MOST_CHARS ? [ONLY_BEGINNING] : []),
      ],
    });
  },
};

const UNREAD_FRONT = {
  en: 'The YAML at the top of the model card could not be read.',
  ja: 'モデルカード先頭の YAML を読み取れません。',
};

function parsed(text: string, file: SeenFile): unknown {
  try {
    return asObject(file.ports.parseYaml(text).value);
  } catch {
    return null;
  }
}

const ONLY_BEGINNING = {
  en: 'Only the first million characters of the model card were read.',
  ja: 'モデルカードは先頭の約 100 万文字だけを読み取りました。',
};

const linesOf = (text: string): readonly string[] =>
  text
    .slice(0, MOST_CHARS)
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line).slice(0, MOST_OF_LINE));

/** Returns the lines of the YAML at the top; null if there is none, or if it has no end. */
function frontLines(lines: readonly string[]): readonly string[] | null {
  const begin = lines.findIndex((line) => line.trim() !== '');
  if (lines[begin]?.trim() !== '---') return null;
  const end = lines.findIndex((line, i) => i > begin && line.startsWith('---'));
  return end === -1 ? null : lines.slice(begin + 1, end);
}

const isCard = (lines: readonly string[]): boolean =>
  (frontLines(lines) ?? []).some((line) => /^(?:base_model|library_name|license|tags):/.test(line)) ||
  lines.some((line) => /^#{1,6} Framework versions/.test(line));

const frontOf = (lines: readonly string[], file: SeenFile): unknown => {
  const front = frontLines(lines);
  return front === null ? null : parsed(front.join('\n'), file);
};

const AXOLOTL = /axolotl version: `([^`]*)`/;

/** Parses the block of YAML that follows the version of Axolotl. */
function axolotlConfig(lines: readonly string[], file: SeenFile): unknown {
  const named = lines.findIndex((line) => AXOLOTL.test(line));
  const begin = named === -1 ? -1 : lines.findIndex((line, i) => i > named && line.trim() !== '');
  if (begin === -1 || !/^\s*```ya?ml\s*$/.test(lines[begin]!)) return null;
  const end = lines.findIndex((line, i) => i > begin && line.startsWith('```'));
  return end === -1 ? null : parsed(lines.slice(begin + 1, end).join('\n'), file);
}

/** Returns the lines below a heading. `isToEnd`: including those below later headings. */
function linesBelow(lines: readonly string[], heading: string, isToEnd = false): readonly string[] {
  const begin = lines.findIndex((line) => /^#{1,6} /.test(line) && line.replace(/^#{1,6} /, '').trim() === heading);
  if (begin === -1) return [];
  const end = isToEnd ? -1 : lines.findIndex((line, i) => i > begin && line.startsWith('#'));
  return lines.slice(begin + 1, end === -1 ? undefined : end);
}

/** Returns the lines `- name: value` below a heading, up to the next heading. */
function listBelow(lines: readonly string[], heading: string): readonly [string, string][] {
  return linesBelow(lines, heading).flatMap((line): [string, string][] => {
    const [, name, value] = /^[-*] (\w[\w ]*?): (.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name.trim(), value!.trim()]];
  });
}

/** Renames the settings that the card calls differently from the arguments. */
function renamed(listed: readonly [string, string][]): Record<string, string> {
  const names = new Map([
    ['train_batch_size', 'per_device_train_batch_size'],
    ['num_epochs', 'num_train_epochs'],
    ['training_steps', 'max_steps'],
  ]);
  return Object.fromEntries(listed.flatMap(([name, value]) => (names.has(name) ? [[names.get(name)!, value]] : [])));
}

/** Parses `- Transformers 4.51.3` and TRL's `- TRL: 0.12.1`; names in lower case. */
function versionsOf(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    linesBelow(lines, 'Framework versions', true).flatMap((line): [string, string][] => {
      const [, name, version] = /^[-*] ([A-Za-z]+):? (\d\S*)$/.exec(line.trimEnd()) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), version!]];
    }),
  );
}

function trainerOf(
  named: string | null,
  versions: ReadonlyMap<string, string>,
  lines: readonly string[],
): TrainingRecord['trainer'] {
  if (named === 'axolotl')
    return { name: named, version: lines.map((line) => AXOLOTL.exec(line)?.[1]).find((one) => one) ?? null };
  if (named !== null) return { name: named, version: versions.get(named) ?? null };
  const known = ['trl', 'transformers'].find((name) => versions.has(name));
  return known === undefined ? null : { name: known, version: versions.get(known)! };
}

/** Finds `This model is a fine-tuned version of [NAME](…)`. */
const baseIn = (lines: readonly string[]): string | null =>
  asText(lines.map((line) => /fine-tuned version of \[([^\]]+)\]/.exec(line)?.[1]).find((one) => one !== undefined));
