import { share, shareRange, whole } from '../language/figures.ts';
import { say } from '../language/say.ts';

/** A share of n with its interval: a bar for the eye, figures for everybody. */
export function ShareBar({ k, n, interval }: { k: number; n: number; interval: readonly [number, number] }) {
  if (n === 0) return <span class="quiet">{say({ en: 'no answers', ja: '回答なし' })}</span>;
  const [low, high] = interval;
  // A square root: rates here are small, and a tenth of the scale would be lost on a linear one.
  const at = (value: number) => Math.sqrt(Math.min(1, Math.max(0, value))) * 100;
  return (
    <span class="share">
      <span class="figure">{share(k / n)}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect class="share-scale" x="0" y="4" width="100" height="2" />
        <rect class="share-interval" x={at(low)} y="2" width={Math.max(1, at(high) - at(low))} height="6" />
        <rect class="share-point" x={Math.max(0, at(k / n) - 0.75)} y="0" width="1.5" height="10" />
      </svg>
      <span class="quiet">
        {whole(k)}/{whole(n)} · {shareRange(interval)}
      </span>
    </span>
  );
}
