/**
 * Colours of the figures, light and dark. They can be distinguished with any kind of colour vision, and colour is never
 * the only difference.
 */
export const CHART_COLOURS = {
  paper: ['#ffffff', '#17181c'],
  ink: ['#1d1d22', '#ececf1'],
  quiet: ['#575762', '#b0b0bc'],
  rule: ['#3a3a42', '#d0d0d8'],
  axis: ['#c9c9d1', '#4a4b55'],
  grid: ['#e6e6eb', '#2d2e36'],
  before: ['#0b5cad', '#7db8ff'],
  after: ['#b3261e', '#ff8a7a'],
  amber: ['#a86a00', '#e3b341'],
  grey: ['#777783', '#8d8d9a'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

type ColourName = keyof typeof CHART_COLOURS;

const NAMES = Object.keys(CHART_COLOURS) as ColourName[];

const colours = (of: (light: string, dark: string) => string): string =>
  NAMES.map((name) => `--zc-${name}:var(--chart-${name},${of(CHART_COLOURS[name][0], CHART_COLOURS[name][1])})`).join(
    ';',
  );

const is = (name: ColourName): string => `var(--zc-${name})`;

/**
 * The one style sheet of all figures. A page includes it once, and chooses light or dark by the CSS property
 * `color-scheme`; print is light. The page can replace any colour by a custom property (`--chart-paper`,
 * `--chart-after`, …).
 */
export const CHART_CSS = `
.zc{${colours((light) => light)};display:block;max-width:100%;height:auto;background:${is('paper')};font-family:var(--chart-font,system-ui,"Hiragino Sans","Yu Gothic UI","Noto Sans CJK JP","Noto Sans JP",sans-serif)}
@supports (color:light-dark(#000,#fff)){.zc{${colours((light, dark) => `light-dark(${light},${dark})`)}}}
@media print{.zc{color-scheme:light;break-inside:avoid}}
.zc text{font-size:13px;fill:${is('ink')};paint-order:stroke;stroke:${is('paper')};stroke-width:3px;stroke-linejoin:round;font-variant-numeric:tabular-nums}
.zc .zc-s{font-size:11.5px}
.zc .zc-q{fill:${is('quiet')}}
.zc .zc-b{font-weight:600}
.zc path{fill:none;stroke-width:1;stroke-linecap:round;stroke-linejoin:round}
.zc .zc-grid{stroke:${is('grid')}}
.zc .zc-track{stroke:${is('axis')}}
.zc .zc-rule{stroke:${is('rule')};stroke-width:1.5;stroke-dasharray:4 3}
.zc .zc-way{stroke:${is('quiet')};stroke-width:1.5}
.zc .zc-before,.zc .zc-info{fill:${is('before')}}
.zc .zc-after,.zc .zc-block{fill:${is('after')}}
.zc .zc-review{fill:${is('amber')}}
.zc .zc-alone{fill:${is('ink')}}
.zc .zc-grey{fill:${is('grey')}}
.zc .zc-paper{fill:${is('paper')}}
.zc .zc-open{fill:${is('paper')};stroke:${is('before')};stroke-width:2.5}
.zc .zc-edge{fill:none;stroke:${is('grey')};stroke-width:1.5}
.zc .zc-hatch{stroke:${is('after')};stroke-width:1.5;stroke-opacity:.6}
.zc .zc-cell{fill:none;stroke:${is('axis')}}
.zc .zc-ring{fill:none;stroke:${is('after')};stroke-width:1.5}
.zc .zc-empty{fill:none;stroke:${is('axis')};stroke-dasharray:5 4}
.zc .zc-l-before,.zc .zc-l-info{stroke:${is('before')};stroke-width:2}
.zc .zc-l-after,.zc .zc-l-block{stroke:${is('after')};stroke-width:2}
.zc .zc-l-review{stroke:${is('amber')};stroke-width:2}
.zc .zc-l-alone{stroke:${is('ink')};stroke-width:2}
.zc .zc-l-grey{stroke:${is('grey')};stroke-width:2}
.zc .zc-l-paper{stroke:${is('paper')};stroke-width:2}
.zc .zc-w-1{fill-opacity:.14}.zc .zc-w-2{fill-opacity:.22}.zc .zc-w-3{fill-opacity:.3}.zc .zc-w-4{fill-opacity:.38}
`.trim();
