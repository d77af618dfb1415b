// Heat: where much is said, as a soft ground of colour instead of pins.

const CELL_PX = 4;
/** How far heat spreads, in cells: less where the whole world is seen. */
const [BLUR_AFAR, BLUR] = [2, 3];
const PASSES = 3;
/** Below one, so that what is said of a village can be seen beside a capital. */
const POWER = 0.42;
const FAINTEST = 0.03;

/** Paints the passages of all places as heat; the colours say how many, and nothing exactly. */
export function paintHeat(ctx, frame, places, theme) {
  const grid = densities(frame, places);
  if (!grid) return;
  const { width, height, values, most } = grid;
  const ramp = new Uint32Array(rampOf(theme.heat).buffer);
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const least = most * FAINTEST ** (1 / POWER);
  for (let i = 0; i < values.length; i += 1) {
    if (values[i] < least) continue;
    pixels[i] = ramp[Math.min(255, Math.floor((values[i] / most) ** POWER * 256))];
  }
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext("2d").putImageData(image, 0, 0);
  const size = CELL_PX * frame.scale;
  ctx.imageSmoothingEnabled = true;
  ctx.drawImage(canvas, -size, -size, width * size, height * size);
}

/** Passages by cells of a few px, blurred; one cell more on each side. Null if there are none. */
function densities(frame, places) {
  const size = CELL_PX * frame.scale;
  const [width, height] = [frame.width, frame.height].map((px) => Math.ceil(px / size) + 3);
  const values = new Float32Array(width * height);
  let some = false;
  places.weigh((x, y, weight) => {
    const down = (y * frame.worldSize - frame.top) / size + 1;
    if (down < 0 || down >= height - 1) return;
    for (const k of frame.copies) {
      const across = ((x + k) * frame.worldSize - frame.left) / size + 1;
      if (across < 0 || across >= width - 1) continue;
      some = true;
      spread(values, width, across, down, weight);
    }
  });
  if (!some) return null;
  blur(values, width, height, frame.zoom < 3 ? BLUR_AFAR : BLUR);
  let most = 0;
  for (let i = 0; i < values.length; i += 1) if (values[i] > most) most = values[i];
  return { width, height, values, most: rounded(most) };
}

/** A weight shared by the four cells around a point, so that it does not jump from one to another. */
function spread(values, width, x, y, weight) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  const at = top * width + left;
  values[at] += weight * (1 - right) * (1 - down);
  values[at + 1] += weight * right * (1 - down);
  values[at + width] += weight * (1 - right) * down;
  values[at + width + 1] += weight * right * down;
}

/** Means over neighbours, again and again: nearly as a bell would spread them. */
function blur(values, width, height, reach) {
  const line = new Float32Array(Math.max(width, height));
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (let y = 0; y < height; y += 1) blurLine(values, line, y * width, 1, width, reach);
    for (let x = 0; x < width; x += 1) blurLine(values, line, x, width, height, reach);
  }
}

function blurLine(values, line, start, step, count, reach) {
  let sum = 0;
  for (let i = 0; i < count; i += 1) line[i] = values[start + i * step];
  for (let i = 0; i < Math.min(reach, count); i += 1) sum += line[i];
  for (let i = 0; i < count; i += 1) {
    sum += (i + reach < count ? line[i + reach] : 0) - (i > reach ? line[i - reach - 1] : 0);
    values[start + i * step] = sum / (2 * reach + 1);
  }
}

/** Rounded up a little, so that panning seldom changes all colours. */
function rounded(most) {
  return 10 ** (Math.ceil(4 * Math.log10(Math.max(1e-6, most))) / 4);
}

const ramps = new Map();

/** 256 colours with their alpha, from colours #rrggbb of few to many. */
export function rampOf(colours) {
  if (!ramps.has(colours)) {
    const stops = colours.map((colour) => [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16)));
    const ramp = new Uint8ClampedArray(4 * 256);
    for (let i = 0; i < 256; i += 1) {
      const at = (i / 255) * (stops.length - 1);
      const from = Math.min(stops.length - 2, Math.floor(at));
      const mixed = stops[from].map((value, c) => value + (stops[from + 1][c] - value) * (at - from));
      const alpha = Math.min(1, (i / 255 - FAINTEST) / 0.25) * 215;
      ramp.set([...mixed, alpha], 4 * i);
    }
    ramps.set(colours, ramp);
  }
  return ramps.get(colours);
}
