// Writes ../icons.json: the inner markup of each Lucide icon that icons.txt names (`ours=theirs` gives it another name).
import { readFileSync, writeFileSync } from "node:fs";

const named = readFileSync("icons.txt", "utf8").split(/\s+/).filter(Boolean).sort();
const inner = (name) =>
  readFileSync(`node_modules/lucide-static/icons/${name}.svg`, "utf8")
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace("</svg>", "")
    .replace(/\s+/g, " ")
    .replace(/ \/>/g, "/>")
    .replace(/> </g, "><")
    .trim();
const drawn = named.map((entry) => entry.split("=")).map(([ours, theirs]) => [ours, inner(theirs ?? ours)]);
writeFileSync("../icons.json", JSON.stringify(Object.fromEntries(drawn), null, 1) + "\n");
