// A figure for publication: the map in a panel, its furniture around it, drawn at the very
// size that was asked for, on a canvas or as SVG.

import { Places, boundsOf, frameOf, fromUnit, paintBase, paintLabels, paintPlaces, themeOf, toUnit, viewOf } from "./paint.js";
import { Crowd } from "./crowd.js";
import { layOut } from "./figurelayout.js";
import { inkOf, paintArticles, paintFooter, paintHeader, paintScaleBar } from "./furniture.js";
import { legendRows, paintLegend } from "./legend.js";
import { SvgContext } from "./svg.js";
import { escapeXml } from "./svgtext.js";
import { loadTiles, paintTiles } from "./figuretiles.js";

const NEAREST = 7;

/**
 * Draws a figure. `request` is what `viewer/export/figure.py` makes of a FigureSpec; `base` is a
 * Base, whose levels are loaded as the figure needs them. Resolves to {canvas} or {svg}.
 */
export async function drawFigure(request, scene, base) {
  const theme = themeOf(request.theme);
  const places = scene.crowd ? new Crowd(scene) : new Places(scene);
  const { width, height, scale } = request;
  const measure = document.createElement("canvas").getContext("2d");
  const page = { width: width / scale, height: height / scale };
  const { selected, layer } = request;
  const state = { base, selected, hovered: null, names: !request.tiles, layer };
  // The legend depends on what the map shows, and the map's size on the legend: once is enough.
  const guess = frameFor(request, places, page, 1);
  await places.settle?.(guess, selected);
  const rows = request.legend ? legendRows(guess, places, state) : [];
  const layout = layOut(measure, page, request, rows, theme);
  const frame = frameFor(request, places, layout.map, scale);
  await places.settle?.(frame, selected);
  await base.load(frame.zoom + Math.log2(scale));
  if (!base.level(frame.zoom)) throw new Error("the base map could not be loaded");
  if (!base.labels && state.names) await base.loadLabels();
  const tiles = request.tiles ? await loadTiles(request.tiles, frame) : null;

  const vector = request.form !== "png";
  const ctx = vector ? new SvgContext(width, height) : canvasContext(width, height);
  paintFigure(ctx, { request, layout, frame, places, theme, state, rows, tiles });
  return vector ? { svg: ctx.document(about(request, places)) } : { canvas: ctx.canvas };
}

function canvasContext(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  // Kept in memory, for it is painted once and read once.
  const ctx = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (!ctx) throw new Error(`no canvas of ${width} x ${height} pixels can be had`);
  return ctx;
}

function paintFigure(ctx, { request, layout, frame, places, theme, state, rows, tiles }) {
  const { scale } = request;
  const ink = inkOf(theme);
  ctx.fillStyle = ink.paper;
  ctx.fillRect(0, 0, request.width, request.height);
  paintMap(ctx, layout.map, frame, places, theme, state, tiles);
  ctx.save();
  ctx.scale(scale, scale);
  ctx.textBaseline = "alphabetic";
  const { map } = layout;
  ctx.strokeStyle = ink.frame;
  ctx.lineWidth = 1;
  ctx.strokeRect(map.x, map.y, map.width, map.height);
  if (request.scaleBar) paintScaleBar(ctx, map, frame, ink, theme);
  if (layout.header) paintHeader(ctx, layout.header, ink, theme);
  if (rows.length > 0) {
    if (layout.legend.over) paintGround(ctx, layout.legend, ink);
    paintLegend(ctx, rows, layout.legend, ink, theme, frame.zoom);
  }
  if (layout.articles) paintArticles(ctx, layout.articles, ink, theme);
  if (layout.footer) paintFooter(ctx, layout.footer, ink, theme);
  ctx.restore();
}

function paintMap(ctx, map, frame, places, theme, state, tiles) {
  const { scale } = frame;
  ctx.save();
  ctx.beginPath();
  ctx.rect(map.x * scale, map.y * scale, frame.width, frame.height);
  ctx.clip();
  ctx.translate(map.x * scale, map.y * scale);
  if (tiles) paintTiles(ctx, frame, tiles);
  else paintBase(ctx, frame, state.base, theme);
  paintPlaces(ctx, frame, places, theme, state);
  paintLabels(ctx, frame, places, theme, state);
  ctx.restore();
}

function paintGround(ctx, box, ink) {
  ctx.fillStyle = ink.paper;
  ctx.fillRect(box.x - 14, box.y - 10, box.width + 14, box.height + 14);
  ctx.strokeRect(box.x - 14, box.y - 10, box.width + 14, box.height + 14);
}

/**
 * The frame of a map panel, its detail for `scale` px a CSS px. All that the window showed
 * stays in view; without a view, all that is mentioned is.
 */
function frameFor(request, places, panel, scale) {
  const { width, height } = panel;
  let view = request.view && { ...request.view };
  if (view && request.window) {
    const [seenWidth, seenHeight] = request.window;
    view.zoom += Math.log2(Math.min(width / seenWidth, height / seenHeight));
  }
  const padding = Math.min(70, width / 8, height / 8);
  view ??= viewOf(everything(places), { width, height, padding, maxZoom: NEAREST });
  // No smaller than one world: what is beside it would be nothing, or the same again.
  const least = Math.log2(Math.max(width, height) / 256);
  const zoom = Math.max(view.zoom, least);
  const world = 256 * 2 ** zoom;
  const [x, y] = toUnit(view.lat, view.lon);
  const half = height / world / 2;
  const { lat, lon } = fromUnit(x, Math.max(half, Math.min(1 - half, y)));
  return frameOf({ width: width * scale, height: height * scale, lat, lon, zoom, scale });
}

/** The bounds of what is exact, as Places has it; of the world if there is nothing. */
function everything(places) {
  const shown = places.exact();
  if (shown.length === 0) return { south: -56, west: -168, north: 74, east: 190 };
  const all = shown.map(boundsOf);
  return {
    south: Math.min(...all.map((one) => one.south)),
    west: Math.min(...all.map((one) => one.west)),
    north: Math.max(...all.map((one) => one.north)),
    east: Math.max(...all.map((one) => one.east)),
  };
}

/** What the file says of itself, whatever of it is painted. */
function about(request, places) {
  const shown = places.sight ? places.sight.pins.map(({ place }) => place) : places.all;
  const names = shown.slice(0, 40).map((place) => place.title).filter(Boolean);
  const { width, height, dpi } = request;
  const dublin = [
    `<dc:title>${escapeXml(request.name)}</dc:title>`,
    `<dc:rights>${escapeXml(request.credit)}</dc:rights>`,
    `<dc:creator>${escapeXml(request.generator)}</dc:creator>`,
    "<dc:format>image/svg+xml</dc:format>",
  ].join("");
  return {
    title: request.name,
    description: `Map of ${names.join(", ")}. ${request.credit}`,
    size: [`${width / dpi}in`, `${height / dpi}in`],
    metadata:
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ' +
      'xmlns:dc="http://purl.org/dc/elements/1.1/">' +
      `<rdf:Description rdf:about="">${dublin}</rdf:Description></rdf:RDF>`,
  };
}
