// The base map as Leaflet tiles, painted at the very zoom of the map, so never blurred.

import { frameAt } from "./mercator.js";
import { paintBase } from "./ground.js";

const SIZE = 512;
const BUDGET_MS = 9;

/** A grid of canvases; `base` and `theme` can change, then `repaint()`. */
export const GroundLayer = L.GridLayer.extend({
  options: { tileSize: SIZE, noWrap: true, updateWhenZooming: false, keepBuffer: 1, pane: "tilePane" },

  initialize(base, theme) {
    L.GridLayer.prototype.initialize.call(this, {});
    this.base = base;
    this.theme = theme;
    this.waiting = new Map();
  },

  /** Leaflet rounds the zoom of its tiles; ours are painted for any. */
  _setView(center, zoom, noPrune, noUpdate) {
    if (!noUpdate) {
      this._tileZoom = zoom;
      this._updateLevels();
      this._resetGrid();
      this._update(center);
      if (!noPrune) this._pruneTiles();
      this._noPrune = Boolean(noPrune);
    }
    this._setZoomTransforms(center, zoom);
  },

  /** A margin around the view, so that panning finds its tiles painted. */
  _getTiledPixelBounds(center) {
    const bounds = this.ahead ?? L.GridLayer.prototype._getTiledPixelBounds.call(this, center);
    this.seen = bounds;
    const margin = L.point(SIZE / 2, SIZE / 2);
    return new L.Bounds(bounds.min.subtract(margin), bounds.max.add(margin));
  },

  /** Paints what will be seen from a centre at a lesser zoom, before the map goes there. */
  prepare(center, zoom) {
    if (!this._map || (this.wanted && performance.now() - this.wanted < 120)) return;
    this.wanted = performance.now();
    const half = this._map.getSize().divideBy(2);
    const middle = this._map.project(center, zoom);
    this.ahead = new L.Bounds(middle.subtract(half), middle.add(half));
    this._setView(center, zoom, true);
    this.ahead = null;
    this._setZoomTransforms(this._map.getCenter(), this._map.getZoom());
  },

  /** As Leaflet's, but while the map glides between zooms, what `prepare` has painted is enough. */
  _update(center) {
    const gliding = Math.abs(this._map.getZoom() - this._tileZoom) > 1e-6;
    if (this._tileZoom === undefined || (gliding && !center)) return;
    const bounds = this._getTiledPixelBounds(center ?? this._map.getCenter());
    const range = this._pxBoundsToTileRange(bounds);
    const missing = [];
    const around = L.bounds(range.min.subtract([1, 1]), range.max.add([1, 1]));
    for (const tile of Object.values(this._tiles)) {
      tile.current = tile.coords.z === this._tileZoom && around.contains(tile.coords);
    }
    for (let y = range.min.y; y <= range.max.y; y += 1) {
      for (let x = range.min.x; x <= range.max.x; x += 1) {
        const coords = Object.assign(L.point(x, y), { z: this._tileZoom });
        if (!this._tiles[this._tileCoordsToKey(coords)]) missing.push(coords);
      }
    }
    const fragment = document.createDocumentFragment();
    for (const coords of missing) if (this._isValidTile(coords)) this._addTile(coords, fragment);
    this._level.el.append(fragment);
  },

  /** Leaflet shows a tile in the next frame; ours are painted, and a frame without would flash. */
  _addTile(coords, container) {
    L.GridLayer.prototype._addTile.call(this, coords, container);
    this._tileReady(coords, null, this._tiles[this._tileCoordsToKey(coords)]?.el);
  },

  // That it takes a second argument tells Leaflet not to wait a frame.
  createTile(coords, _done) {
    const canvas = document.createElement("canvas");
    const ratio = window.devicePixelRatio || 1;
    // One px more than its place: neighbours overlap, and no seam opens while zooming.
    canvas.width = Math.ceil((SIZE + 1) * ratio);
    canvas.height = canvas.width;
    const topLeft = coords.scaleBy(this.getTileSize());
    const visible = this.seen?.intersects(new L.Bounds(topLeft, topLeft.add([SIZE, SIZE])));
    if (visible) this.paint(canvas, coords);
    else this.later(canvas, coords);
    return canvas;
  },

  _initTile(tile) {
    L.GridLayer.prototype._initTile.call(this, tile);
    tile.style.width = `${SIZE + 1}px`;
    tile.style.height = `${SIZE + 1}px`;
  },

  paint(canvas, coords) {
    this.waiting.delete(canvas);
    canvas.style.visibility = "";
    const ctx = canvas.getContext("2d", { alpha: false });
    const ratio = canvas.width / (SIZE + 1);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const frame = frameAt({
      width: SIZE + 1,
      height: SIZE + 1,
      left: coords.x * SIZE,
      top: coords.y * SIZE,
      zoom: coords.z,
    });
    paintBase(ctx, frame, this.base, this.theme);
  },

  later(canvas, coords) {
    if (!canvas.isConnected) canvas.style.visibility = "hidden";
    this.waiting.set(canvas, coords);
    if (this.waiting.size === 1) this.rest();
  },

  /** Paints what waits, a little at a time. */
  work() {
    const start = performance.now();
    for (const [canvas, coords] of this.waiting) {
      if (canvas.isConnected) this.paint(canvas, coords);
      else this.waiting.delete(canvas);
      if (performance.now() - start > BUDGET_MS) break;
    }
    if (this.waiting.size > 0) this.rest();
  },

  /** Resolves once no tile waits to be painted. */
  async painted() {
    while (this.waiting.size > 0) await new Promise((resolve) => requestAnimationFrame(resolve));
  },

  /** Works on when there is nothing better to do, but soon. */
  rest() {
    requestIdleCallback(() => this.work(), { timeout: 150 });
  },

  /** Paints all again, as when a finer level has come or the theme has changed. */
  repaint() {
    for (const { el, coords } of Object.values(this._tiles ?? {})) {
      const topLeft = coords.scaleBy(this.getTileSize());
      const tile = new L.Bounds(topLeft, topLeft.add([SIZE, SIZE]));
      if (coords.z === this._tileZoom && this.seen?.intersects(tile)) this.paint(el, coords);
      else this.later(el, coords);
    }
  },
});
