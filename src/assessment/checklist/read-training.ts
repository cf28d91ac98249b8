import type { TrainingResult, Verification } from '../../schema/index.ts';
import type { ResultFilling } from './fill-from.ts';

/**
 * Reports whether the data at hand are those that a statement about the training names. Whether they were scanned is
 * for a person to check, by comparing digests.
 */
export function dataAsAttested({ checks }: TrainingResult): ResultFilling | null {
  const data = checks.find(({ check }) => check === 'data-digest');
  if (data === undefined || (data.state === 'cannot-tell' && data.expected === null)) return null;
  if (data.state === 'inconsistent') return { state: 'lacking', note: data.detail };
  if (data.state === 'cannot-tell') return { state: 'open', note: data.detail };
  const { en, ja } = data.detail;
  return {
    state: 'open',
    note: {
      en: `${en} Compare their SHA-256 with those of the scan, and have the signature verified.`,
      ja: `${ja}検査結果の SHA-256 と照合し、証明の署名を検証してください。`,
    },
  };
}

/** The type of statements about data, as in `src/provenance`. */
const ABOUT_DATA = 'urn:zenbun:statement:data:1';

/**
 * Reports whether statements about data are signed by a key that was given. What they say about suppliers is for people
 * to read.
 */
export function dataSigned({ statements, verdict }: Verification): ResultFilling | null {
  const data = statements.filter(({ predicateType }) => predicateType === ABOUT_DATA);
  if (data.length === 0) return null;
  if (verdict === 'invalid')
    return {
      state: 'lacking',
      note: { en: 'The verification does not hold.', ja: '検証に失敗しています。' },
    };
  const signed = data.filter(({ signedBy }) => signedBy.length > 0);
  const [all, known] = [data.length, signed.length];
  if (known < all)
    return {
      state: 'open',
      note: {
        en: `Statements about data: ${all}; signed by a known key: ${known}.`,
        ja: `データに関する証明 ${all} 件のうち、既知の鍵による署名は ${known} 件です。`,
      },
    };
  const names = [...new Set(signed.flatMap(({ signedBy }) => signedBy.map(({ name }) => name)))].slice(0, 5).join(', ');
  return {
    state: 'confirmed',
    note: {
      en: `Statements about data, signed by ${names}: ${all}.`,
      ja: `データに関する証明 ${all} 件（署名：${names}）。`,
    },
  };
}
