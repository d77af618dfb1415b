// The places of a scene, made ready for drawing.

import { clusterPlaces } from "./cluster.js";
import { makeShape } from "./shape.js";
import { toUnit } from "./mercator.js";

const HALO = 4.5;
export const EARTH_AROUND_KM = 40030;

/** From so many px across a region is drawn as one, without a pin. */
const WIDE = 64;

/** From so many px of radius a circle is drawn as far as it reaches. */
export const LEAST_CIRCLE = 9;

/** From so many kilometres on a disc is not where a region lies: an ocean is not round. */
export const VAST_KM = 1200;

/** The places that are mentioned, by shape, most mentioned first; clusters by zoom are kept. */
export class Places {
  constructor(scene) {
    this.all = scene.places.map(prepare).sort(byCount);
    this.byId = new Map(this.all.map((place) => [place.id, place]));
    this.spots = this.all.filter(({ shape }) => ["point", "vague", "circle"].includes(shape));
    this.vague = this.all.filter((place) => place.shape === "vague");
    this.circles = this.all.filter((place) => place.shape === "circle");
    this.lines = this.all.filter((place) => place.shape === "line");
    this.areas = this.all.filter((place) => place.shape === "area");
    this.codes = new Set(this.areas.map((place) => place.boundary).filter(Boolean));
    this.countries = scene.countries ?? {};
    this.most = this.areas.reduce((most, place) => Math.max(most, place.count), 1);
    this.kept = new Map();
  }

  /**
   * Clusters for a zoom, in steps of a half so that few need to be made. The selected place
   * never hides in a cluster: it stands alone, and its cluster does without it.
   */
  clusters(zoom, selected = null) {
    const step = Math.floor(zoom * 2) / 2;
    const alone = this.byId.get(selected);
    const lifted = alone && this.pins(step).includes(alone) ? alone : null;
    const key = `${step}/${lifted ? lifted.id : ""}`;
    if (!this.kept.has(key)) {
      if (this.kept.size > 24) this.kept.clear();
      this.kept.set(key, this.#cluster(step, lifted));
    }
    return this.kept.get(key);
  }

  /** Points, circles and lines; regions where there are none of these, else areas. */
  exact() {
    const points = this.spots.filter((place) => place.shape === "point");
    const exact = [...points, ...this.circles, ...this.lines];
    if (exact.length > 0) return exact;
    return this.vague.length > 0 ? this.vague : this.areas;
  }

  /** What stands as a pin at a zoom: points, and what is too small there to be seen as wide. */
  pins(zoom) {
    return this.spots.filter((place) => !isWide(place, zoom));
  }

  /** The regions and circles that are seen as such at a zoom, as `clusters` has it. */
  wide(zoom) {
    return this.broad(zoom).kept;
  }

  /** Whether a region or a circle is seen as such at a zoom, as `clusters` has it. */
  isWide(place, zoom) {
    return this.broad(zoom).set.has(place);
  }

  /**
   * The regions and circles to be drawn: the wide ones, those that are no part of a cluster,
   * and what is chosen or pointed at. Those within a cluster would be a heap of ink below it.
   */
  soft(zoom, selected = null, hovered = null) {
    const alone = this.clusters(zoom, selected).filter(({ members }) => members.length === 1);
    const marked = [selected, hovered].map((id) => this.byId.get(id));
    const drawn = new Set([...this.wide(zoom), ...alone.map(({ place }) => place), ...marked]);
    return {
      vague: this.vague.filter((place) => drawn.has(place)),
      circles: this.circles.filter((place) => drawn.has(place)),
    };
  }

  /** Calls add(x, y, passages) for each place that has a spot, in the unit square. */
  weigh(add) {
    for (const { x, y, count } of this.spots) add(x, y, count);
  }

  /** Whether a pin stands for a place, alone or among others. */
  holds(pin, id) {
    return pin.members.some((place) => place.id === id);
  }

  /** How strong a region may be drawn at a zoom, of 1, for those that lie over it. */
  room(place, zoom) {
    return this.broad(zoom).rooms.get(place) ?? 1;
  }

  /** What is seen as wide at a zoom, and how strong each region of it may be drawn. */
  broad(zoom) {
    const step = Math.floor(zoom * 2) / 2;
    const key = `wide/${step}`;
    if (!this.kept.has(key)) {
      const kept = [...this.vague, ...this.circles].filter((place) => isWide(place, step));
      const rooms = roomsOf(kept.filter((place) => place.shape === "vague"));
      this.kept.set(key, { kept, set: new Set(kept), rooms });
    }
    return this.kept.get(key);
  }

  #cluster(step, lifted) {
    if (!lifted) return clusterPlaces(this.pins(step), step);
    const rest = this.clusters(step);
    return rest.flatMap((cluster) => {
      if (!cluster.members.includes(lifted)) return [cluster];
      const others = cluster.members.filter((place) => place !== lifted);
      return apart(clusterPlaces([lifted], step)[0], clusterPlaces(others, step), step);
    });
  }
}

