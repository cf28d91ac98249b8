/**
 * Returns the fastest possible growth of the evidence per pair, in nats: the maximum over bets of the mean of ln(1 +
 * bet (D - margin)).
 */
export function pairedGrowth(control: number, canary: number, margin: number): number {
  const up = canary * (1 - control);
  const down = control * (1 - canary);
  const growth = (bet: number) =>
    up * Math.log1p(bet * (1 - margin)) +
    down * Math.log1p(-bet * (1 + margin)) +
    (1 - up - down) * Math.log1p(-bet * margin);
  // Ternary search, since the growth is concave in the bet.
  let low = 0;
  let high = (1 - 1e-9) / (1 + margin);
  for (let i = 0; i < 200; i += 1) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (growth(a) < growth(b)) low = a;
    else high = b;
  }
  return growth(low);
}

/** Returns the Kullback-Leibler divergence of a coin with rate `p` from one with rate `q`, in nats. */
export function divergence(p: number, q: number): number {
  return p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
}
