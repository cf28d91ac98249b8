import type { Level, Outcome, Verdict } from '../../../schema/index.ts';
import { say } from '../language/say.ts';
import { LEVELS, OUTCOMES, type Sign, VERDICTS } from '../language/words.ts';

function Tag({ sign, tone }: { sign: Sign; tone: string }) {
  return (
    <span class={`tag tone-${tone}`}>
      <span class="icon" aria-hidden="true">
        {sign.icon}
      </span>
      {say(sign.word)}
    </span>
  );
}

export const OutcomeTag = ({ outcome }: { outcome: Outcome }) => <Tag sign={OUTCOMES[outcome]} tone={outcome} />;

export const VerdictTag = ({ verdict }: { verdict: Verdict }) => <Tag sign={VERDICTS[verdict]} tone={verdict} />;

export const LevelTag = ({ level }: { level: Level }) => <Tag sign={LEVELS[level]} tone={level} />;

/** A state in words, with a colour that only repeats it. */
export const StateTag = ({ word, tone }: { word: string; tone: 'pass' | 'review' | 'block' | 'info' }) => (
  <Tag
    sign={{ ...LEVELS[tone === 'pass' ? 'info' : tone], icon: ICONS[tone], word: { en: word, ja: word } }}
    tone={tone}
  />
);

const ICONS = { pass: '✓', review: '!', block: '✕', info: '○' } as const;
