// The side of an exported page: the list of places, or what is said of the one that is chosen.

import { nameOf } from "./scene.js";

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

const counted = (count, one) => `${count.toLocaleString("en")} ${count === 1 ? one : `${one}s`}`;

export class Side {
  /** `act` has functions for what the reader does: select(id), hover(id), theme(name). */
  constructor(element, settings, scene, readings, act) {
    this.element = element;
    this.settings = settings;
    this.places = new Map(scene.places.map((place) => [place.id, place]));
    this.readings = readings;
    this.act = act;
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") act.select(null);
    });
    this.show(null);
  }

  /** Shows a place by its id, or with null the list of all. */
  show(id) {
    const place = this.places.get(id);
    const before = this.chosen;
    this.chosen = place ? id : null;
    this.element.replaceChildren(...(place ? this.#place(place) : this.#list()));
    this.element.scrollTop = 0;
    if (place) this.element.querySelector("h2").focus({ preventScroll: true });
    else if (before) this.element.querySelector(`[data-place="${CSS.escape(before)}"]`)?.focus();
  }

  #list() {
    const { articles, mentions, placed } = this.readings.counts;
    const head = make("header");
    head.append(make("h1", "", this.settings.title), this.#themeButton());
    head.firstChild.dir = "auto";
    const summary = `${placed} of ${counted(mentions, "mention")} placed, in ${counted(articles, "article")}`;
    const list = make("ul", "places");
    for (const place of this.places.values()) list.append(this.#row(place));
    const note = this.settings.note ? [make("p", "quiet", this.settings.note)] : [];
    return [head, make("p", "quiet", summary), ...note, list, ...this.#articles(), ...this.#unplaced()];
  }

  #row(place) {
    const button = make("button", `place ${place.shape}`);
    button.type = "button";
    button.dataset.place = place.id;
    const title = make("span", "title", nameOf(place));
    title.dir = "auto";
    button.append(title, make("span", "count", String(place.count)));
    button.title = counted(place.count, "passage");
    button.addEventListener("click", () => this.act.select(place.id));
    button.addEventListener("pointerenter", () => this.act.hover(place.id));
    button.addEventListener("pointerleave", () => this.act.hover(null));
    const row = make("li");
    row.append(button);
    return row;
  }

  #themeButton() {
    const button = make("button", "theme", "Light or dark");
    button.type = "button";
    button.addEventListener("click", () => {
      this.act.theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    });
    return button;
  }

  #articles() {
    const list = make("ul", "articles");
    for (const article of this.readings.articles) {
      const row = make("li");
      row.append(make("div", "", article.title), make("div", "quiet", byline(article)));
      for (const line of row.children) line.dir = "auto";
      list.append(row);
    }
    return [make("h2", "", "Articles"), list];
  }

  #unplaced() {
    const { unplaced } = this.readings;
    if (unplaced.length === 0) return [];
    const list = make("ul", "articles");
    for (const { name, why } of unplaced) {
      const row = make("li");
      row.append(make("div", "", name), make("div", "quiet", why));
      row.firstChild.dir = "auto";
      list.append(row);
    }
    return [make("h2", "", "Not placed"), list];
  }

  #place(place) {
    const back = make("button", "back", "All places");
    back.type = "button";
    back.addEventListener("click", () => this.act.select(null));
    const title = make("h2", "chosen", nameOf(place));
    title.tabIndex = -1;
    title.dir = "auto";
    const where = place.shape === "point" ? ` · ${place.lat.toFixed(4)}, ${place.lon.toFixed(4)}` : "";
    const facts = make("p", "quiet", `${place.kind}${where}`);
    const sum = `${counted(place.count, "passage")} in ${counted(place.articles, "article")}`;
    const quotes = this.readings.quotes[place.id] ?? [];
    return [back, title, facts, make("p", "quiet", sum), ...quotes.map((one) => this.#quote(one))];
  }

  #quote({ article, text, marks, whole }) {
    const block = make("figure", "quote");
    const words = make("blockquote");
    words.dir = "auto";
    if (!whole) words.append("… ");
    let at = 0;
    for (let i = 0; i < marks.length; i += 2) {
      words.append(text.slice(at, marks[i]), make("mark", "", text.slice(marks[i], marks[i + 1])));
      at = marks[i + 1];
    }
    words.append(text.slice(at));
    if (!whole) words.append(" …");
    const cited = this.readings.articles[article];
    const caption = make("figcaption", "quiet");
    caption.append(make("span", "", cited.title), make("span", "", byline(cited)));
    for (const line of caption.children) line.dir = "auto";
    block.append(words, caption);
    return block;
  }
}

function byline({ source, date }) {
  return `${source} · ${date}`;
}
