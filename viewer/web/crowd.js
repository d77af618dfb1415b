// More places than can be drawn: Python is asked for the cells of a region, which are made pins.

import { Places, prepare, roomsOf } from "./scene.js";
import { crowdRadius, gather, readCells } from "./gather.js";
import { toUnit } from "./mercator.js";

const KEPT = 8;
const NAMED_AT_ONCE = 700;
const MOST_ASKED = 3000;
const KNOWN = 30_000;
const CELL_BITS = 5;
const HALO = 4.5;

/** The tiles of a world of 2**level tiles that a frame sees, and the grid of its cells. */
function regionOf(frame, lift) {
  const step = Math.floor(frame.zoom * 2) / 2;
  const level = Math.max(1, Math.floor(step));
  const side = 2 ** level;
  const tile = frame.worldSize / side;
  const left = Math.floor(frame.left / tile);
  const right = Math.floor((frame.left + frame.width) / tile);
  const top = Math.max(0, Math.floor(frame.top / tile));
  const bottom = Math.min(side - 1, Math.floor((frame.top + frame.height) / tile));
  const bits = Math.min(24, Math.ceil(step) + CELL_BITS);
  const whole = right - left + 1 >= side;
  return { step, level, side, left: whole ? 0 : left, right: whole ? side - 1 : right, top, bottom, bits, lift };
}

/** Whether one region holds all of another. */
function holds(outer, inner) {
  if (outer.step !== inner.step || outer.lift !== inner.lift) return false;
  if (inner.top < outer.top || inner.bottom > outer.bottom) return false;
  const { left, right, side } = outer;
  const first = left + ((((inner.left - left) % side) + side) % side);
  return right - left + 1 >= side || first + inner.right - inner.left <= right;
}

/** A region with a tile more on each side, so that a little panning needs nothing new. */
function widened(region) {
  const { side } = region;
  const [left, right] = [region.left - 1, region.right + 1];
  const whole = right - left + 1 >= side;
  const turn = Math.floor(left / side) * side;
  return {
    ...region,
    left: whole ? 0 : left - turn,
    right: whole ? side - 1 : right - turn,
    top: Math.max(0, region.top - 1),
    bottom: Math.min(side - 1, region.bottom + 1),
  };
}

/** What asks Python under a path. */
export function asking(path) {
  return async (what, query) => {
    const answer = await fetch(`${path}${what}?${query}`);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return answer;
  };
}

/** What a region shows: cells, pins made of them, and what is too wide for a pin. */
class Sight {
  constructor(region, cells) {
    this.region = region;
    this.cells = cells;
    const { pins, members, most } = gather(cells, region.step, region.left / region.side);
    Object.assign(this, { pins, members, most });
    pins.forEach((pin, i) => Object.assign(pin, { index: i }));
  }

  /** The pin that a point of the unit square belongs to; null if its cell is not here. */
  pinAt({ x, y }) {
    const { cells, members, pins, region } = this;
    const shift = 2 ** (32 - region.bits);
    const keyOf = (a, b) => a * 2 ** 24 + b;
    if (!this.byCell) {
      this.byCell = new Map();
      for (const pin of pins) {
        for (const cell of members.subarray(pin.start, pin.end)) {
          const [a, b] = [cells.x[cell], cells.y[cell]].map((value) => Math.floor(value / shift));
          this.byCell.set(keyOf(a, b), pin);
        }
      }
    }
    const [a, b] = [x, y].map((value) => Math.floor(value * 2 ** region.bits));
    return this.byCell.get(keyOf(a, b)) ?? null;
  }
}

/**
 * Places as `Places` has them, of which only some are here: `scene.crowd` is where to ask for
 * more. `changed()` is called when there is more to see than a moment ago.
 */
export class Crowd extends Places {
  constructor(scene, changed = () => {}) {
    super(scene);
    this.ask = asking(scene.crowd);
    this.changed = changed;
    this.size = scene.count;
    // {query, cells}: what is likely to be asked for first, with its answer.
    this.foreseen = scene.foreseen;
    this.bounds = scene.bounds;
    this.rows = new Map();
    this.sights = [];
    this.sight = null;
    this.wanted = null;
    this.soften([]);
    if (scene.chosen) this.learn(scene.chosen);
  }

  // What is known of single places

