// What lies under the pointer: pins first, then lines, then labels, then areas.

import { countryAt } from "./shade.js";
import { contains, distanceSquared } from "./shape.js";
import { isVast, linesOf, polygonsOf } from "./scene.js";

const TOLERANCE = 6;

/**
 * {place, pin} at a point of a drawing, or null. `pins` and `labels` are as they were drawn;
 * there is no pin where the place is drawn in another way. On shaded countries it may have a
 * `country` instead, {code, name, count}, with its place if it is mentioned itself.
 */
export function hitTest(frame, places, state, pins, labels, x, y) {
  const { base } = state;
  const pin = nearestPin(pins, x, y);
  if (pin) return { place: pin.place, pin };
  if (state.layer === "heat") return null;
  if (state.layer === "shaded") return shadedAt(frame, places, base, x, y);
  const line = lineAt(frame, places, base, x, y);
  if (line) return { place: line };
  const label = labels.find(({ place, box }) => {
    return place && x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
  });
  if (label) return { place: label.place, pin: pins.find(({ place }) => place === label.place) };
  const area = areaAt(frame, places, base, x, y);
  return area ? { place: area } : null;
}

function shadedAt(frame, places, base, x, y) {
  const country = countryAt(frame, places, base, ...unitOf(frame, x, y));
  const place = country && places.areas.find(({ boundary }) => boundary === country.code);
  return country && { place: place ?? null, country };
}

function nearestPin(pins, x, y) {
  let best = null;
  let closest = Infinity;
  for (const pin of pins) {
    const beyond = Math.hypot(pin.x - x, pin.y - y) - pin.radius;
    if (beyond <= 3 && beyond < closest) {
      best = pin;
      closest = beyond;
    }
  }
  return best;
}

/** Where a point of a drawing lies in the unit square. */
function unitOf(frame, x, y) {
  const ux = (x + frame.left) / frame.worldSize;
  return [ux - Math.floor(ux), (y + frame.top) / frame.worldSize];
}

function lineAt(frame, places, base, x, y) {
  const [ux, uy] = unitOf(frame, x, y);
  const limit = ((TOLERANCE + 1.5) * frame.scale) / frame.worldSize;
  let best = null;
  let closest = limit * limit;
  for (const place of places.lines) {
    for (const line of linesOf(place, base, frame.zoom)) {
      if (ux < line.minX - limit || ux > line.maxX + limit) continue;
      if (uy < line.minY - limit || uy > line.maxY + limit) continue;
      const distance = distanceSquared(line, ux, uy);
      if (distance <= closest) {
        best = place;
        closest = distance;
      }
    }
  }
  return best;
}

const orders = new WeakMap();

/** The places that cover ground, in the order in which a point of it answers for them. */
function layered(places) {
  // Of a crowd, what is drawn as wide changes; the list of it is then another one.
  if (!orders.has(places.vague)) {
    const bySize = (a, b) => a.reach - b.reach;
    const vague = [...places.vague].sort(bySize);
    const limited = vague.filter((place) => !isVast(place));
    const circles = [...places.circles].sort(bySize);
    orders.set(places.vague, [...circles, ...limited, ...places.areas, ...vague.filter(isVast)]);
  }
  return orders.get(places.vague);
}

/** A soft region before the country that it lies in, the smaller first; an ocean after all else. */
function areaAt(frame, places, base, x, y) {
  const [ux, uy] = unitOf(frame, x, y);
  return layered(places).find((place) => {
    if (place.shape === "area" || place.rings.length > 0) {
      return contains(polygonsOf(place, base, frame.zoom), ux, uy);
    }
    // What is small stands as a pin, or within one.
    if (place.shape === "circle" && !places.isWide(place, frame.zoom)) return false;
    return Math.hypot(ux - place.x, uy - place.y) <= place.reach;
  });
}
