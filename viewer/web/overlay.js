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
    this.state = { base, selected: null, hovered: null, names: true, layer: "pins" };
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
    else if (this.places?.look && !this.soon && this.nearEdge(view)) this.ask();
  },

  /** Whether a view has used most of the room that the canvas has beyond it. */
  nearEdge(view) {
    const room = this.bounds.getSize().subtract(view.getSize()).divideBy(10);
    const inner = new L.Bounds(this.bounds.min.add(room), this.bounds.max.subtract(room));
    return !inner.contains(view);
  },

  /** Asks for what the next canvas will show, and paints it when it has come. */
  async ask() {
    const { places, state } = this;
    this.soon = true;
    try {
      await places.settle(this.frameHere(), state.selected);
      if (this.places === places) this.redraw();
    } catch (error) {
      console.info(`no answer: ${error.message}`);
    } finally {
      this.soon = false;
    }
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
    const { topLeft, full } = this.extent();
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
    this.frame = this.frameHere();
    const size = map.getSize();
    // The canvas reaches beyond the map's edge, where no label should be cut.
    const [left, top] = [size.x * this.padding, size.y * this.padding];
    this.frame.seen = [left, top, left + size.x, top + size.y];
    this.places?.look?.(this.frame, this.state.selected);
    this.paint(this.frame, null);
  },

  /** Resolves once what a crowd has for where the map stands is painted. */
  async settled() {
    const { places, state } = this;
    if (!places?.settle || !this.frame) return;
    for (let frame = null; frame !== this.frame; ) {
      frame = this.frame;
      await places.settle(frame, state.selected);
    }
    this.redraw();
  },

  /** Paints again with the next frame, once for all that asks for it until then. */
  redrawSoon() {
    this.due ??= requestAnimationFrame(() => {
      this.due = null;
      this.redraw();
    });
  },

  /** Where a canvas goes for where the map stands now. */
  extent() {
    const size = this._map.getSize();
    const topLeft = this._map.containerPointToLayerPoint(size.multiplyBy(-this.padding)).round();
    return { topLeft, full: size.multiplyBy(1 + 2 * this.padding).round() };
  },

  /** The frame of that canvas. */
  frameHere() {
    const { topLeft, full } = this.extent();
    const { x, y } = this._map.getPixelOrigin().add(topLeft);
    return frameAt({ width: full.x, height: full.y, left: x, top: y, zoom: this._map.getZoom() });
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
