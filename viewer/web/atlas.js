// The map: base, places, labels, and how they answer to the pointer. It knows nothing of Qt, so
// the window and an exported page both use it.

import { Overlay, PADDING } from "./overlay.js";
import { GroundLayer } from "./tiles.js";
import { Crowd } from "./crowd.js";
import { Places, boundsOf, prepare } from "./scene.js";
import { Glide } from "./glide.js";
import { Key } from "./key.js";
import { Tooltip, describe } from "./tooltip.js";
import { apartAt, around, splitZoom } from "./opening.js";
import { hitTest } from "./hit.js";
import { themeOf } from "./theme.js";
import { frameOf, viewOf } from "./mercator.js";

const NEAR = 8.5;
const POLE = 85.05;
const ABOUT = "Map of the places. Arrow keys move it, plus and minus zoom. The list has them all.";
const CREDIT = "Made with Natural Earth \u00b7 Names: GeoNames, CC BY 4.0";
// On tiles of others our names are not drawn, but pins may stand where GeoNames says.
const PLACES_CREDIT = "Places: GeoNames, CC BY 4.0";

/**
 * A map on a Leaflet map. `report` has functions that are called when something happens:
 * selected(id), hovered(id), moved(view), failed(message).
 */
export class Atlas {
  constructor(map, base, report) {
    this.map = map;
    this.base = base;
    this.report = report;
    this.theme = themeOf("light");
    this.ground = new GroundLayer(base, this.theme);
    this.overlay = new Overlay(base, this.theme);
    this.online = null;
    this.fitted = null;
    this.tooltip = new Tooltip(map.getContainer());
    this.key = new Key(map);
    this.glide = new Glide(map, (centre, zoom) => this.ground.prepare(centre, zoom));
    map.getContainer().setAttribute("role", "application");
    map.getContainer().setAttribute("aria-label", ABOUT);
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(CREDIT);
    map.setMaxBounds(L.latLngBounds([-POLE, -Infinity], [POLE, Infinity]));
    map.on("resize", () => this.#resized());
    this.#limitZoom();
  }

  /** What was fitted into the map fits it still after its size has changed, if no one moved it. */
  #resized() {
    this.#limitZoom();
    if (this.#standsAsFitted()) this.#fit(this.fitted.wanted, this.fitted.all);
    else this.fitted = null;
  }

  #standsAsFitted() {
    const { fitted, map } = this;
    if (!fitted) return false;
    const moved = map.project(map.getCenter()).distanceTo(map.project(fitted.centre));
    return moved < 3 && Math.abs(map.getZoom() - fitted.zoom) < 0.01;
  }

  /** Whether the map shows all places that there are, and no one has moved it since. */
  get showsAll() {
    return this.#standsAsFitted() && this.fitted.all;
  }

