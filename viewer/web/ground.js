// Paints the base map: sea, land, lakes, rivers, boundaries, coast.

import { traceLine, traceRing, touches, windowOf } from "./shape.js";

/** Paints the base map that a frame sees. Pure: `ctx` is a canvas's or one that looks alike. */
export function paintBase(ctx, frame, base, theme) {
  ctx.fillStyle = theme.sea;
  ctx.fillRect(0, 0, frame.width, frame.height);
  const level = base.level(frame.zoom);
  if (!level) return;
  const water = base.water(frame.zoom);
  ctx.save();
  ctx.lineJoin = "round";
  ctx.lineCap = "round";
  paintShallows(ctx, frame, level, theme);
  fillRings(ctx, frame, level.land, theme.land);
  if (water) paintWater(ctx, frame, water, theme);
  paintBorders(ctx, frame, level, theme);
  strokeLines(ctx, frame, level.coast, theme.coast, coastWidth(frame));
  ctx.restore();
}

/** Fills rings in one colour, all in one path. */
export function fillRings(ctx, frame, rings, colour) {
  ctx.fillStyle = colour;
  ctx.beginPath();
  for (const k of frame.copies) {
    const view = windowOf(frame, k, 8 * frame.scale);
    const speck = (0.35 * frame.scale) / frame.worldSize;
    for (const ring of rings) {
      if (ring.maxX - ring.minX < speck && ring.maxY - ring.minY < speck) continue;
      if (touches(ring, view)) traceRing(ctx, frame, ring, k, view);
    }
  }
  ctx.fill();
}

/** Strokes lines in one colour; `width` and the steps that it is drawn in are in px of the screen. */
export function strokeLines(ctx, frame, lines, colour, width, step = 0.4) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width * frame.scale;
  ctx.beginPath();
  for (const k of frame.copies) {
    const view = windowOf(frame, k, (width + 8) * frame.scale);
    const speck = (0.5 * frame.scale) / frame.worldSize;
    for (const line of lines) {
      if (line.maxX - line.minX < speck && line.maxY - line.minY < speck) continue;
      if (touches(line, view)) traceLine(ctx, frame, line, k, view, step * frame.scale);
    }
  }
  ctx.stroke();
}

function coastWidth(frame) {
  return frame.zoom < 4 ? 0.6 : 0.9;
}

/** A lighter band of water along the coast; the land covers its inner half. */
function paintShallows(ctx, frame, level, theme) {
  const width = frame.zoom < 3 ? 3 : frame.zoom < 6 ? 6 : 9;
  // So wide a band hides its own details; drawing them would cost more than all else.
  ctx.lineJoin = "bevel";
  strokeLines(ctx, frame, level.coast, theme.shallow, width, width / 3);
  ctx.lineJoin = "round";
}

/** Lakes and rivers, as far in as their data is true: they are of 1 to 50 million. */
export function paintWater(ctx, frame, water, theme) {
  if (frame.zoom >= 3.4 && frame.zoom < 7) {
    const width = frame.zoom < 5 ? 0.6 : frame.zoom < 6.5 ? 0.9 : 1.2;
    strokeLines(ctx, frame, water.rivers, theme.river, width);
  }
  if (frame.zoom >= 9.5) return;
  const least = 3 / (256 * 2 ** frame.zoom);
  const lakes = water.lakes.filter((lake) => lake.maxX - lake.minX > least);
  fillRings(ctx, frame, lakes, theme.lake);
  strokeLines(ctx, frame, lakes, theme.lakeEdge, 0.6);
}

function paintBorders(ctx, frame, level, theme) {
  const settled = level.lines.filter((border) => !border.disputed).flatMap((border) => border.lines);
  const disputed = level.lines.filter((border) => border.disputed).flatMap((border) => border.lines);
  const width = frame.zoom < 3 ? 0.6 : frame.zoom < 6 ? 0.9 : 1.2;
  strokeLines(ctx, frame, settled, theme.border, width);
  if (disputed.length === 0) return;
  ctx.lineCap = "butt";
  ctx.setLineDash([4 * frame.scale, 3 * frame.scale]);
  strokeLines(ctx, frame, disputed, theme.disputed, width);
  ctx.setLineDash([]);
  ctx.lineCap = "round";
}
