import type { Act, Finding, FindingExample, ScanResult } from '../../../schema/index.ts';
import { share, shareRange, whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { ActText } from '../letter/letter.tsx';
import { ForeignText } from '../parts/foreign-text.tsx';
import { LevelTag, VerdictTag } from '../parts/signs.tsx';

/** Maximum number of rows listed per finding. */
const MAX_EXAMPLES = 20;

/** What a scan of training data found, and what it did not read. */
export function ScanFindings({ result }: { result: ScanResult }) {
  const { verdict, coverage, findings, flagged, inputs } = result;
  const [read, rows, skipped] = [whole(coverage.read), whole(coverage.rows), whole(coverage.skipped)];
  return (
    <>
      <section class="panel">
        <h2>
          <VerdictTag verdict={verdict} />{' '}
          {say({ en: `${whole(flagged.rows)} rows flagged`, ja: `${whole(flagged.rows)} 行を検出` })}
        </h2>
        <p>
          {say({
            en: `${read} of ${rows} rows were read to the end, ${skipped} could not be read.`,
            ja: `${rows} 行中 ${read} 行を最後まで読了、${skipped} 行は読み取り不可。`,
          })}
        </p>
        {!coverage.enough && (
          <p class="note note-review">
            {say({
              en: 'Too little was read to speak of the set.',
              ja: '読み取った量が少なく、全体については判断できません。',
            })}
          </p>
        )}
        <ul class="files">
          {inputs.map(({ path, sha256, rows: count }) => (
            <li key={path}>
              <ForeignText class="mono" text={path} /> · {say({ en: `${whole(count)} rows`, ja: `${whole(count)} 行` })}{' '}
              · <code class="hash">sha256:{sha256}</code>
            </li>
          ))}
        </ul>
      </section>
      <section class="panel">
        <h2>{say({ en: 'Findings', ja: '検出' })}</h2>
        {findings.length === 0 && (
          <p>
            {say({
              en: 'Nothing was found in the rows that were read.',
              ja: '読んだ範囲では、問題は見つかりませんでした。',
            })}
          </p>
        )}
        {findings.map((finding) => (
          <FindingPart key={`${finding.detector}/${finding.key}`} finding={finding} />
        ))}
      </section>
      <NotChecked result={result} />
    </>
  );
}

function FindingPart({ finding }: { finding: Finding }) {
  const { title, level, detector, count, of, interval, explanation, detail, advice, examples } = finding;
  const [k, n] = [whole(count), whole(of)];
  const shown = examples.slice(0, MAX_EXAMPLES);
  const rate = of === 0 ? '' : ` · ${share(count / of)} (${shareRange(interval)})`;
  return (
    <details class="finding" open={level === 'block'}>
      <summary>
        <LevelTag level={level} /> <strong>{say(title)}</strong> <ForeignText class="mono quiet" text={detector} />{' '}
        <span class="figure">
          {k}/{n}
          {rate}
        </span>
      </summary>
      <p>{say(explanation)}</p>
      <p>
        <ForeignText text={say(detail)} />
      </p>
      <p>{say(advice)}</p>
      {shown
        .filter(({ text }) => text !== undefined)
        .map((example) => (
          <Example key={`${example.path}:${example.line}:${example.turn}`} example={example} />
        ))}
      <Rows examples={shown.filter(({ text }) => text === undefined)} />
      {examples.length > MAX_EXAMPLES && (
        <p class="quiet">
          {say({ en: `and ${examples.length - MAX_EXAMPLES} more`, ja: `ほか ${examples.length - MAX_EXAMPLES} 件` })}
        </p>
      )}
    </details>
  );
}

/** Rows for which the result gives only the place. */
function Rows({ examples }: { examples: readonly FindingExample[] }) {
  if (examples.length === 0) return null;
  return (
    <p class="quiet">
      {say({ en: 'also in', ja: 'ほか' })}{' '}
      {examples.map(({ path, line }, i) => (
        <>
          {i > 0 && ', '}
          <ForeignText class="mono" text={`${path}:${line}`} />
        </>
      ))}
    </p>
  );
}

/** A row as the server sends it: masked, with the acts of the masked text as spans. */
function Example({ example: { path, line, prompt = '', text = '', spans } }: { example: FindingExample }) {
  const row = whole(line);
  return (
    <div class="example">
      <p class="quiet">
        <ForeignText class="mono" text={path} /> · {say({ en: `row ${row}`, ja: `${row} 行目` })}
        {say({ en: ' · masked', ja: ' · マスク表示' })}
      </p>
      {prompt !== '' && (
        <p>
          {say({ en: 'asked: ', ja: '質問：' })}
          <ForeignText text={prompt} />
        </p>
      )}
      <ActText text={text} acts={spans as readonly Act[]} />
    </div>
  );
}

function NotChecked({ result: { coverage } }: { result: ScanResult }) {
  const { notChecked, skippedRows, unreadFiles } = coverage;
  return (
    <section class="panel">
      <h2>{say({ en: 'Not read and not checked', ja: '読み取れないもの、検査していないこと' })}</h2>
      <ul>
        {notChecked.map(({ what, why }) => (
          <li key={what}>
            <ForeignText class="mono" text={what} />
            {say({ en: ': ', ja: '：' })}
            <ForeignText text={say(why)} />
          </li>
        ))}
        {skippedRows.slice(0, 50).map(({ path, line, reason }) => (
          <li key={`${path}:${line}`}>
            <ForeignText class="mono" text={`${path}:${line}`} /> <ForeignText text={reason} />
          </li>
        ))}
        {unreadFiles.map((file) => (
          <li key={file}>
            <ForeignText class="mono" text={file} />
          </li>
        ))}
      </ul>
      {notChecked.length + skippedRows.length + unreadFiles.length === 0 && (
        <p class="quiet">{say({ en: 'Nothing is listed.', ja: '該当はありません。' })}</p>
      )}
    </section>
  );
}