  /** From the farthest, the world fills the map's shorter side. */
  #limitZoom() {
    const size = this.map.getSize();
    const least = Math.max(0, Math.log2(Math.min(size.x, size.y) / 256));
    if (Number.isFinite(least)) this.map.setMinZoom(least);
  }

  /** Makes the first drawing quick: of what is seen alone, on one canvas. Until refine(). */
  quick() {
    this.overlay.padding = 0;
    this.overlay.whole = true;
  }

  /** Puts the layers on the map, where it stands now. */
  start() {
    if (this.started) return;
    this.started = true;
    if (!this.overlay.whole && !this.online) this.ground.addTo(this.map);
    this.overlay.addTo(this.map);
    this.map.on("moveend", () => this.#moved());
    this.map.on("click", (event) => this.#click(event));
    this.map.on("mousemove", (event) => this.#point(event));
    this.map.on("mouseout", () => this.#leave());
    this.map.on("movestart", () => this.tooltip.hide());
    this.report.moved(this.view());
  }

  get places() {
    return this.overlay.places;
  }

  /**
   * Shows a scene at a view {lat, lon, zoom}: at the one that shows its pins and lines if
   * `view` is "fit", and where the map stands if it is null. The selection stays if it can:
   * `chosen` is that place, if the scene is a crowd of which few are here.
   */
  async show(scene, view, chosen = null) {
    const places = this.#placesOf(scene, chosen);
    this.showing = places;
    const target = view === "fit" ? this.#viewOfAll(places, true) : view;
    const { overlay } = this;
    // The coarsest level is here at once; refine() brings the right one after the first drawing.
    const base = this.base.level(0) ? null : this.base.load(0);
    if (places.settle) await places.settle(this.#frameAt(target), overlay.state.selected);
    await base;
    if (this.showing !== places) return;
    overlay.places = places;
    this.geonames = Boolean(scene.geonames);
    this.#creditPlaces();
    this.#explain();
    if (!places.byId.has(overlay.state.selected)) overlay.state.selected = null;
    overlay.state.hovered = null;
    if (view === "fit" && target) this.#fit(() => this.#viewOfAll(places, true), true);
    else if (target) this.setView(target.lat, target.lon, target.zoom);
    if (!this.started) this.start();
    else if (!target) overlay.redraw();
  }

  #placesOf(scene, chosen) {
    if (!scene.crowd) return new Places(scene);
    const crowd = new Crowd({ ...scene, chosen }, () => {
      if (this.places === crowd) this.overlay.redrawSoon();
    });
    return crowd;
  }

  /** The frame of the canvas at a view, or where the map stands. */
  #frameAt(view) {
    const { x: width, y: height } = this.map.getSize().multiplyBy(1 + 2 * this.overlay.padding);
    const { lat, lng } = this.map.getCenter();
    return frameOf({ width, height, ...(view ?? { lat, lon: lng, zoom: this.map.getZoom() }) });
  }

  /**
   * Selects a place, or none; `reveal` brings it into view. Of a crowd, `entry` tells the place,
   * which may not be here.
   */
  select(id, reveal, entry = null) {
    if (entry && this.places?.learn) this.places.learn(entry);
    this.overlay.state.selected = id;
    this.overlay.redraw();
    const place = this.places?.byId.get(id);
    if (place && reveal) this.reveal(place);
  }

  /** Points at a place from outside the map, such as from a list. */
  hover(id, entry = null) {
    if (entry && this.places?.learn) this.places.learn(entry);
    const known = this.places?.byId.has(id) ? id : null;
    if (this.overlay.state.hovered === known) return;
    this.overlay.state.hovered = known;
    this.overlay.redraw(true);
  }

  /** Shows a place besides those of the scene, to compare; null shows none. It is not clicked. */
  ghost(place) {
    this.overlay.ghost = place && prepare(place);
    this.overlay.redraw(true);
  }

  /** Moves the map only if the place is not well in view. */
  reveal(place) {
    const size = this.map.getSize();
    const point = this.map.latLngToContainerPoint(this.#nearestCopy(place));
    const room = Math.min(60, size.x / 6, size.y / 6);
    const inside =
      point.x > room && point.x < size.x - room && point.y > room && point.y < size.y - room;
    if (!inside) this.map.panTo(this.#nearestCopy(place), { duration: 0.35 });
  }

  /** The copy of a place's point that is nearest to what the map shows. */
  #nearestCopy(place) {
    const lon = this.map.getCenter().lng;
    return L.latLng(place.lat, place.lon + 360 * Math.round((lon - place.lon) / 360));
  }

  /** Shows all places, areas and regions by the points of their labels; or the exact ones. */
  fitAll(exact = false) {
    const { places } = this;
    if (places && places.all.length > 0) this.#fit(() => this.#viewOfAll(places, exact), true);
  }

  /** Zooms to a place: a point as near as its surroundings help, a line or an area whole. */
  fitPlace(id, entry = null) {
    if (entry && this.places?.learn) this.places.learn(entry);
    const place = this.places?.byId.get(id);
    if (place) this.#fit(() => this.#viewOf(boundsOf(place), NEAR));
  }

  /** Goes to the view that a function wants for the map's size; `all` if it is of all places. */
  #fit(wanted, all = false) {
    const view = wanted();
    this.setView(view.lat, view.lon, view.zoom);
    this.fitted = { wanted, all, centre: this.map.getCenter(), zoom: this.map.getZoom() };
  }

  /** The view of all places, or of those alone that have an exact spot; null if there are none. */
  #viewOfAll(places, exact) {
    const boxes = (exact ? places.exact() : places.all).map((place) => {
      if (place.shape === "line" || place.shape === "circle") return boundsOf(place);
      return { south: place.lat, west: place.lon, north: place.lat, east: place.lon };
    });
    return boxes.length > 0 ? this.#viewOf(joined(boxes), exact ? 7 : NEAR) : null;
  }

  #viewOf(bounds, maxZoom) {
    const size = this.map.getSize();
    // A label stands beside its pin: it needs more room there than above and below.
    const room = { padding: Math.min(64, size.y / 8), paddingX: Math.min(110, size.x / 7) };
    const limits = { maxZoom, minZoom: this.map.getMinZoom() };
    return viewOf(bounds, { width: size.x, height: size.y, ...room, ...limits });
  }

  /** Goes to a view at once. */
  setView(lat, lon, zoom) {
    this.glide.stop();
    this.fitted = null;
    this.map.setView([lat, lon], zoom, { animate: false });
  }

  /** Light or dark. */
  setTheme(name) {
    if (this.theme === themeOf(name)) return;
    this.theme = themeOf(name);
    document.documentElement.dataset.theme = this.theme.name;
    this.ground.theme = this.theme;
    this.overlay.theme = this.theme;
    this.#explain();
    this.ground.repaint();
    this.overlay.redraw();
  }

  /** Shows places as "pins", as "heat", or by "shaded" countries. */
  setLayer(name) {
    this.overlay.state.layer = name;
    this.#explain();
    this.overlay.redraw();
  }

  #explain() {
    this.key.show(this.overlay.state.layer, this.places, this.theme);
  }

  /** Online tiles under the places, {url, attribution, minZoom, maxZoom}; null for our own. */
  setTiles(tiles) {
    const credit = this.map.attributionControl;
    if (this.online) {
      credit.removeAttribution(this.online.credit);
      this.online.layer.remove();
      this.online = null;
    }
    this.overlay.whole = false;
    if (tiles) {
      const layer = L.tileLayer(tiles.url, {
        minZoom: 0,
        maxNativeZoom: tiles.maxZoom,
        maxZoom: this.map.getMaxZoom(),
      });
      this.online = { layer: layer.addTo(this.map), credit: escapeHtml(tiles.attribution) };
      credit.addAttribution(this.online.credit);
      this.ground.remove();
    } else {
      this.ground.addTo(this.map);
    }
    credit.removeAttribution(CREDIT);
    if (!tiles) credit.addAttribution(CREDIT);
    this.#creditPlaces();
    this.overlay.state.names = !tiles;
    this.overlay.redraw();
  }

  #creditPlaces() {
    const credit = this.map.attributionControl;
    credit.removeAttribution(PLACES_CREDIT);
    if (this.online && this.geonames) credit.addAttribution(PLACES_CREDIT);
  }

  /** Where the map stands: {lat, lon, zoom, south, west, north, east}. */
  view() {
    const centre = this.map.getCenter().wrap();
    const bounds = this.map.getBounds();
    return {
      lat: centre.lat,
      lon: centre.lng,
      zoom: this.map.getZoom(),
      south: bounds.getSouth(),
      west: bounds.getWest(),
      north: bounds.getNorth(),
      east: bounds.getEast(),
    };
  }

  /** Draws again with the level of detail that the zoom wants, and the names, once they are here. */
  async refine() {
    const { base, ground, map, online, overlay } = this;
    const names = base.loadLabels();
    const came = await base.load(map.getZoom());
    const rough = overlay.whole || overlay.padding !== PADDING;
    overlay.padding = PADDING;
    if (overlay.whole && !online) ground.addTo(map);
    else if (came) ground.repaint();
    overlay.whole = false;
    if (rough || came) overlay.redraw();
    if (await names) overlay.redraw();
  }

  async #moved() {
    this.report.moved(this.view());
    if (await this.base.load(this.map.getZoom())) {
      this.ground.repaint();
      this.overlay.redraw();
    }
  }

  #hit(event) {
    if (!this.places || !this.overlay.frame) return null;
    const { frame, pins, labels } = this.overlay;
    const { x, y } = this.overlay.toCanvas(event.containerPoint);
    return hitTest(frame, this.places, this.overlay.state, pins, labels, x, y);
  }

  #click(event) {
    const hit = this.#hit(event);
    if (hit?.pin && this.places.within) {
      this.#open(hit.pin).catch((error) => console.info(`no answer: ${error.message}`));
      return;
    }
    const zoom = hit?.pin && hit.pin.size > 1 ? splitZoom(this.map, this.places, hit.pin.members) : null;
    if (zoom) this.map.flyTo(this.#nearestCopy(hit.place), zoom, { duration: 0.5 });
    else this.#choose(hit?.place ? this.#nextOn(hit).id : null);
  }

  /** Opens a pin of a crowd: what it holds comes to fill a good part of the map. */
  async #open(pin) {
    const { places } = this;
    const inside = pin.size > 1 ? await places.within(pin) : { rows: [pin.row], box: null };
    const view = inside.box && apartAt(this.map, inside.box, pin);
    if (this.places !== places) return;
    if (view) {
      this.map.flyTo(this.#nearestCopy(view), view.zoom, { duration: 0.5 });
      return;
    }
    // What stands on one spot is reached one after the other.
    const at = inside.rows.indexOf(places.byId.get(this.overlay.state.selected)?.row);
    const [next] = await places.know([inside.rows[(at + 1) % inside.rows.length]]);
    if (this.places === places && next) this.#choose(next.id);
  }

  /** Of pins on one spot, each click goes on to the next. */
  #nextOn({ place, pin }) {
    const here = pin?.members ? around(this.places, place, this.map.getMaxZoom()) : [place];
    const at = here.findIndex((other) => other.id === this.overlay.state.selected);
    return at < 0 ? place : here[(at + 1) % here.length];
  }

  #choose(id) {
    this.select(id, false);
    this.report.selected(id ?? "");
  }

  #point(event) {
    if (this.map.dragging?.moving()) return;
    const hit = this.#hit(event);
    this.map.getContainer().classList.toggle("dateline-pointing", Boolean(hit));
    const id = hit?.place?.id ?? null;
    if (hit) this.tooltip.show(describe(hit), event.containerPoint);
    else this.tooltip.hide();
    if (id === this.overlay.state.hovered) return;
    this.hover(id);
    this.report.hovered(id ?? "");
  }

  #leave() {
    this.tooltip.hide();
    if (this.overlay.state.hovered === null) return;
    this.hover(null);
    this.report.hovered("");
  }
}

function joined(boxes) {
  return boxes.reduce((all, box) => ({
    south: Math.min(all.south, box.south),
    west: Math.min(all.west, box.west),
    north: Math.max(all.north, box.north),
    east: Math.max(all.east, box.east),
  }));
}

/** Leaflet takes attributions as HTML; ours are text. */
function escapeHtml(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}
