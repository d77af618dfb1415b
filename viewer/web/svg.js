// A drawing context that writes SVG 1.1: the part of CanvasRenderingContext2D that our painting
// uses. Transformations are worked into the coordinates, so that what comes out is flat, and
// what has the same look stands in one group.

import { SvgPaths } from "./svgpaths.js";
import { escapeXml, parseFont, short, short4 } from "./svgtext.js";

const ANCHORS = {
  ltr: { center: ' text-anchor="middle"', right: ' text-anchor="end"', end: ' text-anchor="end"' },
  rtl: { center: ' text-anchor="middle"', left: ' text-anchor="end"', end: ' text-anchor="end"' },
};

const STATE = {
  fillStyle: "#000000",
  strokeStyle: "#000000",
  lineWidth: 1,
  lineJoin: "miter",
  lineCap: "butt",
  miterLimit: 10,
  lineDashOffset: 0,
  globalAlpha: 1,
  font: "10px sans-serif",
  textAlign: "start",
  textBaseline: "alphabetic",
  direction: "ltr",
  letterSpacing: "0px",
};

export class SvgContext extends SvgPaths {
  constructor(width, height) {
    super();
    this.width = width;
    this.height = height;
    Object.assign(this, STATE);
    this._measure = document.createElement("canvas").getContext("2d");
    this._dash = [];
    this._stack = [];
    this._open = 0; // clip groups that were opened since the last save
    this._out = [];
    this._definitions = [];
    this._clips = new Map();
    this._look = null; // the attributes of the group that is open
    this._filled = null; // the fill that a stroke of the same path may join
  }

  // -- state ---------------------------------------------------------------------------------

  save() {
    const kept = { transform: this._transform.slice(), dash: this._dash, open: this._open };
    for (const name of Object.keys(STATE)) kept[name] = this[name];
    this._stack.push(kept);
    this._open = 0;
  }

  restore() {
    const kept = this._stack.pop();
    if (!kept) return;
    this._closeClips();
    for (const name of Object.keys(STATE)) this[name] = kept[name];
    this._transform = kept.transform;
    this._dash = kept.dash;
    this._open = kept.open;
  }

  setLineDash(dash) {
    this._dash = dash.slice();
  }

  getLineDash() {
    return this._dash.slice();
  }

  // -- painting ------------------------------------------------------------------------------

  fill(rule = "nonzero") {
    if (!this._path.length) return;
    const look = this._fillLook(rule);
    if (!look) return;
    const index = this._element(look, `<path d="${this._path.join("")}"/>`);
    this._filled = { index, path: this._path, length: this._path.length };
  }

  stroke() {
    if (!this._path.length) return;
    const look = this._strokeLook();
    if (!look) return;
    const filled = this._filled;
    if (filled && filled.path === this._path && filled.length === this._path.length && filled.index === this._out.length - 1) {
      // Filled a moment ago: one path with both, in the group that its fill opened or had.
      const own = this._out.pop().slice(0, -2) + ` ${look}/>`;
      this._out.push(own);
      this._filled = null;
      return;
    }
    this._element(`fill="none" ${look}`, `<path d="${this._path.join("")}"/>`);
  }

  fillRect(x, y, width, height) {
    this._apart(() => {
      this.rect(x, y, width, height);
      this.fill();
    });
  }

  strokeRect(x, y, width, height) {
    this._apart(() => {
      this.rect(x, y, width, height);
      this.stroke();
    });
  }

  clearRect() {} // There is nothing on a new sheet.

  clip(rule = "nonzero") {
    const shape = this._path.join("");
    const key = rule + shape;
    let id = this._clips.get(key);
    if (!id) {
      id = `clip${this._clips.size + 1}`;
      this._clips.set(key, id);
      const how = rule === "evenodd" ? ' clip-rule="evenodd"' : "";
      this._definitions.push(`<clipPath id="${id}"><path d="${shape}"${how}/></clipPath>`);
    }
    this._endLook();
    this._out.push(`<g clip-path="url(#${id})">`);
    this._open += 1;
  }

  drawImage(image, x, y, width, height) {
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth || image.width;
    canvas.height = image.naturalHeight || image.height;
    canvas.getContext("2d").drawImage(image, 0, 0);
    const [px, py] = this._at(x, y);
    const size = this._scale;
    const box =
      `x="${short(px)}" y="${short(py)}" ` +
      `width="${short(width * size)}" height="${short(height * size)}"`;
    const alpha = this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : "";
    const data = canvas.toDataURL("image/png");
    this._endLook();
    this._out.push(
      `<image ${box}${alpha} preserveAspectRatio="none" xlink:href="${data}"/>`,
    );
  }

  _apart(draw) {
    const kept = this.takePath();
    draw();
    this.takePath(kept);
    this._filled = null;
  }

  // -- text ----------------------------------------------------------------------------------

  measureText(text) {
    this._prepareMeasure();
    return this._measure.measureText(text);
  }

  fillText(text, x, y) {
    this._text(this._fillLook("nonzero"), text, x, y);
  }

  strokeText(text, x, y) {
    const look = this._strokeLook();
    this._text(look && `fill="none" ${look}`, text, x, y);
  }

  _prepareMeasure() {
    const measure = this._measure;
    measure.font = this.font;
    measure.textBaseline = this.textBaseline;
    measure.direction = this.direction;
    measure.letterSpacing = this.letterSpacing;
  }

