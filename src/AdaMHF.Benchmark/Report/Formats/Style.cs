namespace AdaMHF.Benchmark;

/// <summary>Looks of the page, for a desk, a phone, paper, and a dark room.</summary>
internal static class Style
{
    public const string Sheet = """
        :root {
          --ink: #1d2127; --soft: #5b626d; --rule: #d9dde3; --paper: #fff; --band: #f5f6f8; --best: #e7f3ec; color-scheme: light dark;
        }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6e8eb; --soft: #a2a9b4; --rule: #3a4048; --paper: #16191d; --band: #1e2227; --best: #1d3a2a; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--ink); background: var(--paper); }
        header, main { max-width: 1240px; margin: 0 auto; padding: 0 20px; }
        h1 { font-size: 1.7rem; line-height: 1.2; margin: 28px 0 8px; }
        h2 { font-size: 1.25rem; margin: 40px 0 6px; }
        h3 { font-size: .95rem; margin: 0 0 6px; }
        nav { display: flex; flex-wrap: wrap; gap: 6px 14px; font-size: .9rem; }
        a { color: #1a5fb4; text-decoration: none; }
        @media (prefers-color-scheme: dark) { a { color: #8ab4f8; } }
        .note { color: var(--soft); font-size: .88rem; margin: 0 0 12px; max-width: 78ch; }
        .scroll { overflow-x: auto; border: 1px solid var(--rule); border-radius: 6px; }
        table { border-collapse: collapse; width: 100%; font-size: .88rem; font-variant-numeric: tabular-nums; }
        th, td { padding: 7px 10px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); white-space: nowrap; }
        td small, th small { display: block; color: var(--soft); font-size: .74rem; font-weight: 400; white-space: normal; }
        td small, th small { min-width: 128px; }
        thead th { background: var(--band); font-weight: 600; white-space: normal; min-width: 74px; }
        tbody th { font-weight: 600; white-space: normal; min-width: 130px; max-width: 260px; background: var(--paper); }
        tbody tr:last-child th, tbody tr:last-child td { border-bottom: 0; }
        .best { background: var(--best); font-weight: 700; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 360px), 1fr)); gap: 18px; }
        figure { margin: 0; padding: 12px; border: 1px solid var(--rule); border-radius: 6px; break-inside: avoid; }
        figcaption { color: var(--soft); font-size: .8rem; margin-top: 6px; }
        svg { width: 100%; height: auto; display: block; }
        svg text { font: 11.5px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: var(--ink); }
        svg text { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
        svg .name { fill: var(--soft); }
        svg .grid { stroke: var(--rule); stroke-width: 1; }
        svg .axis { stroke: var(--soft); stroke-width: 1; }
        svg .curve { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
        svg .dashed { stroke-dasharray: 4 3; }
        main { padding-bottom: 60px; }
        @media (min-width: 700px) { tbody th:first-child { position: sticky; left: 0; } }
        @media (max-width: 600px) {
          header, main { padding: 0 12px; }
          h1 { font-size: 1.35rem; }
          h2 { font-size: 1.1rem; margin-top: 30px; }
          table { font-size: .8rem; }
          th, td { padding: 6px 7px; }
        }

        """;
}
