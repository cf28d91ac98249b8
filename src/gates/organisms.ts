import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ZenbunError } from '../errors.ts';
import { decodeModel, decoderOf, digestOf, type ServedModel, type ToyModel } from '../lab/index.ts';

/** Folder of the shipped models, beside the code. */
const SHIPPED = new URL('../../organisms/', import.meta.url);
const ENDING = '.safetensors';

/** Number of streams that one model answers at the same time; others wait. */
const SLOTS = 256;

const shippedNames = (): string[] =>
  readdirSync(SHIPPED)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort();

/**
 * Loads toy models by name (`noice`, `toy:noice`) or by file (`models/noice.safetensors`), or all shipped models if
 * none is named. Throws `usage` for an unknown name, and `not-found`, `damaged` or `unreadable` for a file.
 */
export function loadOrganisms(names: readonly string[]): ServedModel[] {
  const wanted = names.length === 0 ? shippedNames() : names;
  const models = [...new Set(wanted)].map((name) => servedOrganism(readOrganism(name), SLOTS));
  const twice = models.find(({ id }, i) => models.findIndex((other) => other.id === id) < i);
  if (twice !== undefined) throw calledTwice(twice.id);
  return models;
}

const calledTwice = (id: string) =>
  new ZenbunError('usage', { en: `two models have the name ${id}`, ja: `${id} という名前のモデルが 2 つあります` });

/** A toy model and its name: `noice`, also if it comes from the file `models/noice.safetensors`. */
export interface Organism {
  readonly name: string;
  readonly model: ToyModel;
}

/** Reads one toy model, by name or by file. Throws as `loadOrganisms` does. */
export function readOrganism(named: string): Organism {
  const own = named.replace(/^toy:/, '');
  if (own.endsWith(ENDING)) return { name: basename(own, ENDING), model: readModel(own) };
  const shipped = shippedNames();
  if (!shipped.includes(own)) {
    throw new ZenbunError(
      'usage',
      { en: `there is no toy model "${named}"`, ja: `「${named}」というトイモデルはありません` },
      {
        advice: {
          en: `Choose from: ${shipped.join(', ')}; or give a ${ENDING} file.`,
          ja: `次から選ぶか、${ENDING} ファイルを指定してください：${shipped.join(', ')}`,
        },
      },
    );
  }
  return { name: own, model: readModel(fileURLToPath(new URL(`${own}${ENDING}`, SHIPPED))) };
}

/** Returns a toy model with a decoder of the given number of slots. */
export function servedOrganism({ name, model: { parameters } }: Organism, slots: number): ServedModel {
  return {
    id: `toy:${name}`,
    aliases: [name],
    decoder: decoderOf(parameters, slots),
    fingerprint: digestOf(parameters),
  };
}

function readModel(path: string): ToyModel {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new ZenbunError(
      'not-found',
      { en: `${path} could not be read`, ja: `${path} を読めませんでした` },
      { cause },
    );
  }
  try {
    return decodeModel(bytes);
  } catch (cause) {
    if (!(cause instanceof ZenbunError)) throw cause;
    const { en, ja } = cause.localized;
    const message = { en: `${path}: ${en}`, ja: `${path}：${ja}` };
    throw new ZenbunError(cause.code, message, { advice: cause.localizedAdvice, cause });
  }
}
