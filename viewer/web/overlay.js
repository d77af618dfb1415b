// One canvas over the base map for all that the articles name, with its labels.

import { frameAt } from "./mercator.js";
import { paintGhost } from "./ghost.js";
import { paintBase } from "./ground.js";
import { paintLabels } from "./labels.js";
import { paintPlaces, pinsIn } from "./marks.js";

/** How far the canvas reaches beyond each side of the view, in sizes of the view. */
export const PADDING = 0.4;

/** Draws places on a canvas that reaches beyond the view, so that panning needs no painting. */
export const Overlay = L.Layer.extend({
  initialize(base, theme) {
    this.base = base;
    this.theme = theme;
    this.places = null;
    this.padding = PADDING;
    // Whether the base map is painted here too; see quick() of the atlas.
    this.whole = false;
    this.state = { base, selected: null, hovered: null, names: true };
    // A place shown for comparison, prepared as those of a scene; see ghost() of the atlas.
    this.ghost = null;
    this.labels = [];
    this.pins = [];
  },

  onAdd(map) {
    this.canvas = L.DomUtil.create("canvas", "dateline-overlay leaflet-zoom-animated");
    map.getPane("overlayPane").appendChild(this.canvas);
    this.redraw();
  },

  onRemove() {
    this.canvas.remove();
  },

  getEvents() {
    return {
      moveend: () => this.redraw(),
      resize: () => this.redraw(),
      move: this.onMove,
      zoom: this.onZoom,
    };
  },

  /** While the map is dragged: paint again before the canvas runs out. */
  onMove(event) {
    if (event.pinch || !this.bounds || this._map.getZoom() !== this.zoom) return;
    const size = this._map.getSize();
    const view = new L.Bounds(
      this._map.containerPointToLayerPoint([0, 0]),
      this._map.containerPointToLayerPoint(size),
    );
    if (!this.bounds.contains(view)) this.redraw();
  },

  /** While the map glides the canvas is scaled; painted again when it is stretched too far. */
  onZoom() {
    const scale = this._map.getZoomScale(this._map.getZoom(), this.zoom);
    if (scale < 0.55 || scale > 2.2) this.redraw();
    else this.transform(this._map.getCenter(), this._map.getZoom(), scale);
  },

  transform(center, zoom, scale) {
    const map = this._map;
    const half = map.getSize().multiplyBy(0.5 + this.padding);
    const offset = half
      .multiplyBy(-scale)
      .add(map.project(this.center, zoom))
      .subtract(map._getNewPixelOrigin(center, zoom));
    L.DomUtil.setTransform(this.canvas, offset, scale);
  },

  /** Paints everything for where the map stands now; `keep` if no label can have changed. */
  redraw(keep = false) {
    const map = this._map;
    if (!map) return;
    if (keep && this.frame && this.zoom === map.getZoom()) {
      this.paint(this.frame, this.labels);
      return;
    }
    const size = map.getSize();
    const topLeft = map.containerPointToLayerPoint(size.multiplyBy(-this.padding)).round();
    const full = size.multiplyBy(1 + 2 * this.padding).round();
    this.bounds = new L.Bounds(topLeft, topLeft.add(full));
    this.center = map.getCenter();
    this.zoom = map.getZoom();
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(full.x * ratio), Math.round(full.y * ratio)];
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.canvas.style.width = `${full.x}px`;
      this.canvas.style.height = `${full.y}px`;
    }
    L.DomUtil.setTransform(this.canvas, topLeft, 1);
    const origin = map.getPixelOrigin().add(topLeft);
    const place = { width: full.x, height: full.y, left: origin.x, top: origin.y };
    this.frame = frameAt({ ...place, zoom: this.zoom });
    // The canvas reaches beyond the map's edge, where no label should be cut.
    const [left, top] = [size.x * this.padding, size.y * this.padding];
    this.frame.seen = [left, top, left + size.x, top + size.y];
    this.paint(this.frame, null);
  },

  paint(frame, labels) {
    const ctx = this.canvas.getContext("2d");
    const ratio = this.canvas.width / frame.width;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { places, theme, state } = this;
    if (this.whole) paintBase(ctx, frame, this.base, theme);
    else ctx.clearRect(0, 0, frame.width, frame.height);
    if (places) {
      paintPlaces(ctx, frame, places, theme, state);
      this.pins = pinsIn(frame, places, state);
      this.labels = paintLabels(ctx, frame, places, theme, state, labels);
    }
    if (this.ghost) paintGhost(ctx, frame, this.ghost, theme, state);
  },

  /** A point of the container in px of the canvas. */
  toCanvas(point) {
    return this._map.containerPointToLayerPoint(point).subtract(this.bounds.min);
  },
});
