import { useState } from 'preact/hooks';
import type { Message } from '../../../schema/index.ts';
import { encodeBase64 } from '../../../tlog/index.ts';
import { route } from '../address/location.ts';
import { whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { ForeignText } from '../parts/foreign-text.tsx';
import { StateTag } from '../parts/signs.tsx';
import { failureText } from './failure-text.ts';
import { type FetchedLog, proveRecord, type RecordProof } from './verify-log.ts';

type Proven = { readonly proof: RecordProof; readonly index: number } | { readonly failure: Message } | null;

const NONE: Message = {
  en: 'The signed log has no record with this index, or its bundle is not available.',
  ja: '署名された証跡にこの番号の記録がないか、その束を取得できません。',
};

/** Proves that one record is in the signed log, by a path of hashes. */
export function RecordPart({ log }: { log: FetchedLog }) {
  const [index, setIndex] = useState(route.value.query.record ?? '');
  const [proven, setProven] = useState<Proven>(null);
  const prove = async (event: Event) => {
    event.preventDefault();
    try {
      const proof = await proveRecord(log, Number(index));
      setProven(proof === null ? { failure: NONE } : { proof, index: Number(index) });
    } catch (cause) {
      setProven({ failure: failureText(cause) });
    }
  };
  return (
    <section class="panel">
      <h2>{say({ en: 'Prove one record', ja: '1 件の記録の証明' })}</h2>
      <form class="filters" onSubmit={prove}>
        <label>
          <span>{say({ en: 'Index', ja: '番号' })}</span>
          <input
            inputMode="numeric"
            pattern="[0-9]{1,15}"
            required
            value={index}
            onInput={(event) => setIndex(event.currentTarget.value)}
          />
        </label>
        <button type="submit">{say({ en: 'Prove', ja: '証明' })}</button>
      </form>
      <div role="status">
        {proven !== null && 'failure' in proven && <p class="note note-block">{say(proven.failure)}</p>}
        {proven !== null && 'proof' in proven && <Proof proof={proven.proof} index={proven.index} />}
      </div>
    </section>
  );
}

function Proof({ proof: { isIncluded, leaf, hash, path, size }, index }: { proof: RecordProof; index: number }) {
  const [i, n] = [whole(index), whole(size)];
  if (!isIncluded)
    return (
      <p class="note note-block">
        {say({
          en: `Record ${i} as it is served is not the one that was signed.`,
          ja: `提供された記録 ${i} は、署名されたものと異なります。`,
        })}
      </p>
    );
  return (
    <div class="note note-pass">
      <p>
        <StateTag tone="pass" word={say({ en: 'in the log', ja: '証跡に含まれる' })} />{' '}
        {say({
          en: `Record ${i} is in the signed tree of ${n}: ${path.length} hashes lead to its root.`,
          ja: `記録 ${i} は、署名された ${n} 件のツリーに含まれます（${path.length} 個のハッシュでルートに到達）。`,
        })}
      </p>
      <details>
        <summary>{say({ en: 'Leaf and path', ja: 'リーフと経路' })}</summary>
        <p class="letter-text mono">
          <ForeignText text={new TextDecoder().decode(leaf)} />
        </p>
        <ol class="hashes">
          {[hash, ...path].map((each, at) => (
            <li key={at}>
              <code class="hash">{encodeBase64(each)}</code>
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}
