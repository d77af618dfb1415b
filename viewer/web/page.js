// Entry of the page in Dateline's window: `window.dateline` for Python's calls, and events back.

import { Atlas } from "./atlas.js";
import { Base } from "./base.js";

const map = window.map_dateline;

const waiting = [];

/** Tells Python of an event; until the bridge stands, events wait. */
function post(event) {
  waiting.push(event);
  if (document.documentElement.dataset.bridge) flush();
}

function flush() {
  for (const event of waiting.splice(0)) {
    document.dispatchEvent(new CustomEvent("dateline", { detail: JSON.stringify(event) }));
  }
}

document.addEventListener("dateline-bridge", flush);

async function fetchJson(name) {
  const answer = await fetch(`/base/${name}`);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

const base = new Base(fetchJson);
const atlas = new Atlas(map, base, {
  selected: (id) => post({ type: "selected", id }),
  hovered: (id) => post({ type: "hovered", id }),
  moved: (view) => post({ type: "moved", ...view }),
  failed: (message) => post({ type: "failed", message }),
});
let fitted = false;

/** Resolves once what was painted before has been put on the screen. */
function shown() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** Fetches a scene and draws it; `view` ({lat, lon, zoom}) is where to stand, null to fit it. */
async function load(url, revision, view, selected) {
  try {
    const answer = await fetch(url);
    const scene = await answer.json();
    await started;
    if (view) atlas.setView(view.lat, view.lon, view.zoom);
    atlas.show(scene);
    if (selected !== undefined) atlas.select(selected, false);
    if (!view && !fitted) atlas.fitAll(true);
    fitted = fitted || scene.places.length > 0;
    await base.load(map.getZoom());
    atlas.ground.repaint();
    atlas.overlay.redraw();
    await shown();
    post({ type: "drawn", revision, count: scene.places.length });
    loadNames();
  } catch (error) {
    post({ type: "failed", message: String(error) });
  }
}

let names = null;

/** The base map's names come after the first drawing: they are many. */
function loadNames() {
  names ??= base.loadLabels().then(() => atlas.overlay.redraw());
  names.catch((error) => console.warn(`labels cannot be had: ${error.message}`));
}

const started = base.load(map.getZoom()).then(() => atlas.start());

window.dateline = {
  load,
  select: (id, reveal) => atlas.select(id, Boolean(reveal)),
  hover: (id) => atlas.hover(id),
  fitAll: () => atlas.fitAll(),
  fitPlace: (id) => atlas.fitPlace(id),
  setView: (lat, lon, zoom) => atlas.setView(lat, lon, zoom),
  setTheme: (name) => atlas.setTheme(name),
  setTiles: (tiles) => atlas.setTiles(tiles),
  atlas,
};

started.then(() => post({ type: "ready" }));
