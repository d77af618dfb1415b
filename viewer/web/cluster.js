// Pins that would overlap are drawn as one, with the sum of their counts.

/** Radius of a pin in px of the screen: it grows with the root of its passages. */
export function pinRadius(count) {
  return Math.min(24, 4.4 + 2.5 * Math.sqrt(Math.max(1, count)));
}

const GAP = 2;
const CELL = 2 * pinRadius(1e9) + GAP;

/** Neighbours on a grid of cells that are wide enough for any two pins to touch. */
class Grid {
  constructor() {
    this.cells = new Map();
  }

  add(item, x, y) {
    const key = `${Math.floor(x / CELL)},${Math.floor(y / CELL)}`;
    const cell = this.cells.get(key);
    if (cell) cell.push(item);
    else this.cells.set(key, [item]);
  }

  *near(x, y) {
    const column = Math.floor(x / CELL);
    const row = Math.floor(y / CELL);
    for (let i = column - 1; i <= column + 1; i += 1) {
      for (let j = row - 1; j <= row + 1; j += 1) yield* this.cells.get(`${i},${j}`) ?? [];
    }
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
    count,
    x: place.x,
    y: place.y,
    radius: pinRadius(count),
  }));
}

/** One pass: each cluster joins the first that it would overlap; those that join have grown. */
function merge(clusters) {
  const grid = new Grid();
  const kept = [];
  for (const cluster of clusters) {
    let host = null;
    let closest = Infinity;
    for (const other of grid.near(cluster.x, cluster.y)) {
      const distance = Math.hypot(other.x - cluster.x, other.y - cluster.y);
      const room = pinRadius(other.count) + pinRadius(cluster.count) + GAP;
      if (distance < room && distance < closest) {
        host = other;
        closest = distance;
      }
    }
    if (host) {
      host.members = host.members.concat(cluster.members);
      host.count += cluster.count;
    } else {
      grid.add(cluster, cluster.x, cluster.y);
      kept.push(cluster);
    }
  }
  return kept;
}

/** Counts that fit in a pin: 940, 1.2k, 13k. */
export function shortCount(count) {
  if (count < 1000) return String(count);
  if (count < 9950) return `${(count / 1000).toFixed(1).replace(".0", "")}k`;
  return `${Math.round(count / 1000)}k`;
}
