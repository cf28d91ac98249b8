import type { BundleManifest } from './bundle-manifest.ts';

/**
 * Returns the text of `README.txt`: what the bundle is, and how to check it without zenbun. English first, then
 * Japanese.
 */
export function readmeText({ at, tool, redacted, ledgers }: Omit<BundleManifest, 'parts'>): string {
  const logs = ledgers.map(
    ({ folder, origin, size, from, to }) => `  ${folder}/  ${origin}, records ${from} to ${to} (exclusive) of ${size}`,
  );
  const keys = ledgers.map(({ vkey }) => `  ${vkey}`);
  return [
    'Evidence bundle of zenbun',
    '',
    `Made at ${at} with zenbun ${tool.version}. ${redacted ? 'Redacted: texts are replaced by lengths and digests.' : ''}`.trim(),
    '',
    '  manifest.sigstore.json  names every part with its SHA-256; signed (in-toto statement, DSSE, Sigstore bundle v0.3)',
    '  results/     results of zenbun            schemas/   their JSON schemas',
    '  statements/  signed statements            policy/    the policy that was in force',
    '  report/      the same for people          checklist  what a company must be able to show',
    '  ledger/      checkpoint, tiles and records of a log (C2SP tlog-tiles); bodies of records are not here',
    ...logs,
    '',
    'To check it offline, with the public key of whoever made it in signer.pem, had from them and not from here:',
    '',
    '  zenbun verify FILE.zenbun.zip --key signer.pem',
    '',
    'or without zenbun:',
    '',
    '  unzip FILE.zenbun.zip -d bundle && cd bundle',
    '  jq -r .dsseEnvelope.payload manifest.sigstore.json | base64 -d > ../payload',
    "  jq -r '.dsseEnvelope.signatures[0].sig' manifest.sigstore.json | base64 -d > ../signature",
    "  { printf 'DSSEv1 28 application/vnd.in-toto+json %s ' \"$(wc -c < ../payload | tr -d ' ')\"; cat ../payload; } > ../signed",
    '  openssl dgst -sha256 -verify ../signer.pem -signature ../signature ../signed',
    '  (Ed25519: openssl pkeyutl -verify -pubin -inkey ../signer.pem -rawin -in ../signed -sigfile ../signature)',
    '  jq -r \'.subject[] | "\\(.digest.sha256)  \\(.name)"\' ../payload | sha256sum -c --quiet',
    '',
    'Further commands (the log, statements, schemas): docs/verify-without-zenbun.md of the project.',
    ...(keys.length === 0 ? [] : ['', 'Public keys of the logs, as whoever made this bundle states them:', ...keys]),
    '',
    '証拠バンドル（zenbun）',
    '',
    '  manifest.sigstore.json に、全ファイルの SHA-256 と署名があります。作成者から直接入手した公開鍵（signer.pem）で検証してください。',
    '  検証：zenbun verify FILE.zenbun.zip --key signer.pem（オフラインで実行可。zenbun を使わない手順は上記のとおり）',
    '  ledger/ はログのチェックポイント、タイル、記録です。記録の本文は含みません。',
    '',
  ].join('\n');
}
