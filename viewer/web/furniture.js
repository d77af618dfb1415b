// What stands around the map of a figure: header, articles, attribution, scale bar.

import { FONTS } from "./figurelayout.js";
import { directionOf, write } from "./figuretext.js";

/** The colours of text and rules on the paper of a figure. */
export function inkOf(theme) {
  return theme.name === "dark"
    ? { paper: "#14191e", text: "#e6e9ec", heading: "#9aa5af", faint: "#9aa5af", frame: "#4a545d" }
    : { paper: "#ffffff", text: "#22262a", heading: "#5b646c", faint: "#5b646c", frame: "#8d969e" };
}

/** The title and what was placed. */
export function paintHeader(ctx, box, ink, theme) {
  ctx.font = FONTS.title(theme.family);
  ctx.fillStyle = ink.text;
  box.lines.forEach((line, i) => write(ctx, line, box.x, box.y + 24 + i * 31, box.width));
  if (!box.counts) return;
  ctx.font = FONTS.counts(theme.family);
  ctx.fillStyle = ink.faint;
  const y = box.y + box.lines.length * 31 + 14;
  // Under the beginning of the title, wherever that is.
  const right = directionOf(box.lines.join(" ")) === "rtl";
  ctx.textAlign = right ? "right" : "left";
  ctx.fillText(box.counts, right ? box.x + box.width : box.x, y);
  ctx.textAlign = "left";
}

/** The articles that the map was made from. */
export function paintArticles(ctx, list, ink, theme) {
  ctx.font = FONTS.heading(theme.family);
  ctx.fillStyle = ink.heading;
  write(ctx, "Articles", list.x, list.y + 11, list.width, "ltr");
  for (const entry of list.entries) {
    ctx.font = FONTS.article(theme.family);
    ctx.fillStyle = ink.text;
    const direction = directionOf(entry.lines.join(" "));
    entry.lines.forEach((line, i) => {
      write(ctx, line, entry.x, entry.y + 12 + i * 16, entry.width, direction);
    });
    ctx.font = FONTS.byline(theme.family);
    ctx.fillStyle = ink.faint;
    const y = entry.y + 11 + entry.lines.length * 16;
    write(ctx, entry.byline, entry.x, y, entry.width, direction);
  }
  if (!list.rest) return;
  ctx.font = FONTS.byline(theme.family);
  ctx.fillStyle = ink.faint;
  const { count, x, y } = list.rest;
  const text = list.entries.length > 0 ? `and ${count.toLocaleString("en")} more` : `${count} articles`;
  write(ctx, text, x, y + 11, list.columnWidth, "ltr");
}

/** Whose map and names these are. */
export function paintFooter(ctx, box, ink, theme) {
  ctx.font = FONTS.credit(theme.family);
  ctx.fillStyle = ink.faint;
  box.lines.forEach((line, i) => write(ctx, line, box.x, box.y + 11 + i * 14, box.width, "ltr"));
}

const EQUATOR_M = 40_075_016.686;
const MILE_M = 1609.344;

/** The longest 1, 2 or 5 times a power of ten that is at most `length`. */
export function niceLength(length) {
  const power = 10 ** Math.floor(Math.log10(length));
  const step = [5, 2, 1].find((factor) => factor * power <= length);
  return step * power;
}

/** Kilometres above, miles below; right for the latitude in the middle of the map. */
export function paintScaleBar(ctx, map, frame, ink, theme) {
  const { south, north } = frame.bounds;
  const [x, y] = [map.x + 14, map.y + map.height - 20];
  const lat = latitudeInTheMiddle(frame);
  const metres = (EQUATOR_M * Math.cos((lat * Math.PI) / 180) * frame.scale) / frame.worldSize;
  const room = Math.min(150, map.width * 0.3);
  const km = metricBar(niceLength(room * metres));
  const mi = milesBar(room * metres);
  // Where the scale differs by more than a tenth over the map, it says where it holds.
  const widest = Math.max(...[south, north].map((one) => Math.cos((one * Math.PI) / 180)));
  const narrowest = Math.min(...[south, north].map((one) => Math.cos((one * Math.PI) / 180)));
  const where = widest > 1.1 * narrowest ? latitudeText(lat) : "";
  const lengths = [km.length_m / metres, mi.length_m / metres];
  const width = Math.max(...lengths);
  ctx.save();
  ctx.fillStyle = ink.paper;
  ctx.strokeStyle = ink.frame;
  ctx.lineWidth = 1;
  ctx.font = `10.5px ${theme.family}`;
  const note = where ? ctx.measureText(where).width + 8 : 0;
  const ground = [map.x, y - 21, width + note + 28, map.y + map.height - y + 21];
  ctx.fillRect(...ground);
  ctx.strokeRect(...ground);
  ctx.fillStyle = ink.text;
  ctx.strokeStyle = ink.text;
  ctx.lineWidth = 1.3;
  ctx.beginPath();
  ctx.moveTo(x, y - 7);
  ctx.lineTo(x, y + 7);
  ctx.moveTo(x, y);
  ctx.lineTo(x + width, y);
  ctx.moveTo(x + lengths[0], y);
  ctx.lineTo(x + lengths[0], y - 7);
  ctx.moveTo(x + lengths[1], y);
  ctx.lineTo(x + lengths[1], y + 7);
  ctx.stroke();
  ctx.fillText(km.text, x + 5, y - 4);
  ctx.fillText(mi.text, x + 5, y + 12);
  ctx.fillStyle = ink.faint;
  if (where) ctx.fillText(where, x + width + 8, y + 4);
  ctx.restore();
}

function metricBar(length) {
  const text = length >= 1000 ? `${(length / 1000).toLocaleString("en")} km` : `${length} m`;
  return { length_m: length, text };
}

function milesBar(room) {
  if (room >= MILE_M) {
    const miles = niceLength(room / MILE_M);
    return { length_m: miles * MILE_M, text: `${miles.toLocaleString("en")} mi` };
  }
  const feet = niceLength(room / 0.3048);
  return { length_m: feet * 0.3048, text: `${feet.toLocaleString("en")} ft` };
}

function latitudeInTheMiddle(frame) {
  const y = (frame.top + frame.height / 2) / frame.worldSize;
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

function latitudeText(lat) {
  const rounded = Math.round(lat);
  if (rounded === 0) return "at the equator";
  return `at ${Math.abs(rounded)}° ${rounded > 0 ? "N" : "S"}`;
}
