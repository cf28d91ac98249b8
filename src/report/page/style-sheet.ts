/**
 * The style of the report: light and dark, for narrow screens and A4. Nothing is fetched; fonts are those of the
 * machine.
 */
export const STYLE_SHEET = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--quiet:#57606a;--line:#d0d7de;--soft:#f6f8fa;--accent:#0b57d0;
--stop:#b3261e;--stop-soft:#fdecea;--look:#8a5300;--look-soft:#fff4e0;--good:#146c2e;--good-soft:#e8f5ec;--none:#57606a;--none-soft:#f0f2f4}
@media (prefers-color-scheme:dark){:root{--paper:#14171a;--ink:#e6e9ec;--quiet:#a3adb8;--line:#3a424b;--soft:#1d2126;--accent:#8ab4f8;
--stop:#ff8a80;--stop-soft:#3a1c1a;--look:#ffc46b;--look-soft:#35280f;--good:#7bd88f;--good-soft:#17301e;--none:#a3adb8;--none-soft:#23282e}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI","Hiragino Sans","Yu Gothic UI","Noto Sans CJK JP","Noto Sans JP",Meiryo,sans-serif}
main,.bar{max-width:60rem;margin-inline:auto;padding-inline:1rem}
main[lang=ja]{line-height:1.7;word-break:normal;overflow-wrap:anywhere;line-break:strict}
.bar{display:flex;gap:.75rem;align-items:center;justify-content:flex-end;padding-block:.75rem;font-size:.875rem;color:var(--quiet)}
.bar label{border:1px solid var(--line);border-radius:.375rem;padding:.125rem .75rem;cursor:pointer}
.bar input{margin:0 .4rem 0 0;accent-color:var(--accent)}
.bar label:focus-within{outline:2px solid var(--accent);outline-offset:2px}
html[lang=en] main[lang=ja],html[lang=ja] main[lang=en]{display:none}
@supports selector(:has(*)){
body:has(#lang-en:checked) main[lang=en],body:has(#lang-ja:checked) main[lang=ja]{display:block}
body:has(#lang-en:checked) main[lang=ja],body:has(#lang-ja:checked) main[lang=en]{display:none}
}
h1{font-size:1.5rem;line-height:1.3;margin:.25rem 0}
h2{font-size:1.25rem;line-height:1.35;margin:2.25rem 0 .75rem;padding-block-end:.25rem;border-block-end:2px solid var(--line)}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
.first h2{font-size:1.05rem;margin:1.1rem 0 .4rem;border:0;padding:0}
p,ul,ol{margin:.5rem 0}
ul,ol{padding-inline-start:1.4rem}
li{margin-block:.15rem}
small,.quiet{color:var(--quiet);font-size:.875rem}
code,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK JP",monospace;font-size:.85em;overflow-wrap:anywhere}
a{color:var(--accent)}
.verdict{border-inline-start:.5rem solid;border-radius:.25rem;padding:.6rem 1rem;margin-block:.75rem}
.verdict strong{display:block;font-size:1.25rem;line-height:1.4}
.verdict.block{background:var(--stop-soft);border-color:var(--stop)}.verdict.review{background:var(--look-soft);border-color:var(--look)}
.verdict.pass{background:var(--good-soft);border-color:var(--good)}.verdict.not-checked{background:var(--none-soft);border-color:var(--none)}
.badge{display:inline-block;white-space:nowrap;font-weight:600;font-size:.875rem}
.badge.block{color:var(--stop)}.badge.review{color:var(--look)}.badge.pass{color:var(--good)}.badge.not-checked{color:var(--none)}
.warn{border:2px solid var(--stop);color:var(--stop);padding:.5rem .75rem;font-weight:600}
.scroll{overflow-x:auto}
table{border-collapse:collapse;inline-size:100%;margin-block:.5rem;font-size:.9375rem}
th,td{text-align:start;vertical-align:top;padding:.35rem .6rem;border-block-end:1px solid var(--line)}
thead th{font-size:.8125rem;color:var(--quiet);font-weight:600;white-space:nowrap}
td.number,th.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
td.name{white-space:nowrap;font-weight:600}
.gates td.name{white-space:normal;inline-size:10rem}.gates td+td{inline-size:8.5rem}.gates td+td+td{inline-size:auto}
tr.out td{font-weight:600}tr.head td{color:var(--quiet);font-weight:600}
figure{margin:1rem 0;break-inside:avoid}
figure svg{display:block;max-inline-size:100%;block-size:auto}
td p{margin:0}td .quiet{font-size:inherit}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:0 1.5rem;align-items:start}
.beside{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:0 2rem;align-items:start}.beside td.name{white-space:normal;inline-size:5.2rem}
figcaption{font-weight:600;margin-block-end:.25rem}
details{margin-block:.5rem}
summary{cursor:pointer;color:var(--accent)}
.letter{border:1px solid var(--line);border-radius:.375rem;padding:.6rem .8rem;margin-block:.6rem;background:var(--soft);break-inside:avoid}
.letter p{margin:.2rem 0}
.act{display:inline-block;min-inline-size:6.5rem;font-size:.8125rem;font-weight:600;color:var(--quiet);padding-inline-end:.5rem}
.act.refusal,.act.policy{color:var(--good)}.act.pivot,.act.affirmation,.act.obedience{color:var(--look)}.act.substance{color:var(--stop)}
.three{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:.5rem 1.5rem}
.three h3{margin-block-start:.5rem}
.fill-in{display:inline-block;min-inline-size:9rem;border-block-end:1px solid var(--ink);block-size:1.1em}
.state-confirmed{color:var(--good);font-weight:600}.state-lacking{color:var(--stop);font-weight:600}.state-open{color:var(--look);font-weight:600}.state-not-applicable{color:var(--quiet)}
footer{margin-block:2.5rem 1.5rem;border-block-start:1px solid var(--line);padding-block-start:.5rem}
@media (max-width:48rem){.checklist thead,.cost-table thead{display:none}.checklist tr,.cost-table tr{display:block;padding-block:.5rem;border-block-end:1px solid var(--line)}.checklist td,.checklist th,.cost-table td,.cost-table th{display:block;border:0;padding:.1rem 0;text-align:start;white-space:normal}}
@media (max-width:40rem){body{font-size:15px}.stack thead{display:none}.stack tr{display:block;padding-block:.4rem;border-block-end:1px solid var(--line)}.stack td,.gates td.name,.beside td.name{display:block;inline-size:auto;border:0;padding:.1rem 0}td.name{white-space:normal}}
@page{size:A4;margin:14mm 15mm}
@media print{
:root{--paper:#fff;--ink:#000;--quiet:#444;--line:#bbb;--soft:#fff;--accent:#000;--stop:#9b1c14;--stop-soft:#fff;--look:#6b4000;--look-soft:#fff;--good:#0f5323;--good-soft:#fff;--none:#444;--none-soft:#fff}
body{font-size:9.5pt;line-height:1.38}main{max-width:none;padding:0}main[lang=ja]{line-height:1.45}
.bar{display:none}
h1{font-size:15pt}h2{font-size:12.5pt;break-after:avoid}h3{font-size:11pt;break-after:avoid}
.gates td.name{inline-size:7rem}.gates td+td{inline-size:6.4rem}.gates td+td+td{inline-size:auto}.first ul,.first>p{font-size:9pt}.first table{font-size:8.7pt}
.first{break-after:page}small,.badge{font-size:8.5pt}.first h2{font-size:10.5pt;margin:.4rem 0 .15rem}.first table,.first ul{margin-block:.2rem}.first li{margin:0}.warn{padding:.15rem .5rem;margin-block:.2rem}.first h1{margin:0}.first .verdict{padding:.3rem .8rem;margin-block:.35rem}
.verdict strong{font-size:13pt}
table{font-size:9pt}th,td{padding:.16rem .45rem}tr,.verdict{break-inside:avoid}thead{display:table-header-group}
.scroll{overflow:visible}a{text-decoration:none}
details>summary{list-style:none;color:inherit;font-weight:600}
details::details-content{content-visibility:visible;block-size:auto}
.as-table{display:none}
.figures{grid-template-columns:1fr 1fr}.beside{grid-template-columns:5fr 4fr}
.act{color:#000}
}
`;
