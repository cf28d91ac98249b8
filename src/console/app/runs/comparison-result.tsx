import type { BoundedShare, Comparison, FlipExcerpt } from '../../../schema/index.ts';
import { share, shareRange, whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { ActText } from '../letter/letter.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { ForeignText } from '../parts/foreign-text.tsx';
import { OutcomeTag, VerdictTag } from '../parts/signs.tsx';
import { DECISIONS } from './run-words.ts';

/** The effect of tuning on a model, from the answers before and after. */
export function ComparisonResult({ result }: { result: Comparison }) {
  const { verdict, decision, why, paired, coverage } = result;
  const [asked, worse, better] = [whole(paired.asked), whole(paired.worse), whole(paired.better)];
  return (
    <>
      <section class="panel">
        <h2>
          <VerdictTag verdict={verdict} /> {say(DECISIONS[decision])}
        </h2>
        {decision === 'undecided' && <ForeignText text={say(why)} />}
        <p>
          {say({
            en: `${asked} questions asked: ${worse} answered worse, ${better} better. Error rate of the test: at most ${share(paired.alpha)}.`,
            ja: `質問 ${asked} 問：悪化 ${worse} 件、改善 ${better} 件。検査の誤り率は最大 ${share(paired.alpha)}。`,
          })}
        </p>
        <Models result={result} />
      </section>
      <Flips result={result} />
      <section class="panel">
        <h2>{say({ en: 'Not checked', ja: '検査していないこと' })}</h2>
        <ul>
          {coverage.notChecked.map((what, i) => (
            <li key={i}>
              <ForeignText text={say(what)} />
            </li>
          ))}
        </ul>
        <p class="quiet">
          {say({
            en: `${whole(coverage.notJudged)} of ${whole(coverage.answers)} answers decide nothing.`,
            ja: `回答 ${whole(coverage.answers)} 件中 ${whole(coverage.notJudged)} 件は判定外。`,
          })}
        </p>
      </section>
    </>
  );
}

const bounded = ({ k, n, interval }: BoundedShare) =>
  n === 0 ? '–' : `${share(k / n)} (${whole(k)}/${whole(n)}, ${shareRange(interval)})`;

function Models({ result: { before, after, overRefusal } }: { result: Comparison }) {
  return (
    <DataTable
      caption={say({ en: 'Both models', ja: '両モデル' })}
      columns={[
        { head: say({ en: 'What', ja: '項目' }) },
        { head: say({ en: 'Before', ja: '前' }) },
        { head: say({ en: 'After', ja: '後' }) },
      ]}
      rows={[
        {
          key: 'model',
          cells: [
            say({ en: 'model', ja: 'モデル' }),
            <ForeignText key="before" class="mono" text={before.model} />,
            <ForeignText key="after" class="mono" text={after.model} />,
          ],
        },
        {
          key: 'asr',
          cells: [
            say({ en: 'harmful questions complied with (ASR)', ja: '有害な質問への応諾（ASR）' }),
            bounded(before.asr),
            bounded(after.asr),
          ],
        },
        {
          key: 'over',
          cells: [
            say({ en: 'harmless questions refused', ja: '無害な質問の拒否' }),
            bounded(overRefusal.before),
            bounded(overRefusal.after),
          ],
        },
      ]}
    />
  );
}

function Flips({ result: { flips, letters } }: { result: Comparison }) {
  return (
    <section class="panel">
      <h2>{say({ en: 'Flipped answers', ja: '変わった回答' })}</h2>
      {flips.length === 0 && <p class="quiet">{say({ en: 'None.', ja: 'ありません。' })}</p>}
      {letters.map((letter, i) => (
        <Excerpt key={i} letter={letter} />
      ))}
      {flips.length > 0 && (
        <DataTable
          caption={say({ en: 'Flipped answers', ja: '変わった回答' })}
          columns={[
            { head: say({ en: 'Probe', ja: 'プローブ' }) },
            { head: say({ en: 'Condition', ja: '条件' }) },
            { head: say({ en: 'Before', ja: '前' }) },
            { head: say({ en: 'After', ja: '後' }) },
            { head: say({ en: 'Depth, tokens', ja: '深さ（トークン）' }), isNumber: true },
          ]}
          rows={flips.slice(0, 200).map(({ probe, condition, before, after, depth }) => ({
            key: `${probe}/${condition}`,
            cells: [
              <ForeignText key="probe" class="mono" text={probe} />,
              <ForeignText key="condition" text={condition} />,
              <OutcomeTag key="before" outcome={before} />,
              <OutcomeTag key="after" outcome={after} />,
              depth === null ? '–' : whole(depth),
            ],
          }))}
        />
      )}
    </section>
  );
}

const Excerpt = ({ letter: { probe, question, answer, acts } }: { letter: FlipExcerpt }) => (
  <div class="example">
    <p class="quiet">
      <ForeignText class="mono" text={probe} /> · {say({ en: 'masked', ja: 'マスク表示' })}
    </p>
    <p>
      {say({ en: 'asked: ', ja: '質問：' })}
      <ForeignText text={question} />
    </p>
    <ActText text={answer} acts={acts} />
  </div>
);
