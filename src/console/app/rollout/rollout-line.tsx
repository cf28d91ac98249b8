import { Link } from '../address/link.tsx';
import { addressOf } from '../address/location.ts';
import { say } from '../language/say.ts';
import { ForeignText } from '../parts/foreign-text.tsx';
import { StateTag } from '../parts/signs.tsx';
import { rolloutIn, STATUSES } from './rollout-words.ts';
import { StageStrip } from './stage-strip.tsx';

/** A rollout on one line, for the overview. */
export function RolloutLine({ status: value }: { status: unknown }) {
  const status = rolloutIn(value);
  if (status === null)
    return <p class="note note-review">{say({ en: 'A status that cannot be read.', ja: '読み取れない状態です。' })}</p>;
  const { word, tone } = STATUSES[status.status];
  return (
    <div class="line">
      <p>
        <Link to={addressOf('rollout', status.model)}>
          <ForeignText text={status.model} />
        </Link>{' '}
        <StateTag tone={tone} word={say(word)} />
      </p>
      <StageStrip status={status} />
    </div>
  );
}
