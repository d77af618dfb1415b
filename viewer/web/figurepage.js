// Entry of the page that draws figures, off screen. Python fetches a picture in slices, for a
// message of many megabytes would stop the window; the page tells how it stands by its title.

import { Base } from "./base.js";
import { drawFigure } from "./figure.js";

async function fetchJson(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} could not be loaded`);
  return answer.json();
}

const base = new Base((name) => fetchJson(`/base/${name}`));
const figures = new Map();

function tell(token, ...words) {
  document.title = ["figure", token, ...words].join(" ").slice(0, 400);
}

async function asText(canvas) {
  const blob = await new Promise((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  if (!blob) throw new Error("the picture is too large for the memory of this machine");
  const reader = new FileReader();
  await new Promise((resolve, reject) => {
    reader.onload = resolve;
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
  return reader.result.slice(reader.result.indexOf(",") + 1);
}

/** Draws the figure that is published under a token; ends in "ready" with a length, or "failed". */
async function figure(token) {
  figures.clear();
  document.body.replaceChildren();
  try {
    const [request, scene] = await Promise.all([
      fetchJson(`/documents/figure-request-${token}.json`),
      fetchJson(`/documents/figure-scene-${token}.json`),
    ]);
    const { canvas, svg } = await drawFigure(request, scene, base);
    if (request.form === "pdf") printable(request, svg);
    const text = canvas ? await asText(canvas) : svg;
    figures.set(token, text);
    tell(token, "ready", text.length);
  } catch (error) {
    console.warn(error.stack ?? String(error));
    tell(token, "failed", error.message);
  }
}

/** The page as one sheet of the figure's size, with nothing but the figure on it. */
function printable(request, svg) {
  const sheet = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const [width, height] = [request.width / request.dpi, request.height / request.dpi];
  sheet.setAttribute("style", "display: block; width: 100vw; height: 100vh");
  const style = document.createElement("style");
  style.textContent = `@page { size: ${width}in ${height}in; margin: 0 } html, body { margin: 0 }`;
  document.documentElement.lang = "en";
  document.body.replaceChildren(style, document.adoptNode(sheet));
}

window.dateline = {
  figure,
  takeFigure: (token, from, length) => (figures.get(token) ?? "").slice(from, from + length),
  drop: (token) => figures.delete(token),
};

document.title = "figures";
