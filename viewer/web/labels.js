// Names on the map: the mentioned places first, then countries, seas and cities as the zoom
// has room for them. No label covers another or a pin.

import { shortCount } from "./cluster.js";
import { baseNames } from "./names.js";
import { makeLabel, widthOf } from "./label.js";
import { toUnit } from "./mercator.js";
import { boundsOf, linesOf, nameOf } from "./scene.js";
import { hasPins, pinsIn } from "./marks.js";

/** Of a crowd's pins, which come most mentioned first, so many may be named: room is for fewer. */
const MOST_NAMED = 320;

/** The boxes that are taken, on a grid. */
class Taken {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }

  /** Calls visit(key) for each square that a box touches, until it gives false. */
  #each([x0, y0, x1, y1], visit) {
    const [right, bottom] = [Math.floor(x1 / this.cell), Math.floor(y1 / this.cell)];
    for (let i = Math.floor(x0 / this.cell); i <= right; i += 1) {
      for (let j = Math.floor(y0 / this.cell); j <= bottom; j += 1) {
        if (visit(i * 65536 + j) === false) return false;
      }
    }
    return true;
  }

  add(box) {
    this.#each(box, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    });
  }

  free(box) {
    const clear = (other) => {
      return box[0] >= other[2] || box[2] <= other[0] || box[1] >= other[3] || box[3] <= other[1];
    };
    return this.#each(box, (key) => this.cells.get(key)?.every(clear) ?? true);
  }
}

/**
 * Where labels go: [{text, x, y, box, place, ...}], in px; `place` is the mentioned place
 * that a label belongs to, or null. `state.names` false leaves the base map's names out.
 */
export function layOutLabels(ctx, frame, places, theme, state) {
  const taken = new Taken(64 * frame.scale);
  const crossed = new Taken(64 * frame.scale);
  const pins = pinsIn(frame, places, state);
  for (const pin of pins) {
    const r = pin.radius + frame.scale;
    taken.add([pin.x - r, pin.y - r, pin.x + r, pin.y + r]);
  }
  for (const place of hasPins(state) ? places.lines : []) {
    for (const [x, y] of beads(frame, linesOf(place, state.base, frame.zoom))) {
      const r = 2 * frame.scale;
      crossed.add([x - r, y - r, x + r, y + r]);
    }
  }
  const laid = [];
  const wanted = mentioned(frame, places, pins, theme, state);
  const rest = state.names === false ? [] : baseNames(frame, places, state, theme);
  for (const label of [...wanted, ...rest]) {
    const spot = spotFor(ctx, label, taken, crossed, frame) ?? shortened(ctx, label, taken, crossed, frame);
    if (!spot) continue;
    taken.add(spot.box);
    if (label.dot) taken.add(label.dot);
    laid.push({ ...label, ...spot });
  }
  return laid;
}

function spotFor(ctx, label, taken, crossed, frame) {
  label.width = textWidth(ctx, label) + label.badgeWidth(ctx);
  // The name of a pin or region would sooner cross a line than be left out; others would not.
  const pinned = label.place && (label.spots === "around" || label.place.shape === "vague");
  const clear = findSpot(label, [taken, crossed], frame);
  return clear ?? (pinned ? findSpot(label, [taken], frame) : null);
}

/** Names stay as filters change and what stands behind them does not: measured each for itself. */
function textWidth(ctx, { text, brief, font, spacing }) {
  const parts = brief ? [brief, text.slice(brief.length)] : [text];
  return parts.reduce((sum, part) => sum + (part ? widthOf(ctx, part, font, spacing) : 0), 0);
}

/** Where a label goes whose shorter text finds room, which it then has. */
function shortened(ctx, label, taken, crossed, frame) {
  if (!label.brief) return null;
  label.text = label.brief;
  return spotFor(ctx, label, taken, crossed, frame);
}

/** The first of a label's positions that is free and not cut by the drawing's edge. */
function findSpot(label, obstacles, frame) {
  const spots = SPOTS[label.spots](label);
  const free = (box) => obstacles.every((taken) => taken.free(box));
  if (label.dot && !free(label.dot)) return null;
  for (const spot of spots) {
    const [x0, y0, x1, y1] = spot.box;
    const air = label.air;
    if (x0 < 0 || y0 < 0 || x1 > frame.width || y1 > frame.height) continue;
    if (frame.seen && cutBy(frame.seen, spot.box)) continue;
    if (free([x0 - air, y0 - air, x1 + air, y1 + air])) return spot;
  }
  return label.force ? spots[0] : null;
}

