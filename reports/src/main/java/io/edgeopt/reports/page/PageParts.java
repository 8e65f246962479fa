package io.edgeopt.reports.page;

/** The style and the script that stand inside every page. */
final class PageParts {
    static final String STYLE = """
            * { box-sizing: border-box; }
            html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
            body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 80rem; background: var(--paper); color: var(--ink);
              font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: break-word; }
            p, main > ul, section > ul { max-width: 46rem; }
            a { color: var(--line-1); }
            a:focus-visible, button:focus-visible, summary:focus-visible, .wide:focus-visible {
              outline: 2px solid var(--line-1); outline-offset: 2px; }
            .skip { position: absolute; left: -99rem; }
            .skip:focus { position: static; }
            h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 1rem; }
            h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--grid); }
            h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
            nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0 0 1rem; padding: 0; list-style: none; }
            dl { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; }
            dl div { background: var(--panel); border-radius: 6px; padding: .5rem .75rem; min-width: 0; }
            dt, .caption, caption, small { color: var(--faint); font-size: 12.5px; }
            dd { margin: 0; font-variant-numeric: tabular-nums; }
            .notice { max-width: 46rem; margin: 1rem 0; padding: .25rem 1rem; border-left: 4px solid var(--line-2); background: var(--panel); }
            .notice p { margin: .5rem 0; }
            .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 0 2rem; }
            figure { margin: 1rem 0; min-width: 0; break-inside: avoid; }
            figcaption { font-size: 13px; margin-bottom: .5rem; }
            .chart { display: block; width: 100%; max-width: 36rem; height: auto; font: 13px system-ui, sans-serif; }
            .chart text { fill: var(--faint); }
            .chart text.name { fill: var(--ink); }
            .chart .grid { stroke: var(--grid); fill: none; }
            .gallery { display: flex; flex-wrap: wrap; gap: .75rem; }
            .gallery figure { width: 9.5rem; margin: .25rem 0 .75rem; }
            .gallery img { display: block; width: 100%; height: auto; border-radius: 4px; margin-bottom: .25rem; }
            summary { cursor: pointer; margin: .75rem 0; }
            .wide { overflow-x: auto; margin: 1rem 0; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            caption { text-align: left; padding-bottom: .25rem; }
            caption span { display: inline-block; position: sticky; left: 0; max-width: min(46rem, 92vw); }
            th, td { padding: .3rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--grid); }
            th:first-child, td:first-child { padding-left: 0; }
            thead th { color: var(--faint); font-weight: normal; vertical-align: bottom; min-width: 4.2rem; }
            tbody th { font-weight: 600; position: sticky; left: 0; background: var(--paper); }
            .number { text-align: right; }
            td[style] { background: color-mix(in srgb, var(--line-1) calc(var(--share) * 30%), transparent); }
            small { display: block; }
            .number small { white-space: nowrap; }
            .better small { color: var(--better); }
            .worse small { color: var(--worse); }
            .reason { color: var(--faint); min-width: 16rem; }
            th button { all: unset; cursor: pointer; }
            th button:focus-visible { outline: 2px solid var(--line-1); }
            th[aria-sort] button::after { content: " \\2193"; }
            th[aria-sort=ascending] button::after { content: " \\2191"; }
            .tip { position: fixed; z-index: 1; pointer-events: none; padding: .15rem .5rem; border-radius: 4px; font-size: 13px;
              background: var(--ink); color: var(--paper); }
            @media print {
              @page { size: A4 landscape; margin: 12mm; }
              body { max-width: none; padding: 0; font-size: 10.5px; }
              nav, .skip, summary { display: none; }
              .wide { overflow: visible; }
              .charts { grid-template-columns: repeat(3, 1fr); gap: 0 1rem; }
              table, thead, tr, figure, .notice, dl { break-inside: avoid; }
              h2, h3, caption { break-after: avoid; }
              th, td { padding: .15rem .4rem; }
              tbody th { position: static; }
              dt, .caption, caption, small, figcaption { font-size: 9px; }
            }
            """;

    /** Sorts tables by the column whose head is clicked, and shows a drawing's values at once. */
    static final String SCRIPT = """
            for (const table of document.querySelectorAll("table.sorts")) {
              const body = table.tBodies[0];
              table.querySelectorAll("thead th").forEach((head, column) => {
                const button = document.createElement("button");
                button.textContent = head.textContent;
                button.title = sortBy + " " + head.textContent;
                head.replaceChildren(button);
                button.addEventListener("click", () => {
                  const up = head.getAttribute("aria-sort") !== "ascending";
                  table.querySelectorAll("[aria-sort]").forEach(other => other.removeAttribute("aria-sort"));
                  head.setAttribute("aria-sort", up ? "ascending" : "descending");
                  const key = row => {
                    const cell = row.cells[column];
                    return cell === undefined ? null : cell.dataset.order !== undefined ? Number(cell.dataset.order) : cell.textContent;
                  };
                  const order = (a, b) => {
                    const number = typeof a === "number", other = typeof b === "number";
                    if (number !== other) return number ? -1 : 1;
                    const result = number ? a - b : String(a).localeCompare(String(b));
                    return up ? result : -result;
                  };
                  [...body.rows].sort((a, b) => order(key(a), key(b))).forEach(row => body.append(row));
                });
              });
            }
            const tip = document.createElement("div");
            tip.className = "tip";
            tip.setAttribute("aria-hidden", "true");
            tip.hidden = true;
            document.body.append(tip);
            for (const drawing of document.querySelectorAll("svg.chart")) {
              drawing.addEventListener("pointermove", event => {
                const title = event.target.querySelector(":scope > title");
                tip.hidden = !title;
                if (title) {
                  tip.textContent = title.textContent;
                  tip.style.left = Math.max(4, Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 4)) + "px";
                  tip.style.top = event.clientY + 16 + "px";
                }
              });
              drawing.addEventListener("pointerleave", () => { tip.hidden = true; });
            }
            addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(one => { one.open = true; }));
            """;

    private PageParts() {}
}
