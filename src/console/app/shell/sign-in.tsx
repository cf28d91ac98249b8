import { useState } from 'preact/hooks';
import { say } from '../language/say.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { signIn } from '../wire/ask.ts';
import type { AskProblem } from '../wire/problem.ts';

/** Asks for a key of the gateway. The key is sent once and not kept in the page. */
export function SignIn() {
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const failed = await signIn(key.trim());
    setBusy(false);
    setProblem(failed);
    if (failed !== null) setKey('');
  };
  return (
    <main id="main" class="sign-in">
      <h1>{say({ en: 'Sign in', ja: 'ログイン' })}</h1>
      <p class="quiet">
        {say({
          en: 'With a key of this gateway: the scope read-log reads, administer changes and unmasks.',
          ja: 'このゲートウェイのキーを使います。閲覧にはスコープ read-log、変更とマスク解除には administer が必要です。',
        })}
      </p>
      <form onSubmit={submit}>
        <label for="key">{say({ en: 'Key', ja: 'キー' })}</label>
        <input
          id="key"
          type="password"
          autocomplete="current-password"
          spellcheck={false}
          required
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
        <ProblemNote problem={problem} />
        <button type="submit" class="primary" disabled={isBusy || key.trim() === ''}>
          {say({ en: 'Sign in', ja: 'ログイン' })}
        </button>
      </form>
    </main>
  );
}