  /** Takes up a place as Python tells it. */
  learn(entry) {
    const known = this.rows.get(entry.row);
    if (known) return known;
    const place = prepare(entry);
    this.rows.set(place.row, place);
    this.byId.set(place.id, place);
    return place;
  }

  /** Resolves to the places of some rows. */
  async know(rows) {
    if (this.rows.size > KNOWN) this.forget();
    const missing = [...new Set(rows)].filter((row) => !this.rows.has(row));
    if (missing.length > 0) {
      const answer = await this.ask("places", `rows=${missing.join(",")}`);
      for (const entry of await answer.json()) this.learn(entry);
    }
    return rows.map((row) => this.rows.get(row));
  }

  forget() {
    const kept = new Set([...this.all, ...(this.sight?.pins.map(({ place }) => place) ?? [])]);
    for (const [row, place] of this.rows) {
      if (kept.has(place) || place.id === this.chosen) continue;
      this.rows.delete(row);
      this.byId.delete(place.id);
    }
  }

  // What a frame shows

  /** Takes the sight that a frame wants, if it is here, and else asks for it. */
  look(frame, selected = null) {
    this.chosen = selected;
    const lift = this.byId.get(selected)?.row ?? null;
    const region = regionOf(frame, lift);
    if (this.sight && holds(this.sight.region, region)) return;
    const ready = this.sights.find((sight) => holds(sight.region, region));
    if (ready) this.#take(ready);
    else this.fetch(region).then((came) => came && this.changed(), ignored);
  }

  /** Resolves once a frame has what it wants. */
  async settle(frame, selected = null) {
    this.chosen = selected;
    const region = regionOf(frame, this.byId.get(selected)?.row ?? null);
    const ready = () => this.sights.find((sight) => holds(sight.region, region));
    if (!ready()) await this.fetch(region);
    if (ready()) this.#take(ready());
  }

  /** Asks for a region; true if its sight is here and nothing else is wanted by now. */
  async fetch(region) {
    if (this.wanted && holds(this.wanted.region, region)) return this.wanted.come;
    const wanted = { region: widened(region) };
    wanted.come = this.#come(wanted);
    this.wanted = wanted;
    return wanted.come;
  }

