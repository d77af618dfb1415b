// A small label beside the pointer. Its text is set as text, never as HTML.

import { nameOf } from "./scene.js";

export class Tooltip {
  constructor(container) {
    this.container = container;
    this.element = document.createElement("div");
    this.element.className = "dateline-tooltip";
    this.element.hidden = true;
    container.append(this.element);
  }

  /** Shows a text beside a point of the container, on the side that has room. */
  show(text, point) {
    const { element, container } = this;
    element.hidden = false;
    if (element.textContent !== text) element.textContent = text;
    const right = point.x + 16 + element.offsetWidth > container.clientWidth;
    const below = point.y + 20 + element.offsetHeight > container.clientHeight;
    const x = right ? point.x - 12 - element.offsetWidth : point.x + 14;
    const y = below ? point.y - 10 - element.offsetHeight : point.y + 16;
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  hide() {
    this.element.hidden = true;
  }
}

/** "Kyiv - 11 passages"; a cluster names how many places stand there. */
export function describe({ place, pin, country }) {
  if (country) return `${country.name} \u2013 ${counted(country.count, "mention")}`;
  const { count, size, unsure } = pin ?? { ...place, size: 1 };
  const title = nameOf(place);
  const name = size > 1 ? `${title} +${(size - 1).toLocaleString("en")}` : title;
  const doubt = unsure ? ", not certain" : "";
  return `${name} \u2013 ${counted(count, "passage")}${doubt}`;
}

function counted(count, one) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : `${one}s`}`;
}
