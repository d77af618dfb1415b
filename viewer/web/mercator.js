// The Mercator square: x and y from 0 to 1, y downwards, and frames that look at a part of it.

const MAX_LAT = 85.05112877980659;

/** Longitude and latitude in degrees to the unit square. */
export function toUnit(lat, lon) {
  const sine = Math.sin((Math.max(-MAX_LAT, Math.min(MAX_LAT, lat)) * Math.PI) / 180);
  return [(lon + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** The unit square back to {lat, lon}. */
export function fromUnit(x, y) {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  return { lat, lon: x * 360 - 180 };
}

/**
 * What a drawing shows: `width` and `height` are its size, `left` and `top` say where it stands
 * on a world of `worldSize` (all in px of the drawing). `zoom` chooses detail, as on the
 * screen; `scale` multiplies strokes and fonts, so a figure of 300 dpi reads like the screen.
 */
export function frameAt({ width, height, left, top, zoom, scale = 1 }) {
  const worldSize = 256 * 2 ** zoom * scale;
  const northWest = fromUnit(left / worldSize, top / worldSize);
  const southEast = fromUnit((left + width) / worldSize, (top + height) / worldSize);
  const middle = (left + width / 2) / worldSize;
  const copies = [];
  const margin = 16 * scale;
  const first = Math.floor((left - margin) / worldSize);
  for (let k = first; k * worldSize < left + width + margin; k += 1) copies.push(k);
  return {
    width,
    height,
    left,
    top,
    zoom,
    scale,
    worldSize,
    copies,
    bounds: {
      south: southEast.lat,
      west: northWest.lon,
      north: northWest.lat,
      east: southEast.lon,
    },
    /** Degrees to px; of the world's copies, the one nearest to the middle. */
    project(lat, lon) {
      const [x, y] = toUnit(lat, lon);
      const copy = Math.round(middle - x);
      return [(x + copy) * worldSize - left, y * worldSize - top];
    },
  };
}

/** A frame with (lat, lon) in its middle. */
export function frameOf({ width, height, lat, lon, zoom, scale = 1 }) {
  const worldSize = 256 * 2 ** zoom * scale;
  const [x, y] = toUnit(lat, lon);
  const left = x * worldSize - width / 2;
  const top = y * worldSize - height / 2;
  return frameAt({ width, height, left, top, zoom, scale });
}

/**
 * The {lat, lon, zoom} at which bounds fill a drawing of this size with room around them.
 * `west` may exceed `east`, where the bounds cross the antimeridian.
 */
export function viewOf(bounds, size) {
  const { width, height, padding = 0, paddingX = padding, maxZoom = 18, minZoom = 0 } = size;
  const [west, north] = toUnit(bounds.north, bounds.west);
  const [rawEast, south] = toUnit(bounds.south, bounds.east);
  const east = rawEast < west ? rawEast + 1 : rawEast;
  const zoomX = Math.log2(Math.max(1, width - 2 * paddingX) / (256 * Math.max(east - west, 1e-9)));
  const zoomY = Math.log2(Math.max(1, height - 2 * padding) / (256 * Math.max(south - north, 1e-9)));
  const centre = fromUnit((west + east) / 2, (north + south) / 2);
  const lon = centre.lon > 180 ? centre.lon - 360 : centre.lon;
  return {
    lat: centre.lat,
    lon,
    zoom: Math.max(minZoom, Math.min(maxZoom, zoomX, zoomY)),
  };
}
