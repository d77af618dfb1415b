// Entry of an exported page: the map and what the articles say, from data in the page itself.
// Whatever comes from an article is set as text, never as HTML.

import { Atlas } from "./atlas.js";
import { Base } from "./base.js";
import { Side } from "./standaloneside.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);

/** A file of the base map, unpacked when it is first needed. */
async function unpack(name) {
  const packed = atob(document.getElementById(name).textContent);
  const bytes = Uint8Array.from(packed, (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

async function start() {
  const [settings, scene, readings] = ["settings", "scene", "readings"].map(read);
  const map = L.map("map", {
    center: [30, 15],
    zoom: 2,
    minZoom: 1,
    maxZoom: 18,
    zoomSnap: 0,
    worldCopyJump: true,
    fadeAnimation: false,
  });
  map.zoomControl.setPosition("topright");
  L.control.scale().addTo(map);
  const base = new Base(unpack);
  const side = new Side(document.getElementById("side"), settings, scene, readings, {
    select: (id) => choose(id, true),
    hover: (id) => atlas.hover(id),
    theme: (name) => atlas.setTheme(name),
  });
  const atlas = new Atlas(map, base, {
    selected: (id) => choose(id || null, false),
    hovered: () => {},
    moved: () => {},
    failed: (message) => console.warn(message),
  });
  function choose(id, reveal) {
    atlas.select(id, reveal);
    side.show(id);
  }
  await base.load(map.getZoom());
  atlas.start();
  atlas.setTheme(settings.theme);
  if (settings.layer) atlas.setLayer(settings.layer);
  const { view } = settings;
  if (view) atlas.setView(view.lat, view.lon, view.zoom);
  atlas.show(scene);
  if (!view) atlas.fitAll(true);
  if (settings.selected) choose(settings.selected, false);
  await Promise.all([base.load(map.getZoom()), base.loadLabels()]);
  atlas.ground.repaint();
  atlas.overlay.redraw();
  document.documentElement.dataset.ready = String(scene.places.length);
}

start();
