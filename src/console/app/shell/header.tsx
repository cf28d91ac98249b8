import { Link } from '../address/link.tsx';
import { addressOf, amend, lang, route } from '../address/location.ts';
import { say } from '../language/say.ts';
import { VIEW_NAMES } from '../language/words.ts';
import { session, signOut } from '../wire/ask.ts';
import { changeTheme, theme } from './theme.ts';

/** Views with a link in the header; an answer is opened from a list. */
const MAIN_VIEWS = ['overview', 'live', 'rollout', 'watch', 'runs', 'evidence'] as const;

const THEMES = {
  system: { en: 'Colours: as the system', ja: '配色：システムに合わせる' },
  light: { en: 'Colours: light', ja: '配色：ライト' },
  dark: { en: 'Colours: dark', ja: '配色：ダーク' },
} as const;

const THEME_ICONS = { system: '◑', light: '○', dark: '●' } as const;

export function Header({ help }: { help: () => void }) {
  return (
    <header class="top">
      <a class="skip" href="#main">
        {say({ en: 'Skip to content', ja: '本文へ移動' })}
      </a>
      <Link class="brand" to={addressOf('overview')}>
        <span lang="ja">全文</span> zenbun
      </Link>
      {session.value && <Views />}
      <div class="tools">
        <LanguageSwitch />
        <button type="button" class="plain" title={say(THEMES[theme.value])} onClick={changeTheme}>
          <span aria-hidden="true">{THEME_ICONS[theme.value]}</span>
          <span class="unseen">{say(THEMES[theme.value])}</span>
        </button>
        <button type="button" class="plain" title={say({ en: 'Keyboard', ja: 'キーボード操作' })} onClick={help}>
          <span aria-hidden="true">?</span>
          <span class="unseen">{say({ en: 'Keyboard', ja: 'キーボード操作' })}</span>
        </button>
        {session.value && <Account />}
      </div>
    </header>
  );
}

function Views() {
  const offered = MAIN_VIEWS.filter((view) => session.value?.views.includes(view));
  const here = route.value.view === 'answer' ? 'live' : route.value.view;
  return (
    <nav aria-label={say({ en: 'Views', ja: '画面' })}>
      {offered.map((view) => (
        <Link key={view} to={addressOf(view)} {...(view === here ? { 'aria-current': 'page' } : {})}>
          {say(VIEW_NAMES[view])}
        </Link>
      ))}
    </nav>
  );
}

function LanguageSwitch() {
  const other = lang.value === 'ja' ? 'en' : 'ja';
  return (
    <button type="button" class="plain" lang={other} onClick={() => amend({ lang: other })}>
      {other === 'ja' ? '日本語' : 'English'}
    </button>
  );
}

function Account() {
  const { by } = session.value!;
  if (by === 'local') return <span class="quiet">{say({ en: 'this machine', ja: 'この端末' })}</span>;
  return (
    <>
      <bdi class="quiet account">{by}</bdi>
      <button type="button" class="plain" onClick={() => void signOut()}>
        {say({ en: 'Sign out', ja: 'ログアウト' })}
      </button>
    </>
  );
}
