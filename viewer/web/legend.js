// The legend of a figure. Its samples are painted by the painting of the map itself, so that
// they cannot differ from what they explain.

import { Places, boundsOf, frameAt, paintPlaces, pinsIn } from "./paint.js";
import { isCircle } from "./scene.js";
import { classNames, classesOf, shadesFor } from "./shade.js";
import { rampOf } from "./heat.js";
import { makeShape } from "./shape.js";
import { fitted } from "./figuretext.js";
import { pinRadius } from "./cluster.js";
import { crowdRadius } from "./gather.js";
import { EARTH_AROUND_KM } from "./scene.js";

const ROW = 26;
const SYMBOL = 46;
const STEPS = 24;
const WIDE = 84;

/** The rows that a map of these places needs: {label, sample, height}. */
export function legendRows(frame, places, state) {
  if (state.layer === "heat") return [heatRow];
  if (state.layer === "shaded") return shadeRows(places);
  const pins = pinsIn(frame, places, state).filter((pin) => !isCircle(pin));
  const rows = [];
  const counts = pins.map((pin) => pin.count);
  if (counts.length > 0) rows.push(pinRow(counts, radiusIn(places)));
  if (pins.some((pin) => pin.size > 1)) {
    rows.push({ label: "Several places close together", height: 34, sample: clusterSample });
  }
  const seen = (list) => list.filter((place) => isSeen(frame, place));
  const areas = seen(places.areas);
  if (seen(places.lines).length > 0) {
    rows.push({ label: "Border that is named", height: ROW, sample: lineSample });
  }
  if (areas.length > 0) {
    rows.push(areaRow(areas.map((place) => place.count), places.most));
  }
  if (seen(places.vague).length > 0) {
    const broad = seen(places.vague).every((place) => places.wide(frame.zoom).includes(place));
    const sample = broad ? regionSample : smallRegionSample;
    rows.push({ label: "Region, no exact spot given", height: 32, sample });
  }
  if (seen(places.circles).length > 0) {
    rows.push({ label: "Somewhere within this distance", height: 32, sample: circleSample });
  }
  if (pins.some((pin) => pin.unsure)) {
    rows.push({ label: "Place that is not certain", height: ROW, sample: unsureSample });
  }
  return rows;
}

/** Whether the box of a place touches what a frame shows, in any of the world's copies. */
function isSeen({ bounds }, place) {
  const { south, west, north, east } = boundsOf(place);
  if (south > bounds.north || north < bounds.south) return false;
  const right = east < west ? east + 360 : east;
  return [-360, 0, 360].some((turn) => west + turn <= bounds.east && right + turn >= bounds.west);
}

/** The height of a legend in CSS px, its heading included. */
export function legendHeight(rows) {
  return rows.reduce((sum, row) => sum + row.height, 26);
}

/** Paints the legend in its box, in CSS px; its samples look as at `zoom`. */
export function paintLegend(ctx, rows, { x, y, width }, ink, theme, zoom) {
  ctx.fillStyle = ink.heading;
  ctx.font = `600 11.5px ${theme.family}`;
  ctx.fillText("Legend", x, y + 11);
  let top = y + 24;
  for (const row of rows) {
    const middle = top + row.height / 2;
    const used = row.sample(ctx, x, middle, theme, zoom) ?? SYMBOL;
    ctx.fillStyle = ink.text;
    ctx.font = `12px ${theme.family}`;
    ctx.textAlign = "left";
    ctx.fillText(fitted(ctx, row.label, width - used - 10), x + used + 10, middle + 4);
    top += row.height;
  }
}

const heatRow = {
  label: "Passages, few to many",
  height: ROW,
  sample(ctx, x, y, theme) {
    const ramp = rampOf(theme.heat);
    for (let i = 0; i < STEPS; i += 1) {
      const at = 4 * Math.floor((i * 255) / (STEPS - 1));
      ctx.fillStyle = `rgb(${ramp[at]}, ${ramp[at + 1]}, ${ramp[at + 2]})`;
      ctx.fillRect(x + 2 + (i * WIDE) / STEPS, y - 6, WIDE / STEPS + 0.3, 12);
    }
    return WIDE + 4;
  },
};

function shadeRows(places) {
  const classes = classesOf(places.countries);
  return classNames(classes).map((name, i) => ({
    label: `${name} mentions`,
    height: 22,
    sample(ctx, x, y, theme) {
      ctx.fillStyle = shadesFor(classes, theme)[i];
      ctx.fillRect(x + 2, y - 7, SYMBOL - 4, 14);
      ctx.strokeStyle = theme.border;
      ctx.lineWidth = 0.8;
      ctx.strokeRect(x + 2, y - 7, SYMBOL - 4, 14);
    },
  }));
}

/** The radius of a pin by its passages, as these places are drawn. */
function radiusIn({ sight }) {
  return sight ? (count) => crowdRadius(count, sight.most) : pinRadius;
}

