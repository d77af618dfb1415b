// Transformations and paths of a canvas, written as the path data of SVG.

import { joined, short } from "./svgtext.js";

export class SvgPaths {
  constructor() {
    this._transform = [1, 0, 0, 1, 0, 0];
    this.beginPath();
  }

  // -- transformation ------------------------------------------------------------------------

  setTransform(a, b, c, d, e, f) {
    const given = typeof a === "object" && a ? [a.a, a.b, a.c, a.d, a.e, a.f] : [a, b, c, d, e, f];
    this._transform = given;
  }

  resetTransform() {
    this._transform = [1, 0, 0, 1, 0, 0];
  }

  transform(a, b, c, d, e, f) {
    const [A, B, C, D, E, F] = this._transform;
    this._transform = [
      A * a + C * b,
      B * a + D * b,
      A * c + C * d,
      B * c + D * d,
      A * e + C * f + E,
      B * e + D * f + F,
    ];
  }

  translate(x, y) {
    this.transform(1, 0, 0, 1, x, y);
  }

  scale(x, y) {
    this.transform(x, 0, 0, y, 0, 0);
  }

  rotate(angle) {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.transform(cos, sin, -sin, cos, 0, 0);
  }

  _at(x, y) {
    const [a, b, c, d, e, f] = this._transform;
    return [a * x + c * y + e, b * x + d * y + f];
  }

  get _scale() {
    const [a, b, c, d] = this._transform;
    return Math.sqrt(Math.abs(a * d - b * c));
  }

  // -- paths ---------------------------------------------------------------------------------

  beginPath() {
    this._path = [];
    this._here = null; // where the pen is, rounded as it is written
    this._begun = null;
  }

  moveTo(x, y) {
    this._point("M", this._at(x, y));
    this._begun = this._here;
  }

  lineTo(x, y) {
    if (!this._here) return this.moveTo(x, y);
    const [px, py] = this._at(x, y);
    const [rx, ry] = [Math.round(px * 100) / 100, Math.round(py * 100) / 100];
    const [dx, dy] = [rx - this._here[0], ry - this._here[1]];
    if (dx === 0 && dy === 0) return undefined;
    this._add("l", joined([dx, dy]));
    this._here = [rx, ry];
    return undefined;
  }

  closePath() {
    if (!this._here) return;
    this._add("z", "");
    this._here = this._begun;
  }

  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  quadraticCurveTo(cx, cy, x, y) {
    if (!this._here) this.moveTo(cx, cy);
    this._curve("Q", [...this._at(cx, cy), ...this._at(x, y)]);
  }

  bezierCurveTo(ax, ay, bx, by, x, y) {
    if (!this._here) this.moveTo(ax, ay);
    this._curve("C", [...this._at(ax, ay), ...this._at(bx, by), ...this._at(x, y)]);
  }

  arc(x, y, radius, start, end, counterclockwise = false) {
    const turn = 2 * Math.PI;
    let sweep = end - start;
    if (counterclockwise) sweep = sweep <= -turn ? -turn : -(((-sweep % turn) + turn) % turn);
    else sweep = sweep >= turn ? turn : ((sweep % turn) + turn) % turn;
    const at = (angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    this.lineTo(...at(start));
    const [a, b, c, d] = this._transform;
    const clockwise = sweep > 0 === a * d - b * c > 0 ? 1 : 0;
    const r = short(radius * this._scale);
    // No arc of SVG is a whole circle, and one that is nearly so is drawn badly.
    const parts = Math.abs(sweep) > 3 ? 2 : 1;
    for (let part = 1; part <= parts; part++) {
      const to = this._at(...at(start + (sweep * part) / parts));
      this._add("A", `${r} ${r} 0 0 ${clockwise} ${joined(to)}`);
      this._here = to.map((value) => Math.round(value * 100) / 100);
    }
  }

  ellipse(x, y, rx, ry, rotation, start, end, counterclockwise = false) {
    if (rx !== ry) throw new Error("SvgContext draws circles, no other ellipses");
    this.arc(x, y, rx, start + rotation, end + rotation, counterclockwise);
  }

  roundRect(x, y, width, height, radius) {
    const given = Array.isArray(radius) ? radius[0] : radius;
    const r = Math.min(given, width / 2, height / 2);
    const quarter = Math.PI / 2;
    this.moveTo(x + r, y);
    this.lineTo(x + width - r, y);
    this.arc(x + width - r, y + r, r, -quarter, 0);
    this.arc(x + width - r, y + height - r, r, 0, quarter);
    this.arc(x + r, y + height - r, r, quarter, 2 * quarter);
    this.arc(x + r, y + r, r, 2 * quarter, 3 * quarter);
    this.closePath();
  }

  _point(command, [x, y]) {
    this._here = [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
    this._add(command, joined(this._here));
  }

  _curve(command, numbers) {
    this._add(command, joined(numbers));
    this._here = numbers.slice(-2).map((value) => Math.round(value * 100) / 100);
  }

  _add(command, numbers) {
    const last = this._path.length - 1;
    // A letter need not be repeated, nor a space stand before a minus.
    if (last >= 0 && command === "l" && this._command === "l") {
      this._path.push((numbers[0] === "-" ? "" : " ") + numbers);
    } else {
      this._path.push(command + numbers);
    }
    this._command = command;
  }

  // Give out the path with its pen and begin a new one, or go on with one that was given out.
  takePath(given = null) {
    const kept = [this._path, this._here, this._begun, this._command];
    if (given) [this._path, this._here, this._begun, this._command] = given;
    else this.beginPath();
    return kept;
  }
}
