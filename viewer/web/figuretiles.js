// The online tiles under a figure: all of them, or an error.

const MOST = 400;
const AT_ONCE = 6;
const FAILED =
  "a tile of the online map could not be loaded; try again, or use the offline map";

/**
 * Loads every tile that a frame sees, at the zoom whose pixels are nearest to the figure's.
 * `tiles` is {url, maxZoom}; the url has {z}, {x} and {y}.
 */
export async function loadTiles(tiles, frame) {
  let zoom = Math.min(tiles.maxZoom ?? 18, Math.round(frame.zoom + Math.log2(frame.scale)));
  zoom = Math.max(0, zoom);
  let wanted = tilesOf(frame, zoom);
  while (wanted.length > MOST && zoom > 0) {
    zoom -= 1;
    wanted = tilesOf(frame, zoom);
  }
  const waiting = [...wanted];
  const worker = async () => {
    for (let tile = waiting.pop(); tile; tile = waiting.pop()) {
      tile.image = await load(urlOf(tiles.url, tile));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return wanted;
}

/** Paints tiles that are loaded. */
export function paintTiles(ctx, frame, tiles) {
  for (const { image, left, top, size } of tiles) {
    // Edges on whole pixels, so that no seam shows between neighbours.
    const [x0, y0] = [Math.round(left), Math.round(top)];
    const [x1, y1] = [Math.round(left + size), Math.round(top + size)];
    ctx.drawImage(image, x0, y0, x1 - x0, y1 - y0);
  }
}

function tilesOf(frame, z) {
  const count = 2 ** z;
  const size = frame.worldSize / count;
  const found = [];
  for (let column = Math.floor(frame.left / size); column * size < frame.left + frame.width; column += 1) {
    for (let y = Math.max(0, Math.floor(frame.top / size)); y < count; y += 1) {
      if (y * size >= frame.top + frame.height) break;
      const x = ((column % count) + count) % count;
      found.push({ z, x, y, left: column * size - frame.left, top: y * size - frame.top, size });
    }
  }
  return found;
}

function load(url) {
  const image = new Image();
  return new Promise((resolve, reject) => {
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error(FAILED));
    image.src = url;
  });
}

function urlOf(template, { z, x, y }) {
  return template.replace("{z}", z).replace("{x}", x).replace("{y}", y).replace("{r}", "");
}
