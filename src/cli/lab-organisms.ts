import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ZenbunError } from '../errors.ts';
import { decodeModel, decoderOf, digestOf, type ServedModel } from '../lab/index.ts';

/** Where the shipped models are, beside the code. */
const SHIPPED = new URL('../../organisms/', import.meta.url);
const ENDING = '.safetensors';

/** Streams that one model answers at the same time; others wait. */
const SLOTS = 256;

const shippedNames = (): string[] =>
  readdirSync(SHIPPED)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort();

/**
 * Toy models by name (`noice`, `toy:noice`) or by file (`models/noice.safetensors`); all that are shipped where nothing
 * is named. Throws `usage` for an unknown name, `not-found`, `damaged` or `unreadable` for a file.
 */
export function loadOrganisms(names: readonly string[]): ServedModel[] {
  const shipped = shippedNames();
  const wanted = names.length === 0 ? shipped : names;
  const models = [...new Set(wanted)].map((name): ServedModel => {
    const isFile = name.endsWith(ENDING);
    const own = name.replace(/^toy:/, '');
    if (!isFile && !shipped.includes(own)) {
      throw new ZenbunError('usage', `there is no toy model "${name}"`, {
        advice: `Choose from: ${shipped.join(', ')}; or name a ${ENDING} file.`,
      });
    }
    const { parameters } = readModel(isFile ? name : fileURLToPath(new URL(`${own}${ENDING}`, SHIPPED)));
    const short = isFile ? basename(name, ENDING) : own;
    const decoder = decoderOf(parameters, SLOTS);
    return { id: `toy:${short}`, aliases: [short], decoder, fingerprint: digestOf(parameters) };
  });
  const twice = models.find(({ id }, i) => models.findIndex((other) => other.id === id) < i);
  if (twice !== undefined) throw new ZenbunError('usage', `two models are called ${twice.id}`);
  return models;
}

function readModel(path: string): ReturnType<typeof decodeModel> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new ZenbunError('not-found', `${path} could not be read`, { cause });
  }
  try {
    return decodeModel(bytes);
  } catch (cause) {
    if (!(cause instanceof ZenbunError)) throw cause;
    const advice = cause.advice === undefined ? {} : { advice: cause.advice };
    throw new ZenbunError(cause.code, `${path}: ${cause.message}`, { ...advice, cause });
  }
}
