// Paints what the articles name: areas, lines, soft regions, pins.

import { shortCount } from "./cluster.js";
import { fillRings, paintWater, strokeLines } from "./ground.js";
import { paintHeat } from "./heat.js";
import { paintShades } from "./shade.js";
import { LEAST_CIRCLE, VAST_KM, isCircle, isVast, linesOf, polygonsOf } from "./scene.js";

/**
 * Paints the mentioned places, without their labels. `state` is {base, selected, hovered, layer}:
 * the base map's data, the ids of the selected place and of the one pointed at, and whether
 * places are shown as "pins", as "heat", or by "shaded" countries.
 */
export function paintPlaces(ctx, frame, places, theme, state) {
  ctx.save();
  ctx.lineJoin = "round";
  ctx.lineCap = "round";
  if (state.layer === "heat") paintHeat(ctx, frame, places, theme);
  else if (state.layer === "shaded") paintShades(ctx, frame, places, theme, state);
  if (hasPins(state)) paintGround(ctx, frame, places, theme, state);
  else paintChosen(ctx, frame, places, theme, state);
  paintPins(ctx, frame, places, theme, state);
  ctx.restore();
}

/** Whether each place is shown for itself; else the selected one alone is. */
export function hasPins({ layer }) {
  return layer !== "heat" && layer !== "shaded";
}

/** The selected place on a layer that has no others. */
function paintChosen(ctx, frame, places, theme, state) {
  const chosen = places.byId.get(state.selected);
  if (chosen?.shape === "area") outlineArea(ctx, frame, chosen, theme, state);
  if (chosen?.shape === "line") paintLine(ctx, frame, chosen, theme, state);
  if (chosen?.shape === "circle") paintCircle(ctx, frame, chosen, theme, state);
  if (chosen?.shape === "vague") paintVague(ctx, frame, chosen, theme, state, 1);
}

function paintGround(ctx, frame, places, theme, state) {
  for (const place of places.areas) paintArea(ctx, frame, place, places.most, theme, state);
  const water = state.names === false ? null : state.base.water(frame.zoom);
  if (water && places.areas.length > 0) paintWater(ctx, frame, water, theme);
  const soft = places.soft(frame.zoom, state.selected, state.hovered);
  for (const place of soft.vague) {
    paintVague(ctx, frame, place, theme, state, places.room(place, frame.zoom));
  }
  for (const place of soft.circles) paintCircle(ctx, frame, place, theme, state);
  for (const place of places.lines) paintLine(ctx, frame, place, theme, state);
  const chosen = places.byId.get(state.selected);
  if (chosen?.shape === "area") outlineArea(ctx, frame, chosen, theme, state);
}

function paintPins(ctx, frame, places, theme, state) {
  const pins = pinsIn(frame, places, state).filter((pin) => !isCircle(pin));
  for (const pin of pins) if (!isOn(pin, places, state)) paintPin(ctx, pin, theme, frame.scale);
  for (const pin of pins) {
    if (!isOn(pin, places, state)) continue;
    paintHalo(ctx, pin, theme, frame.scale, pin.place.id === state.selected);
    paintPin(ctx, pin, theme, frame.scale);
  }
}

/** The pins and clusters that a frame sees: {place, members, count, x, y, radius}, in px. */
export function pinsIn(frame, places, state) {
  const found = [];
  const all = places.clusters(frame.zoom, state.selected);
  const shown = hasPins(state) ? all : all.filter((pin) => isChosen(pin, state)).map(alone);
  for (const cluster of shown) {
    const radius = cluster.radius * frame.scale;
    for (const k of frame.copies) {
      const x = (cluster.x + k) * frame.worldSize - frame.left;
      const y = cluster.y * frame.worldSize - frame.top;
      if (x < -radius || x > frame.width + radius) continue;
      if (y < -radius || y > frame.height + radius) continue;
      found.push({ ...cluster, x, y, radius });
    }
  }
  return found;
}

function isChosen(pin, state) {
  return state.selected != null && pin.place.id === state.selected;
}

/** A pin without what it hides. */
function alone(pin) {
  const { place } = pin;
  return { ...pin, members: [place], under: [], size: 1, count: place.count, unsure: place.unsure };
}

function isOn(pin, places, state) {
  if (isChosen(pin, state)) return true;
  return state.hovered != null && places.holds(pin, state.hovered);
}

