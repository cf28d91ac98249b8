import { Gauge } from 'prom-client';
import type { GatewayMetrics } from '../../gateway/index.ts';
import type { LiveFingerprints } from '../fingerprint/live/live-fingerprints.ts';
import type { LiveRollouts } from '../rollout/live-rollouts.ts';
import { statusOf } from '../rollout/status-of.ts';
import type { LiveWatch } from '../watch/live/live-watch.ts';

/** Registers the state of the scheduled checks of upstreams for `/metrics`. */
export function measureFingerprints({ registry }: GatewayMetrics, fingerprints: LiveFingerprints): void {
  const decision = new Gauge({
    name: 'zenbun_fingerprint_decision',
    help: '1 for what the last check of an upstream came to: same-within-margin, differs, undecided, not-checked.',
    labelNames: ['model', 'decision'],
    registers: [registry],
    collect(): void {
      decision.reset();
      for (const { model, decision: last } of fingerprints.all) decision.set({ model, decision: last }, 1);
    },
  });
  const checked = new Gauge({
    name: 'zenbun_fingerprint_checked_timestamp_seconds',
    help: 'When an upstream was last checked, in seconds since 1970; 0 before the first check.',
    labelNames: ['model'],
    registers: [registry],
    collect(): void {
      for (const { model, at } of fingerprints.all) checked.set({ model }, (at ?? 0) / 1000);
    },
  });
}

/** Registers the state of rollouts and watch for `/metrics`. `watch`: null if nothing is watched. */
export function measureLive({ registry }: GatewayMetrics, rollouts: LiveRollouts, watch: LiveWatch | null): void {
  const share = new Gauge({
    name: 'zenbun_rollout_share',
    help: 'Share of the traffic that the canary gets right now, 0 to 1.',
    labelNames: ['model'],
    registers: [registry],
    collect() {
      share.reset();
      for (const live of rollouts.all) {
        const { stage, isInForce } = statusOf(live, 0);
        share.set({ model: live.model }, isInForce && stage !== null ? stage.share / 100 : 0);
      }
    },
  });
  const status = new Gauge({
    name: 'zenbun_rollout_status',
    help: '1 for the status in which a rollout is: none, running, paused, rolled-back, completed.',
    labelNames: ['model', 'status'],
    registers: [registry],
    collect(): void {
      status.reset();
      for (const live of rollouts.all) status.set({ model: live.model, status: statusOf(live, 0).status }, 1);
    },
  });
  if (watch === null) return;
  const alarm = new Gauge({
    name: 'zenbun_watch_alarm',
    help: '1: answers have changed, and nobody has acknowledged it.',
    registers: [registry],
    collect(): void {
      alarm.set(watch.status().verdict === 'alarm' ? 1 : 0);
    },
  });
  const evidence = new Gauge({
    name: 'zenbun_watch_evidence_ratio',
    help: 'Evidence that answers have changed, as a share of what raises an alarm; NaN while nothing can be said.',
    registers: [registry],
    collect() {
      const status = watch.status();
      const isKnown = status.verdict === 'quiet' || status.verdict === 'alarm';
      evidence.set(isKnown ? status.evidence / status.threshold : Number.NaN);
    },
  });
}
