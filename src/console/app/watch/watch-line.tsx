import { Link } from '../address/link.tsx';
import { addressOf } from '../address/location.ts';
import { say } from '../language/say.ts';
import { StateTag } from '../parts/signs.tsx';
import { WATCH_VERDICTS, watchIn } from './watch-words.ts';

/** The watch on one line, for the overview. */
export function WatchLine({ status: value }: { status: unknown }) {
  const status = watchIn(value);
  if (status === null)
    return <p class="quiet">{say({ en: 'Nothing is watched.', ja: '監視は設定されていません。' })}</p>;
  const { word, says, tone } = WATCH_VERDICTS[status.verdict];
  const named = status.verdict === 'alarm' ? (status.alarm?.signals ?? []).filter((each) => each.named) : [];
  return (
    <div class="line">
      <p>
        <Link to={addressOf('watch')}>{say({ en: 'Watch', ja: '監視' })}</Link>{' '}
        <StateTag tone={tone} word={say(word)} />
      </p>
      <p>{say(says)}</p>
      {named.length > 0 && (
        <ul>
          {named.map(({ id, title }) => (
            <li key={id}>{say(title)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
