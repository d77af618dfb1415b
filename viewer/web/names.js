// The base map's own names: countries, seas and cities that a frame has room for.

import { shortCount } from "./cluster.js";
import { hasPins } from "./marks.js";
import { makeLabel } from "./label.js";
import { toUnit } from "./mercator.js";

/** From here on a shaded country does not fill the map, and its cities are named. */
const NEAR = 7;
const SEAS = { size: 11.5, italic: true, spacing: 0.6, air: 8 };

/** The least population of a city that a zoom shows. */
export function leastPopulation(zoom) {
  const steps = [
    [3, Infinity],
    [4, 4e6],
    [5, 1e6],
    [6, 4e5],
    [7, 1.5e5],
    [8, 6e4],
    [9, 2.5e4],
  ];
  const step = steps.find(([until]) => zoom < until);
  return step ? step[1] : 0;
}

/** Labels of the base map in the order in which they may take room. */
export function baseNames(frame, places, state, theme) {
  const { labels } = state.base;
  if (!labels) return [];
  return [
    ...countries(frame, places, labels.countries ?? [], theme, state),
    ...seas(frame, labels.seas ?? [], theme),
    ...(state.layer === "shaded" && frame.zoom < NEAR ? [] : cities(frame, labels, theme)),
  ];
}

function spotsOf(frame, lat, lon) {
  const [x, y] = toUnit(lat, lon);
  const py = y * frame.worldSize - frame.top;
  if (py < 0 || py > frame.height) return [];
  return frame.copies
    .map((k) => [(x + k) * frame.worldSize - frame.left, py])
    .filter(([px]) => px >= 0 && px <= frame.width);
}

function countries(frame, places, rows, theme, state) {
  const most = frame.zoom < 5 ? frame.zoom : frame.zoom < 6.5 ? 5 : 6;
  const size = frame.zoom < 3 ? 10 : frame.zoom < 5 ? 11.5 : 13;
  const shaded = state.layer === "shaded" ? places.countries : {};
  // Countries that are drawn themselves have labels of their own.
  const drawn = hasPins(state) ? places.codes : new Set();
  return rows
    .filter(([, , rank, , code]) => rank <= most && !drawn.has(code))
    .flatMap(([lat, lon, , name, code]) =>
      spotsOf(frame, lat, lon).map(([x, y]) =>
        makeLabel(frame, theme, {
          text: name.toUpperCase(),
          badge: shaded[code] ? shortCount(shaded[code]) : "",
          size: size * 0.88,
          weight: shaded[code] ? 600 : 500,
          spacing: 1.1,
          colour: shaded[code] ? theme.label : theme.country,
          air: 4,
          x,
          y,
        }),
      ),
    );
}

function seas(frame, rows, theme) {
  return rows
    .filter(([, , rank]) => rank <= frame.zoom * 0.9)
    .flatMap(([lat, lon, , name]) =>
      spotsOf(frame, lat, lon).map(([x, y]) =>
        makeLabel(frame, theme, { ...SEAS, text: name, colour: theme.sea_label, x, y }),
      ),
    );
}

function cities(frame, labels, theme) {
  const least = leastPopulation(frame.zoom);
  const { north, south } = frame.bounds;
  const found = [];
  for (const [lat, lon, population, name, , capital] of labels.cities) {
    const small = population < least;
    if (small && !capital) continue;
    if (small && frame.zoom < (population < 2e5 ? 5.5 : 4)) continue;
    if (lat > north || lat < south) continue;
    for (const [x, y] of spotsOf(frame, lat, lon)) {
      found.push(cityLabel(frame, theme, name, capital, x, y));
    }
    if (found.length > 600) break;
  }
  return found;
}

function cityLabel(frame, theme, name, capital, x, y) {
  const r = 2.2 * frame.scale;
  return makeLabel(frame, theme, {
    text: name,
    size: capital ? 11.5 : 11,
    weight: capital ? 500 : 400,
    colour: theme.city,
    spots: "around",
    around: r,
    dot: [x - r, y - r, x + r, y + r],
    air: 5,
    x,
    y,
  });
}
