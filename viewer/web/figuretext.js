// Text in figures: its direction, its lines, its end when there is no more room.

const RTL = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
// Marks that turn the direction of what follows, and what no line of text may hold.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]+/g;

/** One line of text without control characters, its spaces folded. */
export function plain(text) {
  return String(text ?? "").replace(CONTROLS, " ").replace(/\s+/gu, " ").trim();
}

/** "rtl" where the first letter is of a script that is written so. */
export function directionOf(text) {
  const letter = text.match(/\p{L}/u);
  return letter && RTL.test(letter[0]) ? "rtl" : "ltr";
}

/** The text so that it keeps its own direction within a line of the other. */
export function isolated(text) {
  return directionOf(text) === "rtl" ? `\u2068${text}\u2069` : text;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const words = new Intl.Segmenter(undefined, { granularity: "word" });

const split = (segmenter, text) => Array.from(segmenter.segment(text), (part) => part.segment);

/** The text, or as much of it as fits `width` with an ellipsis. */
export function fitted(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  const parts = split(graphemes, text.slice(0, 1000));
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const tried = parts.slice(0, middle).join("").trimEnd() + "…";
    if (ctx.measureText(tried).width <= width) low = middle;
    else high = middle - 1;
  }
  return parts.slice(0, low).join("").trimEnd() + "…";
}

// Where a line may end: after spaces, between words of scripts without them, within a word
// that is longer than a line.
function pieces(ctx, text, width) {
  return text
    .split(/(?<=\s)/u)
    .flatMap((word) => (ctx.measureText(word).width > width ? split(words, word) : [word]))
    .flatMap((word) => (ctx.measureText(word).width > width ? split(graphemes, word) : [word]));
}

/** The text in at most `most` lines of `width`; the last ends with an ellipsis if there is more. */
export function wrapped(ctx, text, width, most) {
  const lines = [];
  let line = "";
  const parts = pieces(ctx, text.slice(0, 4000), width);
  for (let i = 0; i < parts.length; i += 1) {
    if (line && ctx.measureText((line + parts[i]).trimEnd()).width > width) {
      if (lines.length === most - 1) {
        lines.push(fitted(ctx, line + parts.slice(i, i + 60).join(""), width));
        return lines;
      }
      lines.push(line.trimEnd());
      line = "";
    }
    line += parts[i];
  }
  if (line.trim()) lines.push(line.trimEnd());
  return lines;
}

/** Writes a line within the box that starts at `x`; right-to-left text ends at its right. */
export function write(ctx, text, x, y, width, direction = directionOf(text)) {
  ctx.direction = direction;
  ctx.textAlign = direction === "rtl" ? "right" : "left";
  ctx.fillText(text, direction === "rtl" ? x + width : x, y);
  ctx.direction = "ltr";
  ctx.textAlign = "left";
}