/** Whether a box lies across the edge of what is seen of a drawing. */
function cutBy([left, top, right, bottom], [x0, y0, x1, y1]) {
  const outside = x1 <= left || x0 >= right || y1 <= top || y0 >= bottom;
  return !outside && (x0 < left || x1 > right || y0 < top || y1 > bottom);
}

const SPOTS = { around: spotsAround, centred: spotsCentred, along: spotsAlong };

/** Right, left, above and below a pin or a dot of radius `around`. */
function spotsAround({ x, y, width, size, around, scale }) {
  const gap = around + 3 * scale;
  const high = size * 1.15;
  const spot = (left, middle) => ({
    x: left,
    y: middle,
    box: [left, middle - high / 2, left + width, middle + high / 2],
  });
  return [
    spot(x + gap, y),
    spot(x - gap - width, y),
    spot(x - width / 2, y - around - high / 2 - scale),
    spot(x - width / 2, y + around + high / 2 + scale),
    spot(x + gap * 0.7, y - gap * 0.8),
    spot(x + gap * 0.7, y + gap * 0.8),
    spot(x - gap * 0.7 - width, y - gap * 0.8),
    spot(x - gap * 0.7 - width, y + gap * 0.8),
  ];
}

/** On its point, else beside it, but never so far beyond the place that it would seem another's. */
function spotsCentred({ x, y, width, size, scale, reach, room }) {
  const high = size * 1.2;
  const far = [
    [0, 2.9],
    [0, -2.9],
  ];
  const spots = [
    [0, 0],
    [0, -1],
    [0, 1],
    [0.35, 0],
    [-0.35, 0],
    [0.5, -0.8],
    [-0.5, -0.8],
    [0.5, 0.8],
    [-0.5, 0.8],
    [0, 1.9],
    [0, -1.9],
    [0.5, 1.7],
    [-0.5, 1.7],
  ];
  const step = high / 2 + 5 * scale;
  const near = [...spots, ...(reach ? far : [])].filter(
    ([, down]) => Math.abs(down) * step <= Math.max(step, room),
  );
  return near.map(([across, down]) => {
    const left = x - width / 2 + across * width;
    const middle = y + down * step;
    return { x: left, y: middle, box: [left, middle - high / 2, left + width, middle + high / 2] };
  });
}

/** Above or below a line, in its middle or to a side of it. */
function spotsAlong({ x, y, width, size, scale }) {
  const high = size * 1.2;
  const spots = [14, -14, 22, -22, 32, -32, 44, -44].flatMap((down) =>
    [0, -0.3, 0.3, -0.6, 0.6].map((across) => [across * width, down * scale]),
  );
  return spots.map(([across, down]) => {
    const left = x - width / 2 + across;
    const middle = y + down;
    return { x: left, y: middle, box: [left, middle - high / 2, left + width, middle + high / 2] };
  });
}

/** Points along lines, a few px apart, that labels keep off. */
function beads(frame, lines) {
  const found = [];
  const step = 8 * frame.scale;
  for (const { xy } of lines) {
    for (const k of frame.copies) {
      let [lastX, lastY] = [Infinity, Infinity];
      for (let i = 0; i < xy.length; i += 2) {
        const x = (xy[i] + k) * frame.worldSize - frame.left;
        const y = xy[i + 1] * frame.worldSize - frame.top;
        if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
        if (Math.abs(x - lastX) + Math.abs(y - lastY) < step) continue;
        found.push([x, y]);
        [lastX, lastY] = [x, y];
      }
    }
  }
  return found;
}

