// Charts are pictures without this script. It adds: values by pointing, by touch and by arrow
// keys, read out politely. The library is loaded only when a chart comes near, and evaluates
// nothing: expressions are interpreted. Whatever fails, the picture stays.
//
//   <figure data-chart="….json" data-chart-phone="….json" data-chart-help="Use the arrow keys">
//     <picture> <source media="(max-width: 40em)" …> <img alt="…" …> </picture>
//   </figure>

const NARROW = matchMedia("(max-width: 40em)");
const SVG = "http://www.w3.org/2000/svg";
const REACH = 48; // pixels between the pointer and a point that still answers
const LOOK = `
  :host { display: block; position: relative; max-width: 100%; touch-action: pan-y pinch-zoom; }
  :host(:focus-visible) { outline: 3px solid var(--focus, currentColor); outline-offset: 2px; }
  svg { display: block; width: 100%; height: auto; }
  text { pointer-events: none; font-family: inherit; font-variant-numeric: tabular-nums; }
  .tip, .ring { position: absolute; pointer-events: none; left: 0; top: 0; }
  .tip { background: var(--ink, #1c1b19); color: var(--paper, #fff); padding: 0.3em 0.6em;
    border-radius: 3px; font-size: 15px; line-height: 1.35; max-width: 17em; width: max-content;
    font-variant-numeric: tabular-nums; border: 1px solid transparent; }
  .ring { border: 2px solid var(--ink, #1c1b19); box-sizing: border-box; }
  .said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  [hidden] { display: none; }
`;

let library;
const vega = () => (library ??= import(new URL("vega.js", import.meta.url)).then(() => window.vegaEmbed));

function element(tag, attributes = {}) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// ---- drawing ------------------------------------------------------------------------------
async function show(figure) {
  const shown = NARROW.matches;
  const address = (shown && figure.dataset.chartPhone) || figure.dataset.chart;
  const [answer, embed] = await Promise.all([fetch(address), vega()]);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const { spec, css, withheld } = await answer.json();
  const host = element("div", {
    tabindex: "0", role: "application", "aria-label": figure.querySelector("img")?.alt ?? "",
  });
  if (figure.dataset.chartHelp) host.setAttribute("aria-description", figure.dataset.chartHelp);
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOOK + css);
  root.adoptedStyleSheets = [sheet];
  const drawing = element("div", { "aria-hidden": "true" });
  root.append(drawing);
  const { view } = await embed(drawing, spec, {
    ast: true, actions: false, defaultStyle: false, renderer: "svg", hover: false, tooltip: () => {},
  });
  const svg = drawing.querySelector("svg");
  if (!svg || shown !== NARROW.matches) { view.finalize(); return; }
  hatch(svg, withheld);
  const points = pointsOf(view);
  host.style.width = `${spec.usermeta.width}px`;
  listen(host, root, svg, points, spec.usermeta.width);
  const picture = figure.querySelector("picture") ?? figure.querySelector("img");
  picture.before(host);
  picture.hidden = true;
  figure.chart_ = { host, picture, view };
}

// The same hatching that the picture has where a value is withheld.
function hatch(svg, colour) {
  const areas = [...svg.querySelectorAll(`[fill="${colour}"]`)];
  if (!areas.length) return;
  const make = (tag, attributes) => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const pattern = make("pattern", {
    id: "withheld", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
  });
  pattern.append(
    make("rect", { width: 6, height: 6, fill: colour }),
    make("line", { y2: 6, stroke: "#cbc4b8", "stroke-width": 2 }),
  );
  const defs = make("defs", {});
  defs.append(pattern);
  svg.prepend(defs);
  for (const area of areas) area.setAttribute("fill", "url(#withheld)");
}

// Every mark that has words: where it stands in the drawing, in the order of the specification.
function pointsOf(view) {
  const found = [];
  const { left, top } = view.padding();
  const walk = (mark, x, y) => {
    for (const item of mark.items ?? []) {
      if (mark.marktype === "group") {
        for (const inner of item.items ?? []) walk(inner, x + (item.x ?? 0), y + (item.y ?? 0));
      } else if (item.datum?.tip && item.bounds) {
        const { x1, y1, x2, y2 } = item.bounds;
        const round = mark.marktype === "symbol";
        found.push({
          round, tip: item.datum.tip, x: x + (x1 + x2) / 2, y: y + (y1 + y2) / 2,
          wide: round ? 18 : x2 - x1, tall: round ? 18 : y2 - y1,
        });
      }
    }
  };
  walk(view.scenegraph().root, left, top);
  return found.filter((point, n) => n === found.findIndex((other) =>
    other.tip === point.tip && other.x === point.x && other.y === point.y));
}

