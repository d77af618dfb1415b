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
atlas.quick();
let fitted = false;
let latest = 0;

/** Resolves once what was painted before has been put on the screen, if there is a screen. */
function shown() {
  return new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve);
    else requestAnimationFrame(() => setTimeout(resolve));
  });
}

/**
 * Draws a scene, or one that is fetched from a path. `view` is where to stand, {lat, lon, zoom}
 * or "fit", or "follow" to do so if all was shown until now and no one has moved the map; null
 * keeps the view, but the first places that there are to see are always fitted.
 */
async function load(source, revision, selected, view, chosen = null) {
  latest = revision;
  atlas.overlay.state.selected = selected;
  try {
    const scene = typeof source === "string" ? await (await fetch(source)).json() : source;
    if (revision !== latest) return;
    const first = !fitted && (scene.count ?? scene.places.length) > 0;
    fitted = fitted || first;
    const fit = first || (view === "follow" && atlas.showsAll);
    const target = view === "follow" ? null : view;
    await atlas.show(scene, target ?? (fit ? "fit" : null), chosen);
    await shown();
    if (revision !== latest) return;
    post({ type: "drawn", revision, count: scene.count ?? scene.places.length });
    await atlas.refine();
  } catch (error) {
    // What another scene has taken the place of may be gone by the time it is asked for.
    if (revision !== latest) return;
    post({ type: "failed", message: `The map could not be drawn: ${error.message}` });
  }
}

/** The base map alone, while there is no scene yet. */
async function begin() {
  await base.load(0);
  if (latest > 0) return;
  atlas.start();
  await atlas.refine();
}

/** Resolves once all that the map wants for where it stands is here, and on the screen. */
async function settled() {
  await Promise.all([base.load(map.getZoom()), base.loadLabels()]);
  await atlas.overlay.settled();
  await atlas.ground.painted();
  await shown();
}

window.dateline = {
  load,
  begin,
  settled,
  select: (id, reveal, entry) => atlas.select(id, Boolean(reveal), entry),
  hover: (id, entry) => atlas.hover(id, entry),
  ghost: (place) => atlas.ghost(place),
  fitAll: () => atlas.fitAll(),
  fitPlace: (id, entry) => atlas.fitPlace(id, entry),
  setView: (lat, lon, zoom) => atlas.setView(lat, lon, zoom),
  setTheme: (name) => atlas.setTheme(name),
  setLayer: (name) => atlas.setLayer(name),
  setTiles: (tiles) => atlas.setTiles(tiles),
  atlas,
};

base.load(0);
