// One label: its text, its style, how wide it is.

const widths = new Map();

/** The width of a text in px of the drawing; measured once for each font. */
export function widthOf(ctx, text, font, spacing) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key) + spacing * text.length;
}

/** A label before it has a spot; sizes in px of the drawing. */
export function makeLabel(frame, theme, style) {
  const { text, size, weight = 400, italic = false, spacing = 0, badge = "" } = style;
  const scale = frame.scale;
  const font = `${italic ? "italic " : ""}${weight} ${(size * scale).toFixed(1)}px ${theme.family}`;
  const badgeFont = `600 ${(size * 0.84 * scale).toFixed(1)}px ${theme.family}`;
  return {
    text,
    brief: style.brief ?? "",
    font,
    badge,
    badgeFont,
    badgeWidth: (ctx) => (badge ? widthOf(ctx, badge, badgeFont, 0) + 13 * scale : 0),
    size: size * scale,
    spacing: spacing * scale,
    scale,
    colour: style.colour,
    x: style.x,
    y: style.y,
    spots: style.spots ?? "centred",
    reach: style.reach ?? false,
    room: style.room ?? Infinity,
    around: style.around ?? 0,
    air: (style.air ?? 1) * scale,
    dot: style.dot ?? null,
    force: style.force ?? false,
    place: style.place ?? null,
  };
}
