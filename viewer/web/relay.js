// Runs in a script world of its own, where alone the bridge to Python can be seen: hands on the
// page's events, one typed message for each kind. Python checks the values again.

new QWebChannel(qt.webChannelTransport, ({ objects: { bridge } }) => {
  const messages = {
    drawn: ({ revision, count }) => bridge.drawn(revision, count),
    selected: ({ id }) => bridge.selected(id),
    hovered: ({ id }) => bridge.hovered(id),
    moved: (m) => bridge.moved(m.lat, m.lon, m.zoom, m.south, m.west, m.north, m.east),
    figureReady: ({ token, length }) => bridge.figureReady(token, length),
    figureFailed: ({ token, message }) => bridge.figureFailed(token, String(message)),
    failed: ({ message }) => bridge.failed(String(message)),
  };
  const relay = (detail) => {
    const event = JSON.parse(detail);
    if (Object.hasOwn(messages, event.type)) messages[event.type](event);
  };
  document.addEventListener("dateline", ({ detail }) => relay(detail));
  // The page keeps what it has to say until the bridge stands.
  document.documentElement.dataset.bridge = "ready";
  document.dispatchEvent(new CustomEvent("dateline-bridge"));
});
