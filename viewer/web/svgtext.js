// Texts, numbers and fonts as SVG spells them.

// What XML 1.0 has no way to write, half characters included.
const NOT_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function escapeXml(text) {
  return String(text)
    .replace(NOT_XML, "\ufffd")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

// A number with at most two decimals, as short as it can be written.
export function short(value) {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded).replace(/^(-?)0\./, "$1.");
}

// Numbers in a row, parted where a minus does not part them.
export function joined(numbers) {
  let text = "";
  for (const value of numbers) {
    const one = short(value);
    text += text && one[0] !== "-" ? " " + one : one;
  }
  return text;
}

export function short4(value) {
  return String(Math.round(value * 10000) / 10000);
}

// The parts of a font as a canvas gives it back: 'italic 600 12px "Noto Sans", sans-serif'.
export function parseFont(font) {
  const [, before, size, family] = font.match(/^(.*?)([\d.]+)px\s+(.*)$/);
  const weight = before.match(/\b(bold|\d{3})\b/);
  return {
    style: /\b(italic|oblique)\b/.test(before) ? "italic" : "normal",
    weight: weight ? weight[1].replace("bold", "700") : "400",
    size: Number(size),
    family: family.replace(/"/g, "'"),
  };
}
