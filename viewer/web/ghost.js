// A place that was not chosen, shown for comparison: never to be taken for a pin.

import { circleRadius } from "./marks.js";
import { strokeLines } from "./ground.js";
import { linesOf, polygonsOf } from "./scene.js";

const RADIUS = 8;
const DASH = [4, 3];

/** Paints a prepared place as a ghost, over all else: broken lines, hollow, with its name. */
export function paintGhost(ctx, frame, place, theme, state) {
  ctx.save();
  ctx.lineJoin = "round";
  ctx.lineCap = "butt";
  ctx.setLineDash(DASH.map((px) => px * frame.scale));
  const broad = place.shape === "area" || place.shape === "line";
  if (broad) outline(ctx, frame, place, theme, state);
  for (const k of frame.copies) {
    const x = (place.x + k) * frame.worldSize - frame.left;
    const y = place.y * frame.worldSize - frame.top;
    if (place.reach > 0) ring(ctx, x, y, circleRadius(frame, place) * frame.scale, frame, theme);
    if (!broad) spot(ctx, x, y, frame, theme);
    name(ctx, x, broad ? y : y + (RADIUS + 16) * frame.scale, frame, place, theme);
  }
  ctx.restore();
}

function outline(ctx, frame, place, theme, state) {
  const ofLine = () => linesOf(place, state.base, frame.zoom);
  const ofArea = () => polygonsOf(place, state.base, frame.zoom).flat();
  const rings = place.shape === "line" ? ofLine() : ofArea();
  ctx.setLineDash([]);
  ctx.globalAlpha = 0.8;
  strokeLines(ctx, frame, rings, theme.casing, 4);
  ctx.globalAlpha = 1;
  ctx.setLineDash(DASH.map((px) => px * frame.scale));
  strokeLines(ctx, frame, rings, theme.select, 1.8);
}

function ring(ctx, x, y, radius, frame, theme) {
  ctx.strokeStyle = theme.select;
  ctx.lineWidth = 1.2 * frame.scale;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.stroke();
}

function spot(ctx, x, y, frame, theme) {
  const { scale } = frame;
  ctx.globalAlpha = 0.75;
  ctx.fillStyle = theme.ring;
  ctx.beginPath();
  ctx.arc(x, y, (RADIUS + 2.5) * scale, 0, 2 * Math.PI);
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = theme.select;
  ctx.lineWidth = 2 * scale;
  ctx.beginPath();
  ctx.arc(x, y, RADIUS * scale, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.fillStyle = theme.select;
  ctx.beginPath();
  ctx.arc(x, y, 2 * scale, 0, 2 * Math.PI);
  ctx.fill();
}

/** The name on a ground of its own, about a point, so that no other label can hide it. */
function name(ctx, x, y, frame, place, theme) {
  const { scale } = frame;
  ctx.setLineDash([]);
  ctx.font = `italic 600 ${(12 * scale).toFixed(1)}px ${theme.family}`;
  const width = ctx.measureText(place.title).width + 14 * scale;
  const high = 20 * scale;
  // Not beyond the edge of what is seen.
  const [left, , right] = frame.seen ?? [0, 0, frame.width, frame.height];
  const x0 = Math.max(left + 4, Math.min(right - width - 4, x - width / 2));
  const y0 = y - high / 2;
  if (x < left - width || x > right + width) return;
  ctx.fillStyle = theme.select;
  ctx.globalAlpha = 0.92;
  ctx.beginPath();
  ctx.roundRect(x0, y0, width, high, 5 * scale);
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.ring;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillText(place.title, x0 + 7 * scale, y0 + high / 2 + 0.5 * scale);
}
