import { useRef } from 'preact/hooks';
import { RECORD_KINDS } from '../../../schema/index.ts';
import { amend } from '../address/location.ts';
import { say } from '../language/say.ts';
import { OUTCOME_NAMES, OUTCOMES } from '../language/words.ts';
import { useKeys } from '../shell/keys.ts';
import { mayChange } from '../wire/ask.ts';
import { type Filters, filterQuery, isFiltered, keepWords } from './filters.ts';

/** Controls that filter a list. Every choice except the words is part of the address. */
export function FilterBar({ filters }: { filters: Filters }) {
  const search = useRef<HTMLInputElement>(null);
  const narrow = (change: Partial<Filters>) => {
    const narrowed = { ...filters, ...change };
    keepWords(narrowed);
    amend({ query: filterQuery(narrowed) });
  };
  useKeys({ '/': () => search.current?.focus() });
  const kinds = Object.entries(RECORD_KINDS);
  return (
    <form
      class="filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        narrow({ model: String(data.get('model') ?? ''), text: String(data.get('text') ?? '') });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
      }}
    >
      <label>
        <span>{say({ en: 'Outcome', ja: '判定' })}</span>
        <select
          value={filters.outcome}
          onChange={(event) => narrow({ outcome: event.currentTarget.value as Filters['outcome'] })}
        >
          <option value="">{say({ en: 'all', ja: 'すべて' })}</option>
          {OUTCOME_NAMES.map((outcome) => (
            <option key={outcome} value={outcome}>
              {say(OUTCOMES[outcome].word)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{say({ en: 'Kind', ja: '種類' })}</span>
        <select value={filters.kind} onChange={(event) => narrow({ kind: event.currentTarget.value })}>
          <option value="">{say({ en: 'all', ja: 'すべて' })}</option>
          {kinds.map(([kind, word]) => (
            <option key={kind} value={kind}>
              {say(word)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{say({ en: 'Model', ja: 'モデル' })}</span>
        <input
          key={filters.model}
          ref={mayChange() ? null : search}
          name="model"
          defaultValue={filters.model}
          autocomplete="off"
          spellcheck={false}
        />
      </label>
      {mayChange() && (
        <label>
          <span>{say({ en: 'Text (logged)', ja: '本文（検索は記録）' })}</span>
          <input
            key={filters.text}
            ref={search}
            name="text"
            type="search"
            defaultValue={filters.text}
            autocomplete="off"
          />
        </label>
      )}
      <Check
        word={say({ en: 'latched', ja: '続きを保留' })}
        isOn={filters.latched}
        change={(latched) => narrow({ latched })}
      />
      <Check
        word={say({ en: 'partly unread', ja: '一部未読' })}
        isOn={filters.unread}
        change={(unread) => narrow({ unread })}
      />
      <button type="submit">{say({ en: 'Search', ja: '検索' })}</button>
      {isFiltered(filters) && (
        <button type="button" class="plain" onClick={() => narrow(NO_FILTERS)}>
          {say({ en: 'Clear', ja: '解除' })}
        </button>
      )}
    </form>
  );
}

const NO_FILTERS: Filters = { kind: '', model: '', outcome: '', latched: false, unread: false, text: '' };

const Check = ({ word, isOn, change }: { word: string; isOn: boolean; change: (isOn: boolean) => void }) => (
  <label class="check">
    <input type="checkbox" checked={isOn} onChange={(event) => change(event.currentTarget.checked)} />
    <span>{word}</span>
  </label>
);
