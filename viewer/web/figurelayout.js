// Where the parts of a figure go, in CSS px: header, map, band of legend and articles, footer.

import { legendHeight } from "./legend.js";
import { fitted, isolated, plain, wrapped } from "./figuretext.js";

const GAP = 14;
const WIDE = 1.25; // From this proportion on the band stands beside the map, else under it.

export const FONTS = {
  title: (family) => `600 25px ${family}`,
  counts: (family) => `13.5px ${family}`,
  heading: (family) => `600 11.5px ${family}`,
  article: (family) => `500 12.5px ${family}`,
  byline: (family) => `11px ${family}`,
  credit: (family) => `10px ${family}`,
};

/** Boxes and broken lines for all parts; what is turned off has no box. */
export function layOut(ctx, page, request, rows, theme) {
  const margin = Math.round(Math.min(28, 0.026 * Math.max(page.width, page.height)));
  const inner = { x: margin, width: page.width - 2 * margin };
  const header = headerOf(ctx, inner, margin, request, theme);
  const footer = footerOf(ctx, inner, page.height - margin * 0.7, request, theme);
  const top = header ? header.y + header.height + GAP : margin;
  const bottom = footer ? footer.y - 8 : page.height - margin;
  const body = { x: inner.x, y: top, width: inner.width, height: bottom - top };
  const parts = page.width / page.height >= WIDE
    ? beside(ctx, body, request, rows, theme)
    : beneath(ctx, body, request, rows, theme);
  return { header, footer, ...parts };
}

function headerOf(ctx, inner, y, request, theme) {
  ctx.font = FONTS.title(theme.family);
  const title = plain(request.title);
  const lines = title ? wrapped(ctx, title, inner.width, 2) : [];
  const counts = request.counts ? countsText(request.counts) : "";
  if (lines.length === 0 && !counts) return null;
  const height = lines.length * 31 + (counts ? 20 : 0);
  return { ...inner, y, height, lines, counts };
}

/** "83 of 86 mentions placed, in 2 articles" */
export function countsText({ articles, mentions, placed }) {
  const number = (count) => count.toLocaleString("en");
  const noun = mentions === 1 ? "mention" : "mentions";
  const where = `${number(articles)} ${articles === 1 ? "article" : "articles"}`;
  return `${number(placed)} of ${number(mentions)} ${noun} placed, in ${where}`;
}

function footerOf(ctx, inner, bottom, request, theme) {
  ctx.font = FONTS.credit(theme.family);
  const text = plain(request.attribution);
  if (!text) return null;
  const lines = wrapped(ctx, text, inner.width, 4);
  const height = lines.length * 14;
  return { ...inner, y: bottom - height, height, lines };
}

function beside(ctx, body, request, rows, theme) {
  const { articles } = request;
  if (articles.length === 0) return { map: body, legend: corner(body, rows) };
  const width = Math.round(Math.max(250, Math.min(320, body.width * 0.23)));
  const map = { ...body, width: body.width - width - 1.5 * GAP };
  const band = { x: map.x + map.width + 1.5 * GAP, width };
  const tall = rows.length > 0 ? legendHeight(rows) + GAP : 0;
  const legend = { ...band, y: body.y, height: tall };
  const list = { ...band, y: body.y + tall, height: body.height - tall };
  return { map, legend, articles: articlesOf(ctx, list, request, 1, theme) };
}

function beneath(ctx, body, request, rows, theme) {
  const { articles } = request;
  if (articles.length === 0) return { map: body, legend: corner(body, rows) };
  const tall = rows.length > 0 ? legendHeight(rows) : 0;
  const height = Math.min(body.height * 0.42, Math.max(tall, 26 + 44 * Math.min(articles.length, 5)));
  const map = { ...body, height: body.height - height - GAP };
  const y = map.y + map.height + GAP;
  const used = rows.length > 0 ? Math.min(290, body.width * 0.45) : 0;
  const legend = { x: body.x, y, width: used, height };
  const rest = { x: body.x + used, y, width: body.width - used, height };
  const columns = Math.max(1, Math.floor(rest.width / 260));
  return { map, legend, articles: articlesOf(ctx, rest, request, columns, theme) };
}

/** Over the map, in its upper right corner: where no band is needed but for the legend. */
function corner(map, rows) {
  const [width, height] = [260, legendHeight(rows)];
  return { x: map.x + map.width - width, y: map.y + 10, width, height, over: true };
}

/** As many articles as there is room for, in columns, and how many there is none for. */
function articlesOf(ctx, box, request, columns, theme) {
  const { articles } = request;
  const count = request.articleCount ?? articles.length;
  const width = (box.width - (columns - 1) * GAP) / columns;
  const room = box.height - 26;
  const entries = [];
  let [column, y, taken] = [0, 0, 0];
  for (const article of articles) {
    const entry = entryOf(ctx, article, width, theme);
    const last = column === columns - 1;
    // The last column keeps a line for what is left out.
    const reserve = last && taken < count - 1 ? 18 : 0;
    if (y + entry.height + reserve > room) {
      if (last || entry.height + 18 > room) break;
      [column, y] = [column + 1, 0];
      if (column === columns - 1 && entry.height + 18 > room && taken < count - 1) break;
    }
    entries.push({ ...entry, x: box.x + column * (width + GAP), y: box.y + 26 + y });
    y += entry.height + 9;
    taken += 1;
  }
  const more = count - taken;
  const rest = more > 0 ? { count: more, x: box.x + column * (width + GAP), y: box.y + 26 + y } : null;
  return { ...box, columnWidth: width, entries, rest, heading: taken > 0 || more > 0 };
}

function entryOf(ctx, article, width, theme) {
  ctx.font = FONTS.article(theme.family);
  const lines = wrapped(ctx, plain(article.title), width, 3);
  ctx.font = FONTS.byline(theme.family);
  const byline = fitted(ctx, `${isolated(plain(article.source))} · ${plain(article.date)}`, width);
  return { lines, byline, width, height: lines.length * 16 + 15 };
}
