import type { AlarmTemplate } from '../../../report/index.ts';
import type { Lang } from '../../../schema/index.ts';

/** A destination of alarms. */
interface WatchWebhookOption {
  readonly url: string;
  readonly template?: AlarmTemplate;
  readonly lang?: Lang;
  /** Location of the key of the signature: `env:NAME` or `file:PATH`. */
  readonly key?: string;
}

/** The watch of a gateway, as in `serve.watch` of zenbun.yaml. Durations are written like `1h` or `14d`. */
export interface WatchOption {
  /** A reference written by `zenbun watch reference`; without one, the first days become the reference. */
  readonly reference?: string;
  readonly referenceFor?: string;
  /** Chance of a false alarm within `horizon` answers. */
  readonly alpha?: number;
  readonly horizon?: number;
  readonly tolerance?: number;
  /** IANA name of the time zone that defines days and weekends. */
  readonly timeZone?: string;
  /** Length of a part of the day. */
  readonly hours?: number;
  readonly perUnit?: { readonly answers?: number; readonly per?: string };
  /**
   * Anything else that answers depend on, such as the version of a system prompt: another text starts a new reference.
   */
  readonly identity?: string;
  /** Reaction besides a message: roll back what was rolled out, or guard all routes as `final`. */
  readonly onAlarm?: 'tell' | 'rollback' | 'final';
  readonly webhooks?: readonly WatchWebhookOption[];
}
