// The colours of the map, light and dark, and the sizes that both share.

const FAMILY = 'system-ui, "Noto Sans", "Noto Sans Hebrew", "DejaVu Sans", sans-serif';

const light = {
  name: "light",
  family: FAMILY,
  sea: "#d3dfe6",
  shallow: "#dde7ec",
  land: "#f7f5f0",
  coast: "#a3b8c4",
  lake: "#d3dfe6",
  lakeEdge: "#b4c6d0",
  river: "#c3d3dc",
  border: "#bfb5a8",
  disputed: "#a89b8c",
  accent: "#c8402a",
  accentDeep: "#8f2717",
  onAccent: "#ffffff",
  ring: "#ffffff",
  shadow: "#3a2a22",
  casing: "#ffffff",
  select: "#14283c",
  tint: "#dd6b3a",
  tintEdge: "#c1653f",
  label: "#2b2926",
  halo: "#fbfaf7",
  country: "#8a8378",
  city: "#5d5a55",
  sea_label: "#7894a5",
  // From few to many, each darker than the one before, so that no eye confuses them.
  heat: ["#fbe6a6", "#f9b45c", "#e96b43", "#b2325a", "#4f175c"],
  shades: ["#fdebd3", "#f9cfa4", "#f0a877", "#de7f56", "#c1573d"],
  shadeEdge: "#ffffff",
};

const dark = {
  name: "dark",
  family: FAMILY,
  sea: "#11181f",
  shallow: "#151e26",
  land: "#222b33",
  coast: "#3b4d5a",
  lake: "#141c24",
  lakeEdge: "#33434f",
  river: "#1a252e",
  border: "#4d5862",
  disputed: "#67727b",
  accent: "#f2694b",
  accentDeep: "#ffb09c",
  onAccent: "#1c0e0a",
  ring: "#141a20",
  shadow: "#000000",
  casing: "#10161b",
  select: "#f4f7fa",
  tint: "#f0855a",
  tintEdge: "#c97a5c",
  label: "#eef1f3",
  halo: "#161d23",
  country: "#7d8a95",
  city: "#9aa6b0",
  sea_label: "#4f6a7d",
  // Here each is lighter than the one before.
  heat: ["#45206b", "#8d2c6f", "#d84c58", "#f98f52", "#fdeea4"],
  shades: ["#43302f", "#693a31", "#964a37", "#c96a49", "#f2a684"],
  shadeEdge: "#161d23",
};

/** The palette of a name; light if there is none of that name. */
export function themeOf(name) {
  return name === "dark" ? dark : light;
}
