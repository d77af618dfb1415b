// The painting of a map, pure: the page's layers and the figures both draw through these.

export { frameAt, frameOf, fromUnit, toUnit, viewOf } from "./mercator.js";
export { Base, detailFor } from "./base.js";
export { Places, boundsOf } from "./scene.js";
export { themeOf } from "./theme.js";
export { paintBase } from "./ground.js";
export { paintPlaces, pinsIn } from "./marks.js";
export { layOutLabels, paintLabels } from "./labels.js";
