// The map: base, places, labels, and how they answer to the pointer. It knows nothing of Qt, so
// the window and an exported page both use it.

import { Overlay } from "./overlay.js";
import { GroundLayer } from "./tiles.js";
import { Places, boundsOf } from "./scene.js";
import { SmoothWheel } from "./wheel.js";
import { Tooltip } from "./tooltip.js";
import { hitTest } from "./hit.js";
import { themeOf } from "./theme.js";
import { viewOf } from "./mercator.js";

const NEAR = 8.5;
const CREDIT = "Made with Natural Earth \u00b7 Names: GeoNames, CC BY 4.0";

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
    this.tooltip = new Tooltip(map.getContainer());
    this.wheel = new SmoothWheel(map);
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(CREDIT);
  }

  /** Puts the layers on the map, once the base map's first level is here. */
  start() {
    this.ground.addTo(this.map);
    this.overlay.addTo(this.map);
    this.map.on("moveend", () => this.#moved());
    this.map.on("click", (event) => this.#click(event));
    this.map.on("mousemove", (event) => this.#point(event));
    this.map.on("mouseout", () => this.#leave());
    this.map.on("movestart", () => this.tooltip.hide());
  }

  get places() {
    return this.overlay.places;
  }

  /** Shows a scene; the view and the selection stay where they can. */
  show(scene) {
    this.overlay.places = new Places(scene);
    const { state } = this.overlay;
    if (!this.places.byId.has(state.selected)) state.selected = null;
    state.hovered = null;
    this.overlay.redraw();
  }

  /** Selects a place, or none; `reveal` brings it into view. */
  select(id, reveal) {
    const place = this.places?.byId.get(id) ?? null;
    this.overlay.state.selected = place ? place.id : null;
    this.overlay.redraw();
    if (place && reveal) this.reveal(place);
  }

  /** Points at a place from outside the map, such as from a list. */
  hover(id) {
    const known = this.places?.byId.has(id) ? id : null;
    if (this.overlay.state.hovered === known) return;
    this.overlay.state.hovered = known;
    this.overlay.redraw();
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

  /** Shows all places: pins and lines whole, areas by the points of their labels. */
  fitAll(exact = false) {
    if (!this.places || this.places.all.length === 0) return;
    const sharp = this.places.all.filter((place) => place.shape !== "area");
    const shown = exact && sharp.length > 0 ? sharp : this.places.all;
    const boxes = shown.map((place) => {
      if (place.shape !== "area") return boundsOf(place);
      return { south: place.lat, west: place.lon, north: place.lat, east: place.lon };
    });
    this.#fit(joined(boxes), exact ? 7 : 9);
  }

  /** Zooms to a place: a point as near as its surroundings help, a line or an area whole. */
  fitPlace(id) {
    const place = this.places?.byId.get(id);
    if (place) this.#fit(boundsOf(place), NEAR);
  }

  #fit(bounds, maxZoom) {
    const size = this.map.getSize();
    const padding = Math.min(70, size.x / 8, size.y / 8);
    const limits = { maxZoom, minZoom: this.map.getMinZoom() };
    const view = viewOf(bounds, { width: size.x, height: size.y, padding, ...limits });
    this.setView(view.lat, view.lon, view.zoom);
  }

  /** Goes to a view at once. */
  setView(lat, lon, zoom) {
    this.wheel.stop();
    this.map.setView([lat, lon], zoom, { animate: false });
  }

  /** Light or dark. */
  setTheme(name) {
    this.theme = themeOf(name);
    document.documentElement.dataset.theme = this.theme.name;
    this.ground.theme = this.theme;
    this.overlay.theme = this.theme;
    this.ground.repaint();
    this.overlay.redraw();
  }

  /** Online tiles under the places, {url, attribution, minZoom, maxZoom}; null for our own. */
  setTiles(tiles) {
    const credit = this.map.attributionControl;
    if (this.online) {
      credit.removeAttribution(this.online.credit);
      this.online.layer.remove();
      this.online = null;
    }
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
    credit[tiles ? "removeAttribution" : "addAttribution"](CREDIT);
    this.overlay.state.names = !tiles;
    this.overlay.redraw();
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
    return hitTest(frame, this.places, this.base, pins, labels, x, y);
  }

  #click(event) {
    const hit = this.#hit(event);
    if (hit && hit.members.length > 1) this.#open(hit);
    else this.#choose(hit ? hit.place.id : null);
  }

  #choose(id) {
    this.select(id, false);
    this.report.selected(id ?? "");
  }

  /** A cluster opens by zooming until it splits; one that cannot gives its first place. */
  #open({ place, members }) {
    const most = this.map.getMaxZoom();
    let zoom = Math.floor(this.map.getZoom() * 2) / 2;
    let whole = true;
    while (whole && zoom < most) {
      zoom += 0.5;
      whole = this.places.clusters(zoom).some((cluster) => {
        return cluster.place === place && cluster.members.length === members.length;
      });
    }
    if (whole) this.#choose(place.id);
    else this.map.flyTo(this.#nearestCopy(place), zoom, { duration: 0.5 });
  }

  #point(event) {
    if (this.map.dragging?.moving()) return;
    const hit = this.#hit(event);
    this.map.getContainer().classList.toggle("dateline-pointing", Boolean(hit));
    const id = hit ? hit.place.id : null;
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

/** "Kyiv - 11 passages"; a cluster names how many places stand there. */
function describe({ place, members }) {
  const count = members.reduce((sum, member) => sum + member.count, 0);
  const name = members.length > 1 ? `${place.title} +${members.length - 1}` : place.title;
  return `${name} \u2013 ${count} ${count === 1 ? "passage" : "passages"}`;
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
