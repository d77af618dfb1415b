// Zooming as one glide, by the wheel, the keys or the buttons: all layers move in the same frame,
// which transitions of CSS don't promise, and are painted anew where it ends.

const ZOOM_PER_PX = 1 / 240;
const LINE_PX = 20;
const EASE_MS = 65;
const CLOSE = 0.004;

export class Glide {
  /** `prepare(centre, zoom)` is called where the glide will show more than is painted. */
  constructor(map, prepare) {
    this.map = map;
    this.prepare = prepare;
    this.goal = null;
    map.scrollWheelZoom.disable();
    map.getContainer().addEventListener("wheel", (event) => this.#turn(event), { passive: false });
    // What Leaflet's keys, buttons and double clicks call.
    map._zoomAnimated = false;
    map.setZoom = (zoom) => this.to(zoom, map.getSize().divideBy(2));
    map.setZoomAround = (at, zoom) => {
      return this.to(zoom, at instanceof L.Point ? at : map.latLngToContainerPoint(at));
    };
  }

  /** Glides to a zoom about a point of the container. */
  to(zoom, point) {
    const { map } = this;
    const goal = Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), zoom));
    const idle = this.goal === null;
    if (idle && Math.abs(goal - map.getZoom()) < CLOSE) return map;
    this.point = point;
    // Taken once: taken at each step, its rounding would add up.
    this.anchor = map.containerPointToLatLng(point);
    this.goal = goal;
    if (goal < map.getZoom()) this.prepare(this.#centreAt(goal), goal);
    if (idle) this.#begin();
    return map;
  }

  /** Stops where it is. */
  stop() {
    if (this.goal === null) return;
    this.goal = null;
    this.#settle(this.map.getZoom());
  }

  #turn(event) {
    event.preventDefault();
    const px = event.deltaMode === 0 ? event.deltaY : event.deltaY * LINE_PX;
    const from = this.goal ?? this.map.getZoom();
    const step = Math.max(-240, Math.min(240, px)) * ZOOM_PER_PX;
    this.to(from - step, this.map.mouseEventToContainerPoint(event));
  }

  #begin() {
    const { map } = this;
    map._stop();
    map._moveStart(true, false);
    this.then = performance.now();
    requestAnimationFrame((now) => this.#step(now));
  }

  #step(now) {
    if (this.goal === null) return;
    const { map } = this;
    const passed = Math.max(0, now - this.then);
    this.then = now;
    const from = map.getZoom();
    const to = from + (this.goal - from) * (1 - Math.exp(-passed / EASE_MS));
    if (Math.abs(this.goal - to) < CLOSE) {
      const { goal } = this;
      this.goal = null;
      this.#settle(goal);
      return;
    }
    map._move(this.#centreAt(to), to, { pinch: true, round: false });
    requestAnimationFrame((later) => this.#step(later));
  }

  /** The centre that keeps what is under the pointer under it. */
  #centreAt(zoom) {
    const { map } = this;
    const middle = map.getSize().divideBy(2);
    const offset = this.point.subtract(middle);
    const centre = map.unproject(map.project(this.anchor, zoom).subtract(offset), zoom);
    return map.options.maxBounds ? map._limitCenter(centre, zoom, map.options.maxBounds) : centre;
  }

  /** The last step is an ordinary move, upon which all layers paint at the new zoom. */
  #settle(zoom) {
    const { map } = this;
    map._move(this.#centreAt(zoom), zoom);
    map._moveEnd(true);
  }
}