/** Labels of the mentioned places: the selected one, then by how often they are mentioned. */
function mentioned(frame, places, pins, theme, state) {
  const labels = [];
  for (const pin of pins.filter((one, i) => i < MOST_NAMED || one.row === undefined)) {
    const { id } = pin.place;
    const title = nameOf(pin.place);
    if (!title) continue;
    const others = pin.size - 1;
    const weighty = id === state.selected || pin.count >= 5;
    labels.push({
      rank: id === state.selected ? Infinity : pin.count,
      label: makeLabel(frame, theme, {
        text: others > 0 ? `${title} +${shortCount(others)}` : title,
        brief: others > 0 && pin.row !== undefined ? title : "",
        size: weighty ? 13 : 12,
        weight: 600,
        colour: theme.label,
        x: pin.x,
        y: pin.y,
        spots: "around",
        around: pin.radius + (id === state.selected ? 4 * frame.scale : 0),
        force: id === state.selected,
        place: pin.place,
      }),
    });
  }
  const broad = places.wide(frame.zoom);
  const wide = [...places.areas, ...broad, ...places.lines];
  for (const place of wide.filter(({ id }) => hasPins(state) || id === state.selected)) {
    labels.push(...labelsOfArea(frame, place, theme, state));
  }
  return labels.sort((a, b) => b.rank - a.rank).map((entry) => entry.label);
}

/** How far a place reaches up or down from its middle, in px. */
function roomOf(frame, place) {
  const { south, west, north } = boundsOf(place);
  const [[, bottom], [, top]] = [toUnit(south, west), toUnit(north, west)];
  return ((bottom - top) / 2) * frame.worldSize;
}

const SIZES = { line: 11.5, vague: 12, circle: 11.5 };

function labelsOfArea(frame, place, theme, state) {
  const area = place.shape !== "line";
  if (!area && frame.zoom < 4.5 && place.id !== state.selected) return [];
  return frame.copies.map((k) => ({
    rank: place.id === state.selected ? Infinity : area ? place.count : place.count / 4,
    label: makeLabel(frame, theme, {
      text: nameOf(place),
      badge: shortCount(place.count),
      size: SIZES[place.shape] ?? (frame.zoom < 3 ? 12 : 13.5),
      weight: 600,
      spacing: area ? 0.5 : 0,
      colour: theme.label,
      x: (place.x + k) * frame.worldSize - frame.left,
      y: place.y * frame.worldSize - frame.top,
      spots: area ? "centred" : "along",
      reach: place.count >= 5,
      room: roomOf(frame, place),
      place,
    }),
  }));
}

/** Paints the names. Those that are laid out already can be given, to be painted as they are. */
export function paintLabels(ctx, frame, places, theme, state, laid = null) {
  ctx.save();
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.lineJoin = "round";
  const labels = laid ?? layOutLabels(ctx, frame, places, theme, state);
  for (const label of [...labels].reverse()) paintLabel(ctx, label, theme);
  ctx.restore();
  return labels;
}

function paintLabel(ctx, label, theme) {
  const { scale, size, spacing } = label;
  if (label.dot) {
    const [x0, y0, x1, y1] = label.dot;
    ctx.fillStyle = label.colour;
    ctx.beginPath();
    ctx.arc((x0 + x1) / 2, (y0 + y1) / 2, 1.7 * scale, 0, 2 * Math.PI);
    ctx.fill();
  }
  const baseline = label.y + size * 0.36;
  ctx.font = label.font;
  ctx.letterSpacing = `${spacing}px`;
  ctx.strokeStyle = theme.halo;
  ctx.lineWidth = (label.place ? 3.2 : 2.6) * scale;
  ctx.globalAlpha = label.place ? 0.85 : 0.7;
  ctx.strokeText(label.text, label.x, baseline);
  ctx.globalAlpha = 1;
  ctx.fillStyle = label.colour;
  ctx.fillText(label.text, label.x, baseline);
  ctx.letterSpacing = "0px";
  if (label.badge) paintBadge(ctx, label, theme);
}

/** The count of an area or a line, on a rounded ground to the right of its name. */
function paintBadge(ctx, label, theme) {
  const { scale, size, badge } = label;
  const right = label.box[2];
  const width = label.badgeWidth(ctx) - 4 * scale;
  const r = size * 0.62;
  ctx.fillStyle = theme.accent;
  ctx.beginPath();
  ctx.arc(right - width + r, label.y, r, Math.PI / 2, Math.PI * 1.5);
  ctx.arc(right - r, label.y, r, -Math.PI / 2, Math.PI / 2);
  ctx.closePath();
  ctx.fill();
  ctx.font = label.badgeFont;
  ctx.textAlign = "center";
  ctx.fillStyle = theme.onAccent;
  ctx.fillText(badge, right - width / 2, label.y + size * 0.3);
  ctx.textAlign = "left";
}
