// The offline base map: TopoJSON levels, decoded into the Mercator square and kept.

import { makeShape } from "./shape.js";
import { toUnit } from "./mercator.js";

/** The arcs of a topology as flat Float64Arrays in the unit square, each point once. */
export function decodeArcs(topology) {
  const { scale, translate } = topology.transform ?? { scale: [1, 1], translate: [0, 0] };
  const known = new Float64Array(1 << 17).fill(-1);
  const yOf = (q) => {
    if (!(q in known)) return toUnit(q * scale[1] + translate[1], 0)[1];
    if (known[q] < 0) known[q] = toUnit(q * scale[1] + translate[1], 0)[1];
    return known[q];
  };
  return topology.arcs.map((arc) => {
    const xy = new Float64Array(arc.length * 2);
    let qx = 0;
    let qy = 0;
    for (let i = 0; i < arc.length; i += 1) {
      qx = topology.transform ? qx + arc[i][0] : arc[i][0];
      qy = topology.transform ? qy + arc[i][1] : arc[i][1];
      const x = (qx * scale[0] + translate[0] + 180) / 360;
      // Rounding must not hide the cut at 180 degrees.
      xy[2 * i] = x < 1e-7 ? 0 : x > 1 - 1e-7 ? 1 : x;
      xy[2 * i + 1] = yOf(qy);
    }
    return xy;
  });
}

/** Arcs put end to end; ~i is arc i backwards. */
export function joinArcs(arcs, indices) {
  let size = 2;
  for (const index of indices) size += arcs[index < 0 ? ~index : index].length - 2;
  const out = new Float64Array(size);
  let at = 0;
  for (const index of indices) {
    const arc = arcs[index < 0 ? ~index : index];
    const skip = at > 0 ? 2 : 0;
    if (index >= 0) {
      out.set(skip ? arc.subarray(skip) : arc, at);
      at += arc.length - skip;
    } else {
      for (let i = arc.length - 2 - skip; i >= 0; i -= 2) {
        out[at] = arc[i];
        out[at + 1] = arc[i + 1];
        at += 2;
      }
    }
  }
  return out;
}

/** The polygons of a geometry as lists of rings; a collection's are put together. */
function polygonsOf(arcs, geometry) {
  if (!geometry) return [];
  if (geometry.type === "GeometryCollection") {
    return geometry.geometries.flatMap((part) => polygonsOf(arcs, part));
  }
  const rings = (polygon) => polygon.map((ring) => makeShape(joinArcs(arcs, ring)));
  if (geometry.type === "Polygon") return [rings(geometry.arcs)];
  if (geometry.type === "MultiPolygon") return geometry.arcs.map(rings);
  return [];
}

/** The lines of a geometry. */
function linesOf(arcs, geometry) {
  if (!geometry) return [];
  if (geometry.type === "GeometryCollection") {
    return geometry.geometries.flatMap((part) => linesOf(arcs, part));
  }
  const line = (indices) => makeShape(joinArcs(arcs, indices));
  if (geometry.type === "LineString") return [line(geometry.arcs)];
  if (geometry.type === "MultiLineString") return geometry.arcs.map(line);
  return [];
}

/** One level of detail. Land and borders are decoded at once, a country when it is asked for. */
export class Level {
  constructor(topology) {
    const { objects } = topology;
    this.arcs = decodeArcs(topology);
    this.land = polygonsOf(this.arcs, objects.land).flat();
    this.coast = objects.coast ? linesOf(this.arcs, objects.coast) : this.land;
    this.lines = (objects.borders?.geometries ?? []).map((geometry) => ({
      pair: geometry.properties?.pair ?? null,
      disputed: Boolean(geometry.properties?.disputed),
      lines: linesOf(this.arcs, geometry),
    }));
    this.byCode = new Map();
    for (const geometry of objects.countries?.geometries ?? []) {
      const code = geometry.properties?.code;
      if (code) this.byCode.set(code, [...(this.byCode.get(code) ?? []), geometry]);
    }
    this.countries = new Map();
  }

  /** The polygons of a country by its ISO 3166-1 alpha-2 code; none if it has none here. */
  country(code) {
    if (!this.countries.has(code)) {
      const parts = this.byCode.get(code) ?? [];
      this.countries.set(code, parts.flatMap((part) => polygonsOf(this.arcs, part)));
    }
    return this.countries.get(code);
  }

  /** The lines of the border of two countries: "BY-UA". */
  border(pair) {
    return this.lines.filter((border) => border.pair === pair).flatMap((border) => border.lines);
  }
}

/** Lakes and rivers at one level. */
class Water {
  constructor(topology) {
    this.arcs = decodeArcs(topology);
    this.lakes = polygonsOf(this.arcs, topology.objects.lakes).flat();
    this.source = topology.objects.rivers;
  }

  /** Rivers are decoded when they are first asked for: from afar none are shown. */
  get rivers() {
    this.lines ??= linesOf(this.arcs, this.source);
    return this.lines;
  }
}

/** The level of detail that a zoom wants. */
export function detailFor(zoom) {
  if (zoom < 2.6) return "110m";
  return zoom < 5.6 ? "50m" : "10m";
}

const ORDER = ["110m", "50m", "10m"];

/** The base map's data, fetched level by level through `fetchJson(name)`. */
export class Base {
  constructor(fetchJson) {
    this.fetchJson = fetchJson;
    this.levels = new Map();
    this.waters = new Map();
    this.pending = new Map();
    this.labels = null;
  }

  /** Loads what a zoom wants; true if something new came. What cannot be had is done without. */
  async load(zoom) {
    const detail = detailFor(zoom);
    const wanted = [
      [this.levels, detail, `world-${detail}.json`, Level],
      [this.waters, detail === "110m" ? "110m" : "50m", null, Water],
    ].map(([store, key, name, Kind]) => this.#fetch(store, key, name ?? `water-${key}.json`, Kind));
    return (await Promise.all(wanted)).some(Boolean);
  }

  async #fetch(store, key, name, Kind) {
    if (store.has(key)) return false;
    if (!this.pending.has(name)) {
      const decode = (topology) => store.set(key, new Kind(topology));
      this.pending.set(name, this.fetchJson(name).then(decode));
    }
    try {
      await this.pending.get(name);
      return true;
    } catch (error) {
      console.warn(`${name} cannot be had: ${error.message}`);
      return false;
    }
  }

  /** Loads the names of countries, cities and seas; true if they came now. */
  async loadLabels() {
    const first = !this.pending.has("labels");
    if (first) this.pending.set("labels", this.fetchJson("labels.json"));
    try {
      this.labels = await this.pending.get("labels");
      return first;
    } catch (error) {
      console.warn(`names cannot be had: ${error.message}`);
      return false;
    }
  }

  /** The level that a zoom wants, else the next coarser one, else any; null if none is here. */
  level(zoom) {
    return nearest(this.levels, detailFor(zoom));
  }

  /** Lakes and rivers for a zoom; null if they are not here. */
  water(zoom) {
    return nearest(this.waters, detailFor(zoom));
  }
}

function nearest(store, detail) {
  const at = ORDER.indexOf(detail);
  const order = [...ORDER.slice(0, at + 1).reverse(), ...ORDER.slice(at + 1)];
  const found = order.find((name) => store.has(name));
  return found ? store.get(found) : null;
}