  _text(look, text, x, y) {
    if (!look || !String(text).trim()) return;
    this._prepareMeasure();
    const { style, weight, size, family } = parseFont(this._measure.font);
    const [a, b] = this._transform;
    const scale = this._scale;
    const turned = Math.abs(b) > 1e-9 || a < 0;
    const [px, py] = this._at(x, y + this._toBaseline());
    const where = turned
      ? `transform="matrix(${this._transform.slice(0, 4).map((v) => short4(v / scale)).join(" ")} ` +
        `${short(px)} ${short(py)})"`
      : `x="${short(px)}" y="${short(py)}"`;
    const rtl = this.direction === "rtl";
    const spacing = parseFloat(this.letterSpacing) || 0;
    const font = [
      `font-family="${escapeXml(family)}" font-size="${short(size * scale)}"`,
      style === "normal" ? "" : ` font-style="${style}"`,
      weight === "400" ? "" : ` font-weight="${weight}"`,
      spacing ? ` letter-spacing="${short(spacing * scale)}"` : "",
      ANCHORS[rtl ? "rtl" : "ltr"][this.textAlign] || "",
      rtl ? ' direction="rtl"' : "",
    ].join("");
    this._element(`${look} ${font}`, `<text ${where}>${escapeXml(text)}</text>`);
  }

  // How far the line that letters stand on lies below the one that the text is aligned to.
  _toBaseline() {
    if (this.textBaseline === "alphabetic") return 0;
    const aligned = this._measure.measureText("x").fontBoundingBoxAscent;
    this._measure.textBaseline = "alphabetic";
    return this._measure.measureText("x").fontBoundingBoxAscent - aligned;
  }

  // -- looks and groups ----------------------------------------------------------------------

  _fillLook(rule) {
    const [colour, alpha] = this._colour(this.fillStyle);
    if (alpha === 0) return null;
    return (
      `fill="${colour}"` +
      (alpha < 1 ? ` fill-opacity="${short4(alpha)}"` : "") +
      (rule === "evenodd" ? ' fill-rule="evenodd"' : "")
    );
  }

  _strokeLook() {
    const [colour, alpha] = this._colour(this.strokeStyle);
    const scale = this._scale;
    if (alpha === 0 || !(this.lineWidth > 0)) return null;
    const look = [`stroke="${colour}" stroke-width="${short(this.lineWidth * scale)}"`];
    if (alpha < 1) look.push(`stroke-opacity="${short4(alpha)}"`);
    if (this.lineJoin !== "miter") look.push(`stroke-linejoin="${this.lineJoin}"`);
    else look.push(`stroke-miterlimit="${short(this.miterLimit)}"`);
    if (this.lineCap !== "butt") look.push(`stroke-linecap="${this.lineCap}"`);
    if (this._dash.length) {
      look.push(`stroke-dasharray="${this._dash.map((one) => short(one * scale)).join(" ")}"`);
    }
    if (this._dash.length && this.lineDashOffset) {
      look.push(`stroke-dashoffset="${short(this.lineDashOffset * scale)}"`);
    }
    return look.join(" ");
  }

  // SVG 1.1 keeps opacity apart from colour; the canvas spells every colour in one of two ways.
  _colour(style) {
    this._measure.fillStyle = "#000000";
    this._measure.fillStyle = style;
    const plain = this._measure.fillStyle;
    if (plain[0] === "#") return [plain, this.globalAlpha];
    const [red, green, blue, alpha] = plain.match(/[\d.]+/g).map(Number);
    const hex = [red, green, blue].map((one) => one.toString(16).padStart(2, "0")).join("");
    return [`#${hex}`, alpha * this.globalAlpha];
  }

  _element(look, element) {
    if (look !== this._look) {
      this._endLook();
      this._out.push(`<g ${look}>`);
      this._look = look;
    }
    this._out.push(element);
    return this._out.length - 1;
  }

  _endLook() {
    if (this._look === null) return;
    this._look = null;
    const last = this._out.length - 1;
    // A group of one is an element with the attributes of the group.
    if (this._out[last - 1].startsWith("<g ")) {
      const group = this._out[last - 1].slice(3, -1);
      const own = this._out[last].replace(/^<\w+ /, (tag) => `${tag}${group} `);
      this._out.splice(last - 1, 2, own);
    } else {
      this._out.push("</g>");
    }
  }

  _closeClips() {
    if (this._open) this._endLook();
    for (; this._open; this._open--) this._out.push("</g>");
  }

  // The finished picture; `title`, `description` and `metadata` (as XML) are for programs and
  // readers, `size` is what it measures on paper.
  document({ title = "", description = "", metadata = "", size = null } = {}) {
    while (this._stack.length) this.restore();
    this._closeClips();
    this._endLook();
    const { width, height } = this;
    const [paperWidth, paperHeight] = size ?? [`${width}px`, `${height}px`];
    return [
      '<?xml version="1.0" encoding="UTF-8"?>\n',
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ',
      `version="1.1" width="${paperWidth}" height="${paperHeight}" `,
      `viewBox="0 0 ${width} ${height}">\n`,
      title && `<title>${escapeXml(title)}</title>\n`,
      description && `<desc>${escapeXml(description)}</desc>\n`,
      metadata && `<metadata>${metadata}</metadata>\n`,
      this._definitions.length ? `<defs>${this._definitions.join("\n")}</defs>\n` : "",
      this._out.join("\n"),
      "\n</svg>\n",
    ].join("");
  }
}
