/** The style of the HTML report, for light and dark screens and for paper. */
export const style = `
:root{color-scheme:light dark;--ink:#1f2328;--dim:#59636e;--paper:#fff;--line:#d1d9e0;--bar:#2f6fb3;--good:#2da44e;--bad:#cf222e}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9198a1;--paper:#0d1117;--line:#3d444d;--bar:#5b9bdc;--good:#3fb950;--bad:#f85149}}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:70rem;margin:0 auto;padding:1.5rem}
h1,h2,h3{line-height:1.25}
h2{margin-top:2.5rem;border-bottom:1px solid var(--line);padding-bottom:.3rem}
.scroll{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{border:1px solid var(--line);padding:.25rem .6rem;text-align:left;vertical-align:top}
caption{caption-side:bottom;color:var(--dim);text-align:left;padding-top:.3rem}
td.figure{text-align:right}
.confusion .right{background:color-mix(in srgb,var(--good) calc(var(--share)*.6),transparent)}
.confusion .wrong{background:color-mix(in srgb,var(--bad) calc(var(--share)*.6),transparent)}
figure{margin:1rem 0}
figcaption,.id,.side{color:var(--dim)}
.side{display:inline-block;min-width:3.5rem;font-size:.85em}
svg{max-width:100%;height:auto;font:12px system-ui,sans-serif;fill:var(--ink)}
svg .tick{fill:var(--dim)}
svg .grid{stroke:var(--line);stroke-dasharray:3 3}
svg .frame{fill:none;stroke:var(--line)}
svg .bar,svg .point{fill:var(--bar)}
svg .interval{stroke:var(--ink);stroke-width:2}
svg .line{fill:none;stroke:var(--bar);stroke-width:1.5}
.errors p{margin:.1rem 0}
.errors li{margin:.6rem 0;overflow-wrap:anywhere}
.id{font-size:.8em}
mark{color:inherit;border-radius:3px;padding:0 .15em}
mark.gold{background:color-mix(in srgb,var(--good) 25%,transparent)}
mark.found{background:color-mix(in srgb,var(--bar) 25%,transparent)}
mark small{margin-left:.3em;color:var(--dim)}
`;