// Pins of one passage, of as many as the largest has, and of one between.
function pinRow(counts, radiusOf) {
  const most = Math.max(...counts);
  const shown = [...new Set([1, Math.round(Math.sqrt(most)), most])].filter((n) => n > 0);
  const width = shown.reduce((sum, count) => sum + 2 * radiusOf(count) + 6, -6);
  return {
    label: most === 1 ? "Place, in one passage" : "Place, by passages",
    height: Math.max(ROW, 2 * radiusOf(most) + 10),
    sample(ctx, x, y, theme, zoom) {
      let at = x;
      for (const count of shown) {
        const radius = radiusOf(count);
        const pin = [spot("point", { count })];
        paintSample(ctx, pin, at + radius, y, theme, zoom, {}, 1, radius);
        at += 2 * radius + 6;
      }
      return Math.max(SYMBOL, width);
    },
  };
}

function clusterSample(ctx, x, y, theme, zoom) {
  const pair = [spot("point", { id: "a", count: 3 }), spot("point", { id: "b", count: 2 })];
  paintSample(ctx, pair, x + SYMBOL / 2, y, theme, zoom);
}

function lineSample(ctx, x, y, theme, zoom) {
  const line = box(zoom, [-20, 5], [-8, -4], [3, 3], [20, -5]);
  paintSample(ctx, [spot("line", { boundary: "sample" })], x + SYMBOL / 2, y, theme, zoom, {
    border: () => [line],
  });
}

// The tints of the countries with the fewest and with the most passages, side by side.
function areaRow(counts, mostOfAll) {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return {
    label: least === most ? "Country" : "Country, tinted by passages",
    height: ROW,
    sample(ctx, x, y, theme, zoom) {
      ctx.fillStyle = theme.land;
      ctx.fillRect(x + 2, y - 8, SYMBOL - 4, 16);
      const rings = { least: [[block(zoom, -21, 0)]], most: [[block(zoom, 0, 21)]] };
      const level = { country: (code) => rings[code] ?? [] };
      const spots = [
        spot("area", { id: "least", boundary: "least", count: least }),
        spot("area", { id: "most", boundary: "most", count: most }),
        // Tints are by the most mentioned of all, which may be out of view.
        spot("area", { id: "all", boundary: "all", count: mostOfAll }),
      ];
      paintSample(ctx, spots, x + SYMBOL / 2, y, theme, zoom, level);
      ctx.strokeStyle = theme.border;
      ctx.lineWidth = 0.8;
      ctx.strokeRect(x + 2, y - 8, SYMBOL - 4, 16);
    },
  };
}

function block(zoom, left, right) {
  return box(zoom, [left, -8], [right, -8], [right, 8], [left, 8], [left, -8]);
}

function smallRegionSample(ctx, x, y, theme, zoom) {
  regionSample(ctx, x, y, theme, zoom);
  paintSample(ctx, [spot("point", {})], x + SYMBOL / 2, y, theme, zoom);
}

function regionSample(ctx, x, y, theme, zoom) {
  // So wide that it is no pin.
  const region = spot("vague", { count: 0, radius: (56 / worldOf(zoom)) * EARTH_AROUND_KM });
  paintSample(ctx, [region], x + SYMBOL / 2, y, theme, zoom, {}, 0.27);
}

function circleSample(ctx, x, y, theme, zoom) {
  paintSample(ctx, [spot("circle", {})], x + SYMBOL / 2, y, theme, zoom);
}

function unsureSample(ctx, x, y, theme, zoom) {
  paintSample(ctx, [spot("point", { unsure: true })], x + SYMBOL / 2, y, theme, zoom);
}

function spot(shape, more) {
  const at = { id: "sample", title: "", kind: "", lat: 0, lon: 0, count: 1, mentions: 1 };
  return { ...at, articles: 1, bounds: [0, 0, 0, 0], shape, ...more };
}

const worldOf = (zoom) => 256 * 2 ** zoom;

/** A line through points that are given in px from the middle of the sample. */
function box(zoom, ...points) {
  return makeShape(Float64Array.from(points.flat(), (px) => 0.5 + px / worldOf(zoom)));
}

function paintSample(ctx, spots, x, y, theme, zoom, level = {}, scale = 1, radius = null) {
  const empty = { border: () => [], country: () => [], ...level };
  const size = 100;
  const world = worldOf(zoom) * scale;
  const left = world / 2 - size / 2;
  const frame = frameAt({ width: size, height: size, left, top: left, zoom, scale });
  ctx.save();
  ctx.translate(x - size / 2, y - size / 2);
  const state = { base: { level: () => empty, water: () => null }, selected: null, hovered: null };
  const places = new Places({ places: spots });
  if (radius) for (const pin of places.clusters(zoom)) pin.radius = radius;
  paintPlaces(ctx, frame, places, theme, state);
  ctx.restore();
}
