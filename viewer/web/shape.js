// Rings and lines in the Mercator square, traced onto a canvas: only what its frame sees.

const CHUNK = 32;

/** Flat x, y, x, y ... with its box, and a box for each run of points so runs can be skipped. */
export function makeShape(xy) {
  const count = xy.length / 2;
  const chunks = new Float64Array(4 * Math.max(1, Math.ceil((count - 1) / CHUNK)));
  const shape = { xy, minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity, chunks };
  for (let chunk = 0; chunk * 4 < chunks.length; chunk += 1) {
    const last = Math.min(count - 1, (chunk + 1) * CHUNK);
    let minX = Infinity;
    let minY = Infinity;
    let maxX = -Infinity;
    let maxY = -Infinity;
    for (let i = chunk * CHUNK; i <= last; i += 1) {
      const x = xy[2 * i];
      const y = xy[2 * i + 1];
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
    }
    chunks[4 * chunk] = minX;
    chunks[4 * chunk + 1] = minY;
    chunks[4 * chunk + 2] = maxX;
    chunks[4 * chunk + 3] = maxY;
    if (minX < shape.minX) shape.minX = minX;
    if (minY < shape.minY) shape.minY = minY;
    if (maxX > shape.maxX) shape.maxX = maxX;
    if (maxY > shape.maxY) shape.maxY = maxY;
  }
  return shape;
}

/** The part of the unit square that a frame sees of the world's copy `k`, with a margin in px. */
export function windowOf(frame, k, margin) {
  const size = frame.worldSize;
  return {
    minX: (frame.left - margin) / size - k,
    minY: (frame.top - margin) / size,
    maxX: (frame.left + frame.width + margin) / size - k,
    maxY: (frame.top + frame.height + margin) / size,
  };
}

/** Whether a shape's box touches a window. */
export function touches(shape, view) {
  return (
    shape.maxX >= view.minX &&
    shape.minX <= view.maxX &&
    shape.maxY >= view.minY &&
    shape.minY <= view.maxY
  );
}

/**
 * The points of a ring that matter for filling it within a window: a run that lies on one
 * side of the window is replaced by its end, and what is left is cut to the window.
 */
export function clipRing(shape, view) {
  const { xy, chunks } = shape;
  const count = xy.length / 2;
  const inside =
    shape.minX >= view.minX &&
    shape.maxX <= view.maxX &&
    shape.minY >= view.minY &&
    shape.maxY <= view.maxY;
  if (inside) return xy;
  const kept = [xy[0], xy[1]];
  for (let chunk = 0; chunk * 4 < chunks.length; chunk += 1) {
    const last = Math.min(count - 1, (chunk + 1) * CHUNK);
    const at = chunk * 4;
    const outside =
      chunks[at] > view.maxX ||
      chunks[at + 1] > view.maxY ||
      chunks[at + 2] < view.minX ||
      chunks[at + 3] < view.minY;
    for (let i = outside ? last : chunk * CHUNK + 1; i <= last; i += 1) {
      kept.push(xy[2 * i], xy[2 * i + 1]);
    }
  }
  let points = cut(kept, 0, view.minX, 1);
  points = cut(points, 0, view.maxX, -1);
  points = cut(points, 1, view.minY, 1);
  return cut(points, 1, view.maxY, -1);
}

/** One side of Sutherland and Hodgman: keep where sign * (coordinate - limit) >= 0. */
function cut(points, axis, limit, sign) {
  const out = [];
  const size = points.length;
  if (size === 0) return out;
  let px = points[size - 2];
  let py = points[size - 1];
  let pd = sign * ((axis === 0 ? px : py) - limit);
  for (let i = 0; i < size; i += 2) {
    const x = points[i];
    const y = points[i + 1];
    const d = sign * ((axis === 0 ? x : y) - limit);
    if (d >= 0 !== pd >= 0) {
      const t = pd / (pd - d);
      out.push(px + t * (x - px), py + t * (y - py));
    }
    if (d >= 0) out.push(x, y);
    px = x;
    py = y;
    pd = d;
  }
  return out;
}

