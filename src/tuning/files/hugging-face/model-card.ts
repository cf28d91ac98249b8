import type { TrainingRecord } from '../../training-record.ts';
import { readAxolotl } from '../configurations/axolotl.ts';
import { runArguments } from '../configurations/run-arguments.ts';
import { readAs } from '../empty-record.ts';
import { asObject, asText, asTexts, field } from '../parsing/fields.ts';
import type { SeenFile, TrainerFile } from '../trainer-file.ts';

const KIND = 'model-card';
const FRONT = /^\s*---\r?\n([\s\S]*?)\r?\n---/;
/** Trainers that put their name among the tags; the first that is there counts. */
const TRAINERS = ['axolotl', 'llama-factory', 'unsloth', 'trl', 'torchtune', 'autotrain'];

/** `README.md` that a trainer wrote: base model, data, hyper-parameters, versions; Axolotl's also holds its configuration. */
export const modelCard: TrainerFile = {
  kind: KIND,
  claims: ({ name, content }) =>
    name.endsWith('.md') &&
    content.form === 'text' &&
    (/^\s*---\r?\n[\s\S]*?^(?:base_model|library_name|license|tags):/m.test(content.text.slice(0, 20_000)) ||
      /^#+ Framework versions/m.test(content.text)),
  read: (file) => {
    const text = file.content.form === 'text' ? file.content.text : '';
    const front = frontOf(text, file);
    const listed = listBelow(text, 'Training hyperparameters');
    const versions = versionsOf(text);
    const named = TRAINERS.find((name) => asTexts(field(front, 'tags')).includes(name)) ?? null;
    const config = axolotlConfig(text, file);
    const fromList = runArguments({
      ...Object.fromEntries(listed),
      ...renamed(listed),
      base_model: asTexts(field(front, 'base_model'))[0] ?? baseInText(text),
      datasets: asTexts(field(front, 'datasets')),
    });
    return readAs(file, KIND, {
      trainer: trainerOf(named, versions, text),
      declared:
        config === null
          ? fromList
          : { ...readAxolotl(config).declared, devices: fromList.devices, totalBatch: fromList.totalBatch },
      unread: front === null && FRONT.test(text) ? [UNREAD_FRONT] : [],
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

const frontOf = (text: string, file: SeenFile): unknown => {
  const [, front] = FRONT.exec(text) ?? [];
  return front === undefined ? null : parsed(front, file);
};

function axolotlConfig(text: string, file: SeenFile): unknown {
  const [, config] = /axolotl version: `[^`]*`\s*```ya?ml\r?\n([\s\S]*?)\r?\n```/.exec(text) ?? [];
  return config === undefined ? null : parsed(config, file);
}

/** Lines `- name: value` below a heading, until the next. */
function listBelow(text: string, heading: string): readonly [string, string][] {
  const [, part = ''] = new RegExp(String.raw`^#+ ${heading}\s*$([\s\S]*?)(?=^#|$(?![\s\S]))`, 'm').exec(text) ?? [];
  return [...part.matchAll(/^[-*] ([\w ]+?): (.*)$/gm)].map(([, name, value]) => [name!.trim(), value!.trim()]);
}

/** What the card calls otherwise than the arguments. */
function renamed(listed: readonly [string, string][]): Record<string, string> {
  const names = new Map([
    ['train_batch_size', 'per_device_train_batch_size'],
    ['num_epochs', 'num_train_epochs'],
    ['training_steps', 'max_steps'],
  ]);
  return Object.fromEntries(listed.flatMap(([name, value]) => (names.has(name) ? [[names.get(name)!, value]] : [])));
}

/** `- Transformers 4.51.3`, and by TRL `- TRL: 0.12.1`; names in lower case. */
function versionsOf(text: string): ReadonlyMap<string, string> {
  const [, part = ''] = /^#+ Framework versions\s*$([\s\S]*)/m.exec(text) ?? [];
  const lines = part.matchAll(/^[-*] ([A-Za-z]+):? (\d\S*)\s*$/gm);
  return new Map([...lines].map(([, name, version]) => [name!.toLowerCase(), version!]));
}

function trainerOf(
  named: string | null,
  versions: ReadonlyMap<string, string>,
  text: string,
): TrainingRecord['trainer'] {
  if (named === 'axolotl') return { name: named, version: /axolotl version: `([^`]+)`/.exec(text)?.[1] ?? null };
  if (named !== null) return { name: named, version: versions.get(named) ?? null };
  const known = ['trl', 'transformers'].find((name) => versions.has(name));
  return known === undefined ? null : { name: known, version: versions.get(known)! };
}

/** `This model is a fine-tuned version of [NAME](…)`. */
const baseInText = (text: string): string | null => asText(/fine-tuned version of \[([^\]\n]+)\]/.exec(text)?.[1]);