function paintArea(ctx, frame, place, most, theme, state) {
  const rings = polygonsOf(place, state.base, frame.zoom).flat();
  const share = Math.sqrt(place.count / most);
  const lift = place.id === state.hovered ? 0.06 : 0;
  // Seen from near, the tint of a country would be all there is to see.
  const near = Math.max(0.45, Math.min(1, 1 - (frame.zoom - 6) / 5));
  ctx.globalAlpha = (0.05 + 0.13 * share) * near + lift;
  fillRings(ctx, frame, rings, theme.tint);
  ctx.globalAlpha = 0.3;
  strokeLines(ctx, frame, rings, theme.tintEdge, frame.zoom < 4 ? 0.7 : 1);
  ctx.globalAlpha = 1;
}

function outlineArea(ctx, frame, place, theme, state) {
  const rings = polygonsOf(place, state.base, frame.zoom).flat();
  ctx.globalAlpha = 0.9;
  strokeLines(ctx, frame, rings, theme.casing, 4.2);
  ctx.globalAlpha = 1;
  strokeLines(ctx, frame, rings, theme.select, 1.8);
}

/** How far a soft region reaches beyond its radius, and from where on it is as strong as inside. */
const [OUTER, INNER] = [1.24, 0.64];

/** A region whose edge the text does not tell: it fades out, with no outline. */
function paintVague(ctx, frame, place, theme, state, room) {
  if (!sees(frame, place, 1.3)) return;
  const strong = place.id === state.selected || place.id === state.hovered;
  // A region that fills the view, or half the world, would be all there is to see.
  const wide = Math.max(0.24, Math.min(1, 110 / discRadius(frame, place)));
  const most = (strong ? 0.44 : 0.3 * vastness(place) * room) * wide;
  if (place.rings.length === 0 && ctx.createRadialGradient) {
    fadeDiscs(ctx, frame, place, most, theme);
    return;
  }
  const steps = Math.max(8, Math.min(36, (place.reach * 512 * 2 ** frame.zoom) / 14));
  // Layers so faint that a colour's 256 steps do not tell them apart would add up to grey.
  const layers = Math.round(Math.max(2, Math.min(steps, most / 0.008)));
  // So many layers, one on the other, come to this much in the middle.
  ctx.globalAlpha = 1 - (1 - most) ** (1 / layers);
  for (let i = 0; i < layers; i += 1) {
    const factor = OUTER - ((OUTER - INNER) * i) / (layers - 1);
    if (place.rings.length > 0) {
      fillRings(ctx, frame, place.rings.map((ring) => grown(ring, place, factor)), theme.accent);
    } else {
      fillDiscs(ctx, frame, place, discRadius(frame, place) * factor, theme.accent);
    }
  }
  ctx.globalAlpha = 1;
}

/** How strong a region is drawn, of 1: what covers half the world is there to be named, not seen. */
function vastness(place) {
  return isVast(place) ? Math.max(0.12, (VAST_KM / place.radius) ** 2) : 1;
}

/** A soft disc in one filling, where the canvas knows gradients: as strong as its layers would be. */
function fadeDiscs(ctx, frame, place, most, theme) {
  const radius = discRadius(frame, place) * OUTER * frame.scale;
  for (const k of frame.copies) {
    const x = (place.x + k) * frame.worldSize - frame.left;
    const y = place.y * frame.worldSize - frame.top;
    const fade = ctx.createRadialGradient(x, y, (radius * INNER) / OUTER, x, y, radius);
    for (let step = 0; step <= 8; step += 1) {
      const alpha = 1 - (1 - most) ** (1 - step / 8);
      fade.addColorStop(step / 8, translucent(theme.accent, alpha));
    }
    ctx.fillStyle = fade;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fill();
  }
}

/** A colour #rrggbb with an alpha of 0 to 1. */
function translucent(colour, alpha) {
  return colour + Math.round(alpha * 255).toString(16).padStart(2, "0");
}

/** The radius of a region without an outline, in px of the screen; never too small to be seen. */
function discRadius(frame, place) {
  return Math.max(place.reach > 0 ? 8 : 40, place.reach * 256 * 2 ** frame.zoom);
}

/** Whether a frame sees a place, were it `factor` times as large. */
function sees(frame, place, factor) {
  const far = Math.max(place.reach * frame.worldSize, 40 * frame.scale) * factor;
  const y = place.y * frame.worldSize - frame.top;
  if (y < -far || y > frame.height + far) return false;
  return frame.copies.some((k) => {
    const x = (place.x + k) * frame.worldSize - frame.left;
    return x >= -far && x <= frame.width + far;
  });
}

