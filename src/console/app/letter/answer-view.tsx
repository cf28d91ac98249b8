import { useState } from 'preact/hooks';
import { Link } from '../address/link.tsx';
import { addressOf, go, route } from '../address/location.ts';
import { say } from '../language/say.ts';
import { filterQuery, filtersOf, isFiltered } from '../live/filters.ts';
import { search } from '../live/search.ts';
import { useKeys } from '../shell/keys.ts';
import { AnswerPane } from './answer-pane.tsx';

/** Shows one answer on its own page. J and K step through the answers of the list it was opened from. */
export function AnswerView() {
  const { id, query } = route.value;
  const [isEnd, setEnd] = useState(false);
  const filters = filtersOf(query);
  const narrowed = filterQuery(filters);
  const index = Number(id);
  const back = addressOf('live', null, id === null ? narrowed : { ...narrowed, at: id });
  const step = async (to: 'next' | 'previous') => {
    // Search results are listed newest first, the whole log oldest first.
    const direction = (to === 'next') === isFiltered(filters) ? 'back' : 'forward';
    const by = direction === 'forward' ? 1 : -1;
    const range = { from: Math.max(0, index + by), direction, limit: 2 } as const;
    const { data } = await search({ ...filters, kind: 'response' }, range);
    // The result may be the other record of the exchange on the page.
    const next = data?.rows.find((row) => row.index !== index && row.intent !== index);
    setEnd(next === undefined);
    if (next !== undefined) go(addressOf('answer', next.index, narrowed));
  };
  useKeys({ j: () => void step('next'), k: () => void step('previous'), Escape: () => go(back) });
  if (id === null || !/^\d{1,15}$/.test(id))
    return (
      <>
        <h1>{say({ en: 'Answer', ja: '回答' })}</h1>
        <p class="note">{say({ en: 'No record has this index.', ja: 'この番号の記録はありません。' })}</p>
        <Link to={back}>{say({ en: 'List', ja: '一覧' })}</Link>
      </>
    );
  return (
    <>
      <div class="answer-head">
        <h1>
          {say({ en: 'Answer', ja: '回答' })} <span class="figure">{id}</span>
        </h1>
        <div class="buttons">
          <button type="button" onClick={() => void step('previous')}>
            {say({ en: 'Previous', ja: '前へ' })} <kbd>K</kbd>
          </button>
          <button type="button" onClick={() => void step('next')}>
            {say({ en: 'Next', ja: '次へ' })} <kbd>J</kbd>
          </button>
          <Link class="button" to={back}>
            {say({ en: 'List', ja: '一覧' })}
          </Link>
        </div>
      </div>
      <p role="status" class={isEnd ? 'quiet' : 'unseen'}>
        {isEnd && say({ en: 'No further answer in this direction.', ja: 'この方向に、これ以上の回答はありません。' })}
      </p>
      <AnswerPane key={id} index={id} />
    </>
  );
}
