// Where the map goes when a pin of several places is opened.

import { fromUnit } from "./mercator.js";

const SPLIT = 0.5;
// So many px apart at the nearest, two pins stand each for itself.
const APART = 18;
// Of the shorter side of the map, what a pin of a crowd holds fills so much when it is opened.
const SPREAD = 0.6;

/** The zoom at which the places of a cluster come apart; null if they never do. */
export function splitZoom(map, places, members) {
  const first = Math.floor(map.getZoom() / SPLIT) * SPLIT + SPLIT;
  for (let zoom = first; zoom <= map.getMaxZoom(); zoom += SPLIT) {
    if (around(places, members[0], zoom).length < members.length) return zoom;
  }
  return null;
}

/** All places in the cluster of a place at a zoom. */
export function around(places, place, zoom) {
  const clusters = places.clusters(zoom);
  return clusters.find(({ members }) => members.includes(place))?.members ?? [place];
}

/** The view in which what lies within a box of the unit square comes apart; null if it never does. */
export function apartAt(map, [left, top, right, bottom], pin) {
  const round = right - left > 0.5;
  const wide = round ? 1 - (right - left) : right - left;
  const most = map.getMaxZoom();
  const across = 256 * Math.max(wide, bottom - top);
  if (across * 2 ** most < APART || map.getZoom() >= most - 0.01) return null;
  const size = map.getSize();
  const fills = Math.log2((SPREAD * Math.min(size.x, size.y)) / across);
  const zoom = Math.min(most, Math.max(map.getZoom() + 1, fills));
  const middle = round ? [pin.x, pin.y] : [(left + right) / 2, (top + bottom) / 2];
  return { ...fromUnit(...middle), zoom };
}
