// Pins for more places than can be drawn: cells that lie close together are one pin, with the
// sum of their passages. Like cluster.js, but on columns, and with air between large pins.

const LEAST = 6.9;
/** More cells than there can be. */
const BEYOND = 2 ** 21;
const GRID = 104;

/** The radius of the largest pin in px, of which a picture has few: it grows by powers of ten. */
function largestRadius(most) {
  return Math.min(34, 21 + 3.2 * Math.log10(Math.max(1, most / 10)));
}

/** The radius of a pin in px of the screen, in a picture whose largest has `most` passages. */
export function crowdRadius(count, most) {
  const share = Math.min(1, Math.max(1, count) / most);
  return LEAST + (largestRadius(most) - LEAST) * share ** 0.4;
}

/** How far a pin keeps others off, from its middle: the larger, the more air. */
function reachOf(radius) {
  return radius + 1 + Math.max(0, radius - 9) * 0.5;
}

/** Names are wider than high: to the sides there is to be so much more room. */
const WIDER = 1.7;

/** Where cells stand nearer than this to each other, in px, pins are given more room. */
const ROOMY = 46;
const ROOM = 0.52;

/** An answer of Python's, as viewer/atlas/cells.py packs it: columns, and `wide` places. */
export function readCells(buffer) {
  const [, count, length] = new Uint32Array(buffer, 0, 4);
  const names = ["row", "places", "passages", "x", "y"];
  const cells = { count };
  names.forEach((name, i) => {
    cells[name] = new Uint32Array(buffer, 16 + 4 * count * i, count);
  });
  const after = 16 + 4 * count * names.length;
  cells.unsure = new Uint8Array(buffer, after, count);
  const text = new TextDecoder().decode(new Uint8Array(buffer, after + count, length));
  return { ...cells, ...JSON.parse(text) };
}

/**
 * Makes pins of cells at a zoom; `from` is where the region begins in the unit square, so that
 * what lies beyond the antimeridian is a neighbour. Gives {pins, members, most}: the pins with
 * most passages first, and `members.subarray(pin.start, pin.end)` are the cells of a pin.
 */
export function gather(cells, zoom, from = 0) {
  const crowd = new Gathering(cells, zoom, from);
  let items = crowd.byCount();
  for (let before = Infinity; items.length < before; ) {
    before = items.length;
    items = crowd.pass(items);
  }
  return { ...crowd.collect(items), most: crowd.most };
}

class Gathering {
  constructor(cells, zoom, from) {
    const size = 256 * 2 ** zoom;
    const { count } = cells;
    this.cells = cells;
    this.px = new Float64Array(count);
    this.py = new Float64Array(count);
    for (let i = 0; i < count; i += 1) {
      const x = cells.x[i] / 2 ** 32;
      this.px[i] = (x < from ? x + 1 : x) * size;
      this.py[i] = (cells.y[i] / 2 ** 32) * size;
    }
    this.sums = new Float64Array(cells.passages);
    this.hosts = new Int32Array(count).fill(-1);
    this.next = new Int32Array(count);
    this.#layGrid();
    this.most = this.#mostOfAPin();
    this.room = this.#rooms();
    this.usual = Float64Array.from({ length: 256 }, (_, sum) => reachOf(crowdRadius(sum, this.most)));
    this.reach = new Float64Array(count);
    for (let i = 0; i < count; i += 1) this.reach[i] = this.#reachOf(this.sums[i]);
  }

