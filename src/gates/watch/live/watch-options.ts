import type { AlarmTemplate } from '../../../report/index.ts';
import type { Lang } from '../../../schema/index.ts';

/** Where alarms are sent. */
interface WatchWebhookOption {
  readonly url: string;
  readonly template?: AlarmTemplate;
  readonly lang?: Lang;
  /** Where the key of the signature is: `env:NAME` or `file:PATH`. */
  readonly key?: string;
}

/** The watch of a gateway, as in `serve.watch` of zenbun.yaml. Times as `1h`, `14d`. */
export interface WatchOption {
  /** A reference that `zenbun watch reference` has written; without one, the first days become the reference. */
  readonly reference?: string;
  readonly referenceFor?: string;
  /** Chance of a false alarm within `horizon` answers. */
  readonly alpha?: number;
  readonly horizon?: number;
  readonly tolerance?: number;
  /** IANA name of the time zone in which days and weekends are. */
  readonly timeZone?: string;
  /** Length of a part of the day. */
  readonly hours?: number;
  readonly perUnit?: { readonly answers?: number; readonly per?: string };
  /** What else makes answers what they are, such as the version of a system prompt: another text starts a new reference. */
  readonly identity?: string;
  /** Beside telling it: roll back what was rolled out, or guard all routes as `final`. */
  readonly onAlarm?: 'tell' | 'rollback' | 'final';
  readonly webhooks?: readonly WatchWebhookOption[];
}