/** A pin on its own, and the rest; what it would hide stays its member, lest it be lost. */
function apart(pin, others, zoom) {
  const size = 256 * 2 ** zoom;
  const hidden = ({ x, y, radius }) => {
    return Math.hypot(x - pin.x, y - pin.y) * size + radius / 2 < pin.radius + HALO;
  };
  const members = others.filter(hidden).flatMap((other) => other.members);
  const all = [pin.place, ...members];
  return [...others.filter((other) => !hidden(other)), joinedPin(pin, all)];
}

function joinedPin(pin, members) {
  const unsure = members.every((member) => member.unsure);
  return { ...pin, members, size: members.length, unsure };
}

/** Whether a place is so large at a zoom that a pin in it would name a spot that nobody meant. */
function isWide({ shape, reach }, zoom) {
  if (shape === "point") return false;
  return reach * 2 * 256 * 2 ** zoom >= (shape === "circle" ? 2 * LEAST_CIRCLE : WIDE);
}

/** Whether a region without an outline is as large as an ocean or a continent. */
export function isVast({ rings, radius = 0 }) {
  return rings.length === 0 && radius > VAST_KM;
}

/**
 * How strong each region may be drawn, of 1: where many lie over each other, as the states and
 * counties of a country do, they would add up to one red ground that hides the map.
 */
export function roomsOf(regions) {
  const rooms = new Map();
  const counted = regions.filter((place) => !isVast(place));
  for (const place of counted) {
    const over = counted.filter(({ x, y, reach }) => {
      return Math.hypot(x - place.x, y - place.y) < Math.max(reach, place.reach);
    });
    rooms.set(place, 1 / (1 + CROWD * (over.length - 1)));
  }
  return rooms;
}

const CROWD = 0.5;

/** Whether a pin stands for a circle alone, which is drawn as one. */
export function isCircle({ place, size }) {
  return size === 1 && place.shape === "circle";
}

function byCount(a, b) {
  return b.count - a.count || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0);
}

/** A place of a scene, ready for drawing. */
export function prepare(place) {
  const [x, y] = toUnit(place.lat, place.lon);
  const rings = (place.polygon ?? []).map((ring) => {
    return makeShape(rounded(ring.map(([lon, lat]) => toUnit(lat, lon))));
  });
  const across = rings.map((ring) => Math.max(ring.maxX - ring.minX, ring.maxY - ring.minY));
  const reach = rings.length > 0 ? Math.max(...across) / 2 : reachOf(place);
  return { ...place, x, y, rings, reach };
}

/** How far a place reaches from its point, in the unit square: Mercator stretches towards the poles. */
function reachOf({ radius = 0, lat }) {
  return radius / (EARTH_AROUND_KM * Math.cos((Math.min(85, Math.abs(lat)) * Math.PI) / 180));
}

/** A closed ring with its corners cut three times, as of Chaikin: what is vague has no corners. */
function rounded(ring) {
  let points = ring.slice(0, -1);
  for (let pass = 0; pass < 3 && points.length < 4000; pass += 1) {
    points = points.flatMap(([x, y], i) => {
      const [nextX, nextY] = points[(i + 1) % points.length];
      return [
        [x * 0.75 + nextX * 0.25, y * 0.75 + nextY * 0.25],
        [x * 0.25 + nextX * 0.75, y * 0.25 + nextY * 0.75],
      ];
    });
  }
  return Float64Array.from([...points, points[0]].flat());
}

/** A place's name; with where it lies if another of the scene is called the same. */
export function nameOf({ title, where }) {
  return where ? `${title}, ${where}` : title;
}

/** The lines of a mentioned border at the level that `base` has for a zoom. */
export function linesOf(place, base, zoom) {
  const level = base.level(zoom);
  return level && place.boundary ? level.border(place.boundary) : [];
}

/** The polygons of a mentioned area, or of a vague place, each a list of rings. */
export function polygonsOf(place, base, zoom) {
  if (place.rings.length > 0) return [place.rings];
  const level = base.level(zoom);
  return level && place.boundary ? level.country(place.boundary) : [];
}

/** The bounds to show a place within: {south, west, north, east}. */
export function boundsOf(place) {
  const [south, west, north, east] = place.bounds ?? [place.lat, place.lon, place.lat, place.lon];
  return { south, west, north, east };
}
