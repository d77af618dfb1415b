// A small label beside the pointer. Its text is set as text, never as HTML.

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