/** Somewhere within so many kilometres: a disc with a broken edge, and no pin. */
function paintCircle(ctx, frame, place, theme, state) {
  if (!sees(frame, place, 1)) return;
  const strong = place.id === state.selected || place.id === state.hovered;
  const radius = circleRadius(frame, place);
  ctx.globalAlpha = strong ? 0.3 : 0.18;
  fillDiscs(ctx, frame, place, radius, theme.accent);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = place.id === state.selected ? theme.select : theme.accent;
  ctx.lineWidth = (strong ? 2.2 : 1.5) * frame.scale;
  ctx.setLineDash([5 * frame.scale, 4 * frame.scale]);
  for (const k of frame.copies) {
    ctx.beginPath();
    const x = (place.x + k) * frame.worldSize - frame.left;
    ctx.arc(x, place.y * frame.worldSize - frame.top, radius * frame.scale, 0, 2 * Math.PI);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/** The radius of a circle in px of the screen; never too small to be hit. */
export function circleRadius(frame, place) {
  return Math.max(LEAST_CIRCLE, place.reach * 256 * 2 ** frame.zoom);
}

/** A ring grown about its place by a factor. */
function grown(ring, place, factor) {
  const xy = ring.xy.map((value, i) => {
    const middle = i % 2 === 0 ? place.x : place.y;
    return middle + (value - middle) * factor;
  });
  const grow = (value, middle) => middle + (value - middle) * factor;
  return {
    xy,
    minX: grow(ring.minX, place.x),
    maxX: grow(ring.maxX, place.x),
    minY: grow(ring.minY, place.y),
    maxY: grow(ring.maxY, place.y),
    chunks: ring.chunks.map((value, i) => grow(value, i % 2 === 0 ? place.x : place.y)),
  };
}

function fillDiscs(ctx, frame, place, radius, colour) {
  ctx.fillStyle = colour;
  for (const k of frame.copies) {
    ctx.beginPath();
    const x = (place.x + k) * frame.worldSize - frame.left;
    ctx.arc(x, place.y * frame.worldSize - frame.top, radius * frame.scale, 0, 2 * Math.PI);
    ctx.fill();
  }
}

function paintLine(ctx, frame, place, theme, state) {
  const lines = linesOf(place, state.base, frame.zoom);
  const selected = place.id === state.selected;
  const strong = selected || place.id === state.hovered;
  const width = frame.zoom < 4 ? 2.2 : 3;
  if (selected) strokeLines(ctx, frame, lines, theme.select, width + 7);
  ctx.globalAlpha = 0.92;
  strokeLines(ctx, frame, lines, theme.casing, width + 3.2);
  ctx.globalAlpha = 1;
  strokeLines(ctx, frame, lines, theme.accent, strong ? width + 0.8 : width);
}

function disc(ctx, x, y, radius, colour) {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
}

function paintPin(ctx, pin, theme, scale) {
  ctx.globalAlpha = 0.22;
  disc(ctx, pin.x, pin.y + 1.2 * scale, pin.radius + 1.4 * scale, theme.shadow);
  if (pin.size > 1) {
    ctx.globalAlpha = 0.3;
    disc(ctx, pin.x, pin.y, pin.radius + 3.5 * scale, theme.accent);
  }
  ctx.globalAlpha = 1;
  disc(ctx, pin.x, pin.y, pin.radius, theme.ring);
  disc(ctx, pin.x, pin.y, pin.radius - 1.5 * scale, theme.accent);
  // What is only supposed to be here is hollow.
  const { unsure } = pin;
  if (unsure) disc(ctx, pin.x, pin.y, pin.radius - 3.2 * scale, theme.ring);
  if (pin.count < 2) return;
  const text = shortCount(pin.count);
  const size = Math.min(pin.radius * 1.15, (pin.radius * 2.5) / Math.max(2, text.length));
  ctx.font = `600 ${size.toFixed(1)}px ${theme.family}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = unsure ? theme.accentDeep : theme.onAccent;
  ctx.fillText(text, pin.x, pin.y + size * 0.36);
}

function paintHalo(ctx, pin, theme, scale, selected) {
  ctx.globalAlpha = selected ? 1 : 0.35;
  disc(ctx, pin.x, pin.y, pin.radius + 4.5 * scale, theme.select);
  ctx.globalAlpha = 1;
  disc(ctx, pin.x, pin.y, pin.radius + 2 * scale, theme.ring);
}
