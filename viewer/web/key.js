// What the colours of a layer mean: a small key in a corner of the map. Its texts are set as text.

import { classNames, classesOf, shadesFor } from "./shade.js";

function make(name, text = "") {
  const element = document.createElement("div");
  element.className = `dateline-key-${name}`;
  element.textContent = text;
  return element;
}

/** A Leaflet control that explains heat and shades; for pins there is none. */
export class Key {
  constructor(map) {
    this.control = L.control({ position: "bottomleft" });
    this.control.onAdd = () => make("card");
    this.control.addTo(map);
    this.card = this.control.getContainer();
    this.card.hidden = true;
  }

  /** Explains a layer of some places. */
  show(layer, places, theme) {
    const rows = places && ROWS[layer] ? ROWS[layer](places, theme) : [];
    this.card.hidden = rows.length === 0;
    this.card.replaceChildren(...rows);
  }
}

const ROWS = {
  heat(_places, theme) {
    const bar = make("bar");
    bar.style.background = `linear-gradient(to right, ${theme.heat.join(", ")})`;
    const ends = make("ends");
    ends.append(make("end", "few"), make("end", "many"));
    return [make("title", "Passages"), bar, ends];
  },
  shaded({ countries }, theme) {
    const classes = classesOf(countries);
    if (classes.length === 0) return [];
    const colours = shadesFor(classes, theme);
    const rows = classNames(classes).map((name, i) => {
      const row = make("row", name);
      const swatch = make("swatch");
      swatch.style.background = colours[i];
      row.prepend(swatch);
      return row;
    });
    return [make("title", "Mentions in a country"), ...rows];
  },
};
