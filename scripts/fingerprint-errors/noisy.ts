import type { FirstTokenSample, ListedToken } from '../../src/schema/index.ts';

/**
 * Noise that servers add to the log-probabilities of the same weights, simulated on answers free of it. Sizes in nats.
 * `request`: independent noise per request (batches, several machines); `machine`: each request goes to one of two
 * machines with different arithmetic; `day`: a whole run of requests is shifted together, differently for each prompt,
 * so that the requests of reference and check are not exchangeable.
 */
export interface Noise {
  readonly name: string;
  readonly request: number;
  readonly machine: number;
  readonly day: number;
}

export const NOISES: readonly Noise[] = [
  { name: 'none', request: 0, machine: 0, day: 0 },
  { name: 'each request 0.003', request: 0.003, machine: 0, day: 0 },
  { name: 'each request 0.05', request: 0.05, machine: 0, day: 0 },
  { name: 'each request 0.5', request: 0.5, machine: 0, day: 0 },
  { name: 'two machines 0.1 apart', request: 0.003, machine: 0.1, day: 0 },
  { name: 'each check shifted by 0.002', request: 0.001, machine: 0, day: 0.002 },
  { name: 'each check shifted by 0.05', request: 0.001, machine: 0, day: 0.05 },
];

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Adds noise to a run of requests (a reference or a check). */
export function noisy(samples: readonly FirstTokenSample[], noise: Noise, random: () => number): FirstTokenSample[] {
  const shifts = new Map<string, number>();
  const shiftOf = (key: string, size: number, draw: () => number) => {
    const shift = shifts.get(key) ?? size * normal(draw);
    shifts.set(key, shift);
    return shift;
  };
  return samples.map((sample) => {
    const machine = random() < 0.5 ? 1 : 0;
    const top = sample.top?.map(([token, logprob]): ListedToken => {
      const key = `${sample.prompt} ${token}`;
      // The difference between the machines is constant: it depends only on prompt and token.
      const apart = machine * noise.machine * (hash(key) - 0.5) * 2;
      const day = noise.day === 0 ? 0 : shiftOf(key, noise.day, random);
      return [token, Math.min(0, logprob + apart + day + noise.request * normal(random))];
    });
    return { ...sample, top: top?.sort((a, b) => b[1] - a[1]) ?? null };
  });
}

/** Hashes a text to a number in 0..1 (FNV-1a). */
function hash(text: string): number {
  let state = 2_166_136_261;
  for (const char of text) state = Math.imul(state ^ char.codePointAt(0)!, 16_777_619) >>> 0;
  return state / 2 ** 32;
}
