import type { FingerprintMethod, FirstTokenSample } from '../schema/index.ts';
import { alignLists, readList } from './listed-tokens.ts';
import { type Stratum, stratumOf } from './stratum.ts';

/** The strata of a comparison, and the samples that could not be used. */
export interface ReadSamples {
  readonly strata: readonly Stratum[];
  /** Number of requests whose answer could not be used, because it has no token list or an unreadable one. */
  readonly unread: { readonly reference: number; readonly check: number };
  /** Prompts that were asked on one side only, or whose answers could not be used on one side. */
  readonly unpaired: readonly string[];
}

function byPrompt(samples: readonly FirstTokenSample[]): Map<string, FirstTokenSample[]> {
  const groups = new Map<string, FirstTokenSample[]>();
  for (const sample of samples) {
    const group = groups.get(sample.prompt);
    if (group) group.push(sample);
    else groups.set(sample.prompt, [sample]);
  }
  return groups;
}

const isList = <T>(list: T | null): list is T => list !== null;

function logprobStratum(prompt: string, before: readonly FirstTokenSample[], now: readonly FirstTokenSample[]) {
  const reference = before.map(({ top }) => readList(top)).filter(isList);
  const check = now.map(({ top }) => readList(top)).filter(isList);
  const unread = { reference: before.length - reference.length, check: now.length - check.length };
  if (reference.length === 0 || check.length === 0) return { unread, stratum: null };
  const { tokens, rows } = alignLists([...reference, ...check]);
  const parts = { reference: rows.slice(0, reference.length), check: rows.slice(reference.length) };
  return { unread, stratum: stratumOf(prompt, tokens, parts, 1 / Math.max(tokens.length, 1)) };
}

function textStratum(prompt: string, before: readonly FirstTokenSample[], now: readonly FirstTokenSample[]) {
  const tokens = [...new Set([...before, ...now].map(({ text }) => text))].sort();
  const rowsOf = (samples: readonly FirstTokenSample[]) =>
    samples.map(({ text }) => tokens.map((token) => (token === text ? 1 : 0)));
  const parts = { reference: rowsOf(before), check: rowsOf(now) };
  return { unread: { reference: 0, check: 0 }, stratum: stratumOf(prompt, tokens, parts, 1 / 2) };
}

/** Pairs the answers of the reference with those of the check, prompt by prompt. */
export function readSamples(
  method: FingerprintMethod,
  reference: readonly FirstTokenSample[],
  check: readonly FirstTokenSample[],
): ReadSamples {
  const strata: Stratum[] = [];
  const unread = { reference: 0, check: 0 };
  const [before, now] = [byPrompt(reference), byPrompt(check)];
  const prompts = [...new Set([...before.keys(), ...now.keys()])];
  const unpaired: string[] = [];
  for (const prompt of prompts) {
    const sides = [before.get(prompt), now.get(prompt)] as const;
    const read =
      sides[0] && sides[1] && (method === 'logprob' ? logprobStratum : textStratum)(prompt, sides[0], sides[1]);
    if (read) {
      unread.reference += read.unread.reference;
      unread.check += read.unread.check;
    }
    if (read?.stratum) strata.push(read.stratum);
    else unpaired.push(prompt);
  }
  return { strata, unread, unpaired };
}