  /** How far a pin of so many passages keeps others off; the usual ones are looked up. */
  #reachOf(sum) {
    return sum < 256 ? this.usual[sum] : reachOf(crowdRadius(sum, this.most));
  }

  /** How much room each square wants about its pins: none where there are few. */
  #rooms() {
    const { columns } = this;
    const counts = new Float64Array(this.heads.length);
    for (let i = 0; i < this.px.length; i += 1) counts[this.#square(i)] += 1;
    return counts.map((_, i) => {
      let around = 0;
      for (let row = -columns; row <= columns; row += columns) {
        for (let j = i + row - 1; j <= i + row + 1; j += 1) around += counts[j] ?? 0;
      }
      const apart = (3 * GRID) / Math.sqrt(Math.max(1, around));
      return Math.max(0, ROOMY - apart) * ROOM;
    });
  }

  #layGrid() {
    let left = Infinity;
    let top = Infinity;
    let right = -Infinity;
    let bottom = -Infinity;
    for (let i = 0; i < this.px.length; i += 1) {
      left = Math.min(left, this.px[i]);
      right = Math.max(right, this.px[i]);
      top = Math.min(top, this.py[i]);
      bottom = Math.max(bottom, this.py[i]);
    }
    [this.left, this.top] = [left - GRID, top - GRID];
    this.columns = this.px.length ? Math.floor((right - this.left) / GRID) + 2 : 1;
    const rows = this.px.length ? Math.floor((bottom - this.top) / GRID) + 2 : 1;
    this.heads = new Int32Array(this.columns * rows);
  }

  #square(i) {
    const column = Math.floor((this.px[i] - this.left) / GRID);
    return column + this.columns * Math.floor((this.py[i] - this.top) / GRID);
  }

  /** About what the largest pin will have, rounded up so that it seldom changes: 10, 32, 100. */
  #mostOfAPin() {
    const sums = new Float64Array(this.heads.length);
    for (let i = 0; i < this.px.length; i += 1) sums[this.#square(i)] += this.sums[i];
    const most = sums.reduce((a, b) => Math.max(a, b), 10);
    return 10 ** (Math.ceil(2 * Math.log10(most)) / 2);
  }

  /** All cells, those with most passages first. */
  byCount() {
    const count = this.px.length;
    // One number that sorts by passages first and by the order of the cells then.
    const keys = new Float64Array(count);
    for (let i = 0; i < count; i += 1) keys[i] = this.sums[i] * BEYOND + (count - 1 - i);
    keys.sort();
    const items = new Int32Array(count);
    for (let i = 0; i < count; i += 1) items[count - 1 - i] = count - 1 - (keys[i] % BEYOND);
    return items;
  }

  /** Each joins the nearest that it comes too close to; gives those that joined none. */
  pass(items) {
    this.heads.fill(-1);
    const kept = [];
    for (const item of items) {
      const host = this.#nearest(item);
      if (host < 0) {
        const square = this.#square(item);
        this.next[item] = this.heads[square];
        this.heads[square] = item;
        kept.push(item);
      } else {
        this.hosts[item] = host;
        this.sums[host] += this.sums[item];
        this.reach[host] = this.#reachOf(this.sums[host]);
      }
    }
    return kept;
  }

  // By squares of distances, and without arrays: this is where all the time goes.
  #nearest(item) {
    const { px, py, heads, next, columns, reach } = this;
    const x = px[item];
    const y = py[item];
    const own = reach[item];
    const middle = this.#square(item);
    const room = (2 * this.room[middle]) ** 2;
    let nearest = -1;
    let closest = Infinity;
    for (let row = -columns; row <= columns; row += columns) {
      const last = Math.min(heads.length - 1, middle + row + 1);
      for (let square = Math.max(0, middle + row - 1); square <= last; square += 1) {
        for (let other = heads[square]; other >= 0; other = next[other]) {
          const across = (px[other] - x) ** 2;
          const down = (py[other] - y) ** 2;
          const distance = across + down;
          if (distance >= closest) continue;
          if (distance < (own + reach[other]) ** 2 || across / WIDER ** 2 + down < room) {
            nearest = other;
            closest = distance;
          }
        }
      }
    }
    return nearest;
  }

  /** The pins that are left, and which cells each has. */
  collect(left) {
    const { cells, hosts, sums } = this;
    const order = left.sort((a, b) => sums[b] - sums[a]);
    const pinOf = new Int32Array(hosts.length).fill(-1);
    order.forEach((cell, i) => {
      pinOf[cell] = i;
    });
    const sizes = new Int32Array(order.length + 1);
    for (let i = 0; i < hosts.length; i += 1) {
      let root = i;
      while (hosts[root] >= 0) root = hosts[root];
      pinOf[i] = pinOf[root];
      sizes[pinOf[i] + 1] += 1;
    }
    for (let i = 0; i < order.length; i += 1) sizes[i + 1] += sizes[i];
    const members = new Uint32Array(hosts.length);
    const at = sizes.slice();
    for (let i = 0; i < hosts.length; i += 1) members[at[pinOf[i]]++] = i;
    const pins = order.map((cell, i) => this.#pin(cell, members, sizes[i], sizes[i + 1]));
    return { pins, members };
  }

  #pin(cell, members, start, end) {
    const { cells } = this;
    let [size, unsure] = [0, true];
    for (let i = start; i < end; i += 1) {
      size += cells.places[members[i]];
      unsure &&= cells.unsure[members[i]] === 1;
    }
    const count = this.sums[cell];
    const radius = crowdRadius(count, this.most);
    const place = [cells.x[cell] / 2 ** 32, cells.y[cell] / 2 ** 32];
    return { row: cells.row[cell], size, unsure, count, radius, x: place[0], y: place[1], start, end };
  }
}
