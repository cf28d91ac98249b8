import { useEffect, useState } from 'preact/hooks';
import type { ConsoleView } from '../../../schema/index.ts';
import { Link } from '../address/link.tsx';
import { addressOf, go, lang, route } from '../address/location.ts';
import { EvidenceView } from '../evidence/evidence-view.tsx';
import { say } from '../language/say.ts';
import { VIEW_NAMES } from '../language/words.ts';
import { AnswerView } from '../letter/answer-view.tsx';
import { LiveView } from '../live/live-view.tsx';
import { OverviewView } from '../overview/overview-view.tsx';
import { RolloutView } from '../rollout/rollout-view.tsx';
import { RunsView } from '../runs/runs-view.tsx';
import { WatchView } from '../watch/watch-view.tsx';
import { session } from '../wire/ask.ts';
import { Header } from './header.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { useKeys } from './keys.ts';
import { SignIn } from './sign-in.tsx';

const VIEWS: Readonly<Record<ConsoleView, () => preact.JSX.Element>> = {
  overview: OverviewView,
  live: LiveView,
  answer: AnswerView,
  rollout: RolloutView,
  watch: WatchView,
  runs: RunsView,
  evidence: EvidenceView,
};

/** The whole page: the signed-in user, the current view and its content. */
export function Console() {
  const [isHelping, setHelping] = useState(false);
  useKeys({
    '?': () => setHelping(true),
    'g o': () => go(addressOf('overview')),
    'g l': () => go(addressOf('live')),
    'g r': () => go(addressOf('rollout')),
    'g w': () => go(addressOf('watch')),
    'g u': () => go(addressOf('runs')),
    'g e': () => go(addressOf('evidence')),
  });
  const { view } = route.value;
  const name = view === null ? { en: 'Not found', ja: 'ページなし' } : VIEW_NAMES[view];
  const title = say(name);
  useEffect(() => {
    document.documentElement.lang = lang.value;
    document.title = `${title} · zenbun`;
  }, [title, lang.value]);
  return (
    <>
      <Header help={() => setHelping(true)} />
      <Content />
      {isHelping && <HelpDialog close={() => setHelping(false)} />}
    </>
  );
}

function Content() {
  if (session.value === undefined) return <main id="main" aria-busy="true" />;
  if (session.value === null) return <SignIn />;
  const { view } = route.value;
  const { views } = session.value;
  if (view === null || !views.includes(view)) return <NotOffered isKnown={view !== null} first={views[0]} />;
  const View = VIEWS[view];
  return (
    <main id="main" key={view} class={`view view-${view}`}>
      <View />
    </main>
  );
}

function NotOffered({ isKnown, first }: { isKnown: boolean; first: ConsoleView | undefined }) {
  // `zenbun view` without a log has nothing to show at the entry address.
  useEffect(() => {
    if (route.value.view === 'overview' && first !== undefined) go(addressOf(first));
  }, [first]);
  return (
    <main id="main" class="view">
      <h1>{say({ en: 'Nothing here', ja: '表示できるものがありません' })}</h1>
      <p>
        {isKnown
          ? say({ en: 'This console does not offer that view.', ja: 'このコンソールでは、この画面を使えません。' })
          : say({ en: 'No page has this address.', ja: 'このアドレスのページはありません。' })}
      </p>
      {first !== undefined && <Link to={addressOf(first)}>{say(VIEW_NAMES[first])}</Link>}
    </main>
  );
}
