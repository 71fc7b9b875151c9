// Prunes the component style sheets: rules for classes that no template or Python file names do not ship.
import { readFile, readdir } from "node:fs/promises";
import { extname, join } from "node:path";

// Classes that code composes (`utrecht-alert--{{ … }}`), so that no file names them whole.
const ALTIJD = ["utrecht-alert--info", "utrecht-alert--ok", "utrecht-alert--warning", "utrecht-alert--error"];
const BRONNEN = ["templates", "toezicht", "signalen", "interventieladder", "reports"];

async function* bestanden(map) {
  for (const ingang of await readdir(map, { withFileTypes: true })) {
    const pad = join(map, ingang.name);
    if (ingang.isDirectory() && !["static", "frontend", "__pycache__"].includes(ingang.name)) yield* bestanden(pad);
    else if (ingang.isFile() && [".html", ".py"].includes(extname(pad))) yield pad;
  }
}

/** All `utrecht-…` classes named in templates and Python under `wortel`. */
export async function gebruikteKlassen(wortel) {
  const klassen = new Set(ALTIJD);
  for (const bron of BRONNEN) {
    for await (const pad of bestanden(join(wortel, bron))) {
      for (const [klasse] of (await readFile(pad, "utf-8")).matchAll(/utrecht-[\w-]+/g)) klassen.add(klasse);
    }
  }
  return klassen;
}

/** Split at commas that stand outside brackets. */
function delen(selectors) {
  const uit = [""];
  let diepte = 0;
  for (const teken of selectors) {
    if ("([".includes(teken)) diepte += 1;
    if (")]".includes(teken)) diepte -= 1;
    if (teken === "," && diepte === 0) uit.push("");
    else uit[uit.length - 1] += teken;
  }
  return uit.map((deel) => deel.trim());
}

const nodig = (selector, klassen) => (selector.match(/utrecht-[\w-]+/g) ?? []).every((klasse) => klassen.has(klasse));

/** The style sheet without rules that nothing can match. Knows rules and at-rules with a block. */
export function snoei(css, klassen) {
  const kaal = css.replace(/\/\*[\s\S]*?\*\//g, "");
  let uit = "";
  let plek = 0;
  while (plek < kaal.length) {
    const open = kaal.indexOf("{", plek);
    if (open < 0) break;
    let diepte = 1;
    let dicht = open + 1;
    for (; diepte > 0 && dicht < kaal.length; dicht += 1) diepte += { "{": 1, "}": -1 }[kaal[dicht]] ?? 0;
    const kop = kaal.slice(plek, open).trim();
    const blok = kaal.slice(open + 1, dicht - 1);
    plek = dicht;
    if (kop.startsWith("@")) {
      const binnen = kop.startsWith("@media") || kop.startsWith("@supports") ? snoei(blok, klassen) : blok;
      if (binnen.trim()) uit += `${kop} {${binnen}}\n`;
      continue;
    }
    const over = delen(kop).filter((selector) => nodig(selector, klassen));
    if (over.length > 0) uit += `${over.join(",\n")} {${blok}}\n`;
  }
  return uit;
}