  async #come(wanted) {
    try {
      const sight = await this.#see(wanted.region);
      this.sights = [sight, ...this.sights.slice(0, KEPT - 1)];
      return this.wanted === wanted;
    } finally {
      if (this.wanted === wanted) this.wanted = null;
    }
  }

  async #see(region) {
    const { level, left, top, right, bottom, bits, step, lift } = region;
    const asked = { level, left, top, right, bottom, bits, zoom: step };
    if (lift !== null) asked.lift = lift;
    const query = String(new URLSearchParams(asked));
    const buffer = this.foreseen?.query === query ? bytesOf(this.foreseen.cells) : null;
    const answer = buffer ?? (await (await this.ask("cells", query)).arrayBuffer());
    const sight = new Sight(region, readCells(answer));
    sight.wide = sight.cells.wide.map((entry) => this.learn(entry));
    await this.know(sight.pins.slice(0, NAMED_AT_ONCE).map(({ row }) => row));
    return sight;
  }

  #take(sight) {
    this.sight = sight;
    this.#name(sight);
    const missing = sight.pins.filter(({ row }) => !this.rows.has(row)).map(({ row }) => row);
    if (missing.length === 0) return;
    // There is no room for their names: they are only to be known when they are pointed at.
    this.know(missing.slice(0, MOST_ASKED)).then(() => {
      if (this.sight === sight) this.#name(sight);
    }, ignored);
  }

  /** Gives pins their places, as far as they are known, and tells namesakes apart. */
  #name(sight) {
    const titles = new Map();
    for (const pin of sight.pins) {
      pin.place = this.rows.get(pin.row) ?? nameless(pin);
      const title = pin.place.title.toLowerCase();
      titles.set(title, (titles.get(title) ?? 0) + 1);
    }
    for (const { place } of sight.pins) {
      place.where = titles.get(place.title.toLowerCase()) > 1 ? place.lies : undefined;
    }
    const alone = sight.pins.filter(({ size }) => size === 1).map(({ place }) => place);
    this.soften([...sight.wide, ...alone.filter(({ shape }) => shape !== "point")]);
  }

  /** Takes regions and circles to be drawn. */
  soften(places) {
    this.vague = places.filter(({ shape }) => shape === "vague");
    this.circles = places.filter(({ shape }) => shape === "circle");
    const kept = this.sight?.wide ?? [];
    const rooms = roomsOf(kept.filter(({ shape }) => shape === "vague"));
    this.seen = { kept, set: new Set(kept), rooms };
  }

  broad() {
    return this.seen;
  }

  /** Pins of what is in sight; the selected place stands alone, wherever it is. */
  clusters(_zoom, selected = null) {
    const pins = this.sight?.pins ?? [];
    const place = this.byId.get(selected);
    const pinned = place?.row !== undefined && this.isPinned(place);
    return pinned ? this.#apart(place, pins) : pins;
  }

  isPinned(place) {
    return place.shape !== "line" && place.shape !== "area" && !this.seen.set.has(place);
  }

  #apart(place, pins) {
    const { region, most } = this.sight ?? { region: { step: 0 }, most: 10 };
    const radius = crowdRadius(place.count, most);
    const { x, y, count, row } = place;
    const own = { place, row, size: 1, unsure: place.unsure, count, radius, x, y, under: [] };
    const world = 256 * 2 ** region.step;
    const covered = (pin) => {
      return Math.hypot(pin.x - x, pin.y - y) * world + pin.radius / 2 < radius + HALO;
    };
    const under = pins.filter((pin) => pin.place !== place && covered(pin));
    own.under = under;
    own.size += under.reduce((sum, pin) => sum + pin.size, 0);
    return [own, ...pins.filter((pin) => pin.place !== place && !under.includes(pin))];
  }

  soft(_zoom, selected = null, hovered = null) {
    const marked = [selected, hovered].map((id) => this.byId.get(id)).filter(Boolean);
    const among = (list, shape) => {
      return [...new Set([...list, ...marked.filter((place) => place.shape === shape)])];
    };
    return { vague: among(this.vague, "vague"), circles: among(this.circles, "circle") };
  }

  weigh(add) {
    const { cells } = this.sight ?? { cells: { count: 0 } };
    for (let i = 0; i < cells.count; i += 1) {
      add(cells.x[i] / 2 ** 32, cells.y[i] / 2 ** 32, cells.passages[i]);
    }
    for (const { x, y, count } of [...this.seen.kept, ...this.#lifted()]) add(x, y, count);
  }

  /** The selected place, if it is no part of the cells. */
  #lifted() {
    const lift = this.sight?.region.lift ?? null;
    return lift === null ? [] : [this.rows.get(lift)];
  }

  /** Whether a pin stands for a place. */
  holds(pin, id) {
    const place = this.byId.get(id);
    if (!place) return false;
    return pin.place === place || (pin.index !== undefined && this.sight?.pinAt(place)?.index === pin.index);
  }

  /** What a pin holds: {box, places, rows}, the box in the unit square. */
  async within(pin) {
    const { cells, members, region } = this.sight;
    const rowsOf = ({ row, start = 0, end = 0 }) => {
      return [row, ...Array.from(members.subarray(start, end), (cell) => cells.row[cell])];
    };
    const rows = [...new Set([pin, ...(pin.under ?? [])].flatMap(rowsOf))].slice(0, 4000);
    const answer = await this.ask("within", `bits=${region.bits}&rows=${rows.join(",")}`);
    const found = await answer.json();
    return { ...found, box: found.box.map((value) => value / 2 ** 32) };
  }

  /** All there is to see, as `Places.exact` has it: one box. */
  exact() {
    if (!this.bounds) return [];
    const [south, west, north, east] = this.bounds;
    const [x, y] = toUnit((south + north) / 2, (west + east) / 2);
    return [{ shape: "line", bounds: this.bounds, lat: (south + north) / 2, lon: (west + east) / 2, x, y }];
  }
}

/** Bytes from base64. */
function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
}

/** What stands for a place until it is known. */
function nameless({ row, count, unsure, x, y }) {
  return { id: null, title: "", kind: "", shape: "point", row, count, unsure, x, y, rings: [], reach: 0 };
}

/** An answer that did not come is asked for again when the map moves. */
function ignored(error) {
  if (error.name !== "AbortError") console.info(`no answer: ${error.message}`);
}
