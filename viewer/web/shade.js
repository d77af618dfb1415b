// Countries shaded by how often their places are mentioned.

import { contains } from "./shape.js";
import { fillRings, paintWater, strokeLines } from "./ground.js";
import { shortCount } from "./cluster.js";

/** Of the countries that are mentioned, these shares lie below the classes' lower ends. */
const SHARES = [0, 0.35, 0.62, 0.83, 0.95];

/** Paints the countries; those without a mention stay as the base map has them. */
export function paintShades(ctx, frame, places, theme, state) {
  const level = state.base.level(frame.zoom);
  const classes = classesOf(places.countries);
  if (!level || classes.length === 0) return;
  const rings = classes.map(() => []);
  for (const [code, count] of Object.entries(places.countries)) {
    rings[classOf(classes, count)].push(...level.country(code).flat());
  }
  const colours = shadesFor(classes, theme);
  ctx.globalAlpha = 0.88;
  rings.forEach((shaded, i) => fillRings(ctx, frame, shaded, colours[i]));
  ctx.globalAlpha = 1;
  const water = state.names === false ? null : state.base.water(frame.zoom);
  if (water) paintWater(ctx, frame, water, theme);
  ctx.globalAlpha = 0.75;
  strokeLines(ctx, frame, rings.flat(), theme.shadeEdge, frame.zoom < 4 ? 0.6 : 1);
  ctx.globalAlpha = 1;
}

/** The least counts of the classes, rising: round numbers, at most five. */
export function classesOf(countries) {
  const counts = Object.values(countries).filter((count) => count > 0).sort((a, b) => a - b);
  if (counts.length === 0) return [];
  const ends = SHARES.map((share) => counts[Math.floor(share * (counts.length - 1))]).map(roundDown);
  return [...new Set([1, ...ends.slice(1)])].sort((a, b) => a - b);
}

/** 1, 2 or 5 times a power of ten, at most `count`. */
function roundDown(count) {
  const power = 10 ** Math.floor(Math.log10(count) + 1e-9);
  return [5, 2, 1].find((factor) => factor * power <= count) * power;
}

/** The class of a count. */
function classOf(classes, count) {
  return classes.findLastIndex((least) => count >= least);
}

/** A colour for each class; where there are few, far apart. */
export function shadesFor(classes, theme) {
  const last = theme.shades.length - 1;
  if (classes.length === 1) return [theme.shades[Math.ceil(last / 2)]];
  return classes.map((_, i) => theme.shades[Math.round((i * last) / (classes.length - 1))]);
}

/** What the classes are called: "1 to 19", "5k and more". */
export function classNames(classes) {
  return classes.map((least, i) => {
    if (i === classes.length - 1) return `${shortCount(least)} and more`;
    const most = classes[i + 1] - 1;
    return most === least ? shortCount(least) : `${shortCount(least)} to ${below(classes[i + 1])}`;
  });
}

/** The end of a class below the next: 19, or where that is in thousands, about there. */
function below(next) {
  return next <= 1000 ? String(next - 1) : shortCount(next);
}

/** The country at a point of the unit square, {code, name, count}; null where none is mentioned. */
export function countryAt(frame, places, base, x, y) {
  const level = base.level(frame.zoom);
  if (!level) return null;
  const found = Object.entries(places.countries).find(([code]) => contains(level.country(code), x, y));
  if (!found) return null;
  const [code, count] = found;
  const row = (base.labels?.countries ?? []).find((one) => one[4] === code);
  return { code, count, name: row ? row[3] : code };
}