// ---- answering ----------------------------------------------------------------------------
function listen(host, root, svg, points, width) {
  const tip = element("div", { class: "tip", "aria-hidden": "true", hidden: "" });
  const ring = element("div", { class: "ring", hidden: "" });
  const said = element("p", { class: "said", role: "status" });
  root.append(ring, tip, said);
  let current = -1;

  const hide = () => { tip.hidden = ring.hidden = true; };
  const choose = (index, aloud) => {
    const point = points[index];
    if (!point) return;
    current = index;
    const scale = svg.getBoundingClientRect().width / width || 1;
    tip.textContent = point.tip;
    tip.hidden = ring.hidden = false;
    const [wide, tall] = [point.wide * scale, point.tall * scale];
    const [x, y] = [point.x * scale, point.y * scale];
    Object.assign(ring.style, {
      width: `${wide}px`, height: `${tall}px`, borderRadius: point.round ? "50%" : "2px",
      transform: `translate(${x - wide / 2}px, ${y - tall / 2}px)`,
    });
    const room = host.clientWidth - tip.offsetWidth;
    const away = (point.round ? tall / 2 : Math.min(tall / 2, 24)) + 8;
    const above = y - away - tip.offsetHeight;
    const at = Math.max(0, Math.min(room, x - tip.offsetWidth / 2));
    tip.style.transform = `translate(${at}px, ${above >= 0 ? above : y + away}px)`;
    if (aloud) said.textContent = point.tip;
  };

  const point = (event) => {
    const box = svg.getBoundingClientRect();
    const scale = box.width / width || 1;
    const [x, y] = [(event.clientX - box.left) / scale, (event.clientY - box.top) / scale];
    const words = event.composedPath()[0]?.__data__?.datum?.tip;
    let best = words ? points.findIndex((each) => !each.round && each.tip === words) : -1;
    if (best < 0) {
      let nearest = REACH;
      points.forEach((each, index) => {
        const away = Math.hypot(each.x - x, each.y - y);
        if (each.round && away < nearest) [nearest, best] = [away, index];
      });
    }
    if (best >= 0) choose(best, false); else hide();
  };
  host.addEventListener("pointermove", point);
  host.addEventListener("pointerdown", point);
  host.addEventListener("pointerleave", hide);
  host.addEventListener("blur", hide);
  host.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { hide(); return; }
    const next = stepped(points, current, event.key);
    if (next === undefined) return;
    event.preventDefault();
    choose(next, true);
  });
}

// Left and right follow the line; up and down go to what stands above or below, if anything does.
function stepped(points, current, key) {
  const last = points.length - 1;
  if (key === "Home") return 0;
  if (key === "End") return last;
  const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  if (!way || last < 0) return undefined;
  if (current < 0) return way > 0 ? 0 : last;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const here = points[current];
    const column = points
      .map((point, index) => ({ index, away: (point.y - here.y) * way, same: Math.abs(point.x - here.x) < 1 }))
      .filter((each) => each.same && each.away > 0)
      .sort((a, b) => a.away - b.away);
    if (column.length) return column[0].index;
    if (points.some((point, index) => index !== current && Math.abs(point.x - here.x) < 1)) return current;
  }
  return Math.max(0, Math.min(last, current + way));
}

// ---- when ---------------------------------------------------------------------------------
function putBack(figure) {
  const { host, picture, view } = figure.chart_ ?? {};
  if (!host) return;
  picture.hidden = false;
  host.remove();
  view.finalize();
  delete figure.chart_;
}

const start = (figure) => show(figure).catch(() => putBack(figure));
const figures = [...document.querySelectorAll("figure[data-chart]")];
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    start(target);
  }
}, { rootMargin: "200px" });

for (const figure of figures) {
  // Whoever saves data gets the library only when pointing at a chart.
  if (navigator.connection?.saveData) {
    figure.addEventListener("pointerdown", () => start(figure), { once: true });
  } else near.observe(figure);
}
NARROW.addEventListener("change", () => {
  for (const figure of figures.filter((each) => each.chart_)) { putBack(figure); start(figure); }
});
