// Pins that would overlap are drawn as one, with the sum of their counts.

/** Radius of a pin in px of the screen: it grows with the root of its passages. */
export function pinRadius(count) {
  return Math.min(24, 4.4 + 2.5 * Math.sqrt(Math.max(1, count)));
}

const GAP = 2;
const CELL = 2 * pinRadius(1e9) + GAP;

const ROW = 2 ** 24;

/** Neighbours on a grid of cells that are wide enough for any two pins to touch. */
class Grid {
  constructor() {
    this.cells = new Map();
  }

  add(item) {
    const key = Math.floor(item.x / CELL) * ROW + Math.floor(item.y / CELL);
    const cell = this.cells.get(key);
    if (cell) cell.push(item);
    else this.cells.set(key, [item]);
  }

  /** The nearest of those that a cluster would overlap; null if there is none. */
  touching({ x, y, count }) {
    const radius = pinRadius(count) + GAP;
    const middle = Math.floor(x / CELL) * ROW + Math.floor(y / CELL);
    let nearest = null;
    let closest = Infinity;
    for (let column = -ROW; column <= ROW; column += ROW) {
      for (let row = -1; row <= 1; row += 1) {
        for (const other of this.cells.get(middle + column + row) ?? []) {
          const distance = Math.hypot(other.x - x, other.y - y);
          if (distance < closest && distance < radius + pinRadius(other.count)) {
            nearest = other;
            closest = distance;
          }
        }
      }
    }
    return nearest;
  }
}

/**
 * Clusters at a zoom: every place is in exactly one; a cluster stands where its most mentioned
 * place is. `places` come most mentioned first, with `x` and `y` in the unit square.
 */
export function clusterPlaces(places, zoom) {
  const size = 256 * 2 ** zoom;
  let clusters = places.map((place) => ({
    place,
    members: [place],
    count: place.count,
    x: place.x * size,
    y: place.y * size,
  }));
  let before;
  do {
    before = clusters.length;
    clusters = merge(clusters);
  } while (clusters.length < before);
  return clusters.map(({ place, members, count }) => ({
    place,
    members,
    size: members.length,
    unsure: members.every((member) => member.unsure),
    count,
    x: place.x,
    y: place.y,
    radius: pinRadius(count),
  }));
}

/** One pass: each cluster joins the nearest that it would overlap; those that join have grown. */
function merge(clusters) {
  const grid = new Grid();
  const kept = [];
  for (const cluster of clusters) {
    const host = grid.touching(cluster);
    if (host) {
      for (const place of cluster.members) host.members.push(place);
      host.count += cluster.count;
    } else {
      grid.add(cluster);
      kept.push(cluster);
    }
  }
  return kept;
}

/** Counts that fit in a pin: 940, 1.2k, 13k, 1.5M. */
export function shortCount(count) {
  if (count < 1000) return String(count);
  if (count < 9950) return `${(count / 1000).toFixed(1).replace(".0", "")}k`;
  if (count < 999_500) return `${Math.round(count / 1000)}k`;
  return `${(count / 1e6).toFixed(1).replace(".0", "")}M`;
}