/** Adds a ring to the path of `ctx`, to be filled, in the world's copy `k`. */
export function traceRing(ctx, frame, shape, k, view) {
  const points = clipRing(shape, view);
  if (points.length < 6) return;
  const size = frame.worldSize;
  const dx = k * size - frame.left;
  const dy = -frame.top;
  const step = 0.4 * frame.scale;
  let lastX = Infinity;
  let lastY = Infinity;
  for (let i = 0; i < points.length; i += 2) {
    // Where the data is cut at 180 degrees the halves overlap by a pixel, lest a seam shows.
    const seam = points[i] >= 1 ? frame.scale : points[i] <= 0 ? -frame.scale : 0;
    const x = points[i] * size + dx + seam;
    const y = points[i + 1] * size + dy;
    if (i > 0 && Math.abs(x - lastX) + Math.abs(y - lastY) < step) continue;
    if (i === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
  ctx.closePath();
}

/** Whether a segment is no coast but the cut of the data at 180 degrees or at its end in y. */
function isCut(x0, y0, x1, y1) {
  return (x0 <= 0 && x1 <= 0) || (x0 >= 1 && x1 >= 1) || (y0 >= 1 && y1 >= 1) || (y0 <= 0 && y1 <= 0);
}

/** Adds a line to the path of `ctx`, in steps of at least `step` px; only what the window sees. */
export function traceLine(ctx, frame, shape, k, view, step) {
  const { xy, chunks } = shape;
  const count = xy.length / 2;
  const pen = { x: Infinity, y: Infinity, down: false, step };
  for (let chunk = 0; chunk * 4 < chunks.length; chunk += 1) {
    const at = chunk * 4;
    const outside =
      chunks[at] > view.maxX ||
      chunks[at + 1] > view.maxY ||
      chunks[at + 2] < view.minX ||
      chunks[at + 3] < view.minY;
    if (outside) {
      pen.down = false;
      continue;
    }
    const last = Math.min(count - 1, (chunk + 1) * CHUNK);
    traceRun(ctx, frame, xy, chunk * CHUNK, last, k, view, pen);
  }
}

function traceRun(ctx, frame, xy, first, last, k, view, pen) {
  const size = frame.worldSize;
  const dx = k * size - frame.left;
  const dy = -frame.top;
  for (let i = first; i < last; i += 1) {
    const [x0, y0, x1, y1] = [xy[2 * i], xy[2 * i + 1], xy[2 * i + 2], xy[2 * i + 3]];
    const span = isCut(x0, y0, x1, y1) ? null : clipSegment(x0, y0, x1, y1, view);
    if (!span) {
      pen.down = false;
      continue;
    }
    if (!pen.down || span[0] > 0) {
      pen.x = (x0 + span[0] * (x1 - x0)) * size + dx;
      pen.y = (y0 + span[0] * (y1 - y0)) * size + dy;
      ctx.moveTo(pen.x, pen.y);
    }
    const x = (x0 + span[1] * (x1 - x0)) * size + dx;
    const y = (y0 + span[1] * (y1 - y0)) * size + dy;
    const ends = i + 2 === xy.length / 2 || span[1] < 1;
    if (ends || Math.abs(x - pen.x) + Math.abs(y - pen.y) >= pen.step) {
      ctx.lineTo(x, y);
      pen.x = x;
      pen.y = y;
    }
    pen.down = span[1] === 1;
  }
}

const WHOLE = [0, 1];

/** Liang and Barsky: the part of a segment within the window as [t0, t1], or null. */
function clipSegment(x0, y0, x1, y1, view) {
  const in0 = x0 >= view.minX && x0 <= view.maxX && y0 >= view.minY && y0 <= view.maxY;
  const in1 = x1 >= view.minX && x1 <= view.maxX && y1 >= view.minY && y1 <= view.maxY;
  if (in0 && in1) return WHOLE;
  let [t0, t1] = [0, 1];
  const sides = [
    [x0 - x1, x0 - view.minX],
    [x1 - x0, view.maxX - x0],
    [y0 - y1, y0 - view.minY],
    [y1 - y0, view.maxY - y0],
  ];
  for (const [p, q] of sides) {
    if (p === 0 && q < 0) return null;
    if (p < 0) t0 = Math.max(t0, q / p);
    if (p > 0) t1 = Math.min(t1, q / p);
  }
  return t0 < t1 ? [t0, t1] : null;
}

/** Whether a point of the unit square lies within polygons, each a list of rings. */
export function contains(polygons, x, y) {
  return polygons.some((rings) => {
    let odd = false;
    for (const { xy, minX, minY, maxX, maxY } of rings) {
      if (x < minX || x > maxX || y < minY || y > maxY) continue;
      for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
        const crosses = xy[i + 1] > y !== xy[j + 1] > y;
        if (crosses && x < ((xy[j] - xy[i]) * (y - xy[i + 1])) / (xy[j + 1] - xy[i + 1]) + xy[i]) {
          odd = !odd;
        }
      }
    }
    return odd;
  });
}

/** How far a point lies from a line, squared, in the unit square. */
export function distanceSquared(shape, x, y) {
  const { xy } = shape;
  let best = Infinity;
  for (let i = 0; i + 3 < xy.length; i += 2) {
    const [ax, ay] = [xy[i], xy[i + 1]];
    const [bx, by] = [xy[i + 2] - ax, xy[i + 3] - ay];
    const length = bx * bx + by * by;
    const t = length ? Math.max(0, Math.min(1, ((x - ax) * bx + (y - ay) * by) / length)) : 0;
    best = Math.min(best, (ax + t * bx - x) ** 2 + (ay + t * by - y) ** 2);
  }
  return best;
}
