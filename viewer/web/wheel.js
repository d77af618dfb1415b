// Zooming with the wheel: the map glides to where the wheel asks it to be, about the pointer.

const ZOOM_PER_PX = 1 / 240;
const LINE_PX = 20;
const EASE_MS = 70;

export class SmoothWheel {
  constructor(map) {
    this.map = map;
    this.goal = null;
    map.scrollWheelZoom.disable();
    map.getContainer().addEventListener("wheel", (event) => this.#turn(event), { passive: false });
  }

  /** Stops where it is. */
  stop() {
    if (this.goal === null) return;
    this.goal = null;
    this.#settle(this.map.getZoom());
  }

  #turn(event) {
    event.preventDefault();
    const { map } = this;
    const px = event.deltaMode === 0 ? event.deltaY : event.deltaY * LINE_PX;
    const idle = this.goal === null;
    const from = idle ? map.getZoom() : this.goal;
    const wanted = from - Math.max(-240, Math.min(240, px)) * ZOOM_PER_PX;
    this.goal = Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), wanted));
    this.point = map.mouseEventToContainerPoint(event);
    if (idle) this.#begin();
  }

  #begin() {
    const { map } = this;
    map.stop();
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
    if (Math.abs(this.goal - to) < 0.004) {
      const goal = this.goal;
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
    const anchor = map.project(map.containerPointToLatLng(this.point), zoom);
    const centre = map.unproject(anchor.subtract(offset), zoom);
    return map.options.maxBounds ? map._limitCenter(centre, zoom, map.options.maxBounds) : centre;
  }

  /** The last step is an ordinary move, upon which all layers paint at the new zoom. */
  #settle(zoom) {
    const { map } = this;
    map._move(this.#centreAt(zoom), zoom);
    map._moveEnd(true);
  }
}
