// Bundles app.css and app.js into toezicht/static/dist/. Run by `npm run build`.
//
// The theme of 208 kB is mined, not shipped: only the tokens that our components and our own style sheets
// really refer to (and what those tokens refer to in turn) end up in the bundle. Of the components, only the
// rules for classes that some template or Python file names.
import { build } from "esbuild";
import { readFile, readdir, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { gebruikteKlassen, snoei } from "./snoeien.mjs";

const hier = dirname(fileURLToPath(import.meta.url));
const doel = join(hier, "..", "static", "dist");
const require = createRequire(import.meta.url);
const THEMA = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";
const MAX_CSS = 120 * 1024;

/** All declarations `--name: value` of the theme, in order. */
function declaraties(css) {
  return new Map([...css.matchAll(/^\s*(--[\w-]+):\s*([^;]+);/gm)].map(([, naam, waarde]) => [naam, waarde.trim()]));
}

const verwijzingen = (css) => [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, naam]) => naam);

const klassen = await gebruikteKlassen(join(hier, "..", ".."));
const onderdeel = async (pad) => snoei(await readFile(pad, "utf-8"), klassen);

/** The text of every style sheet in the bundle, the theme left out. */
async function alleStijlen() {
  const ingang = await readFile(join(hier, "app.css"), "utf-8");
  const paden = [...ingang.matchAll(/@import\s+"([^"]+)"/g)].map(([, pad]) => pad).filter((pad) => pad !== "thema");
  const teksten = paden.map((pad) => (pad.startsWith(".") ? readFile(join(hier, pad), "utf-8") : onderdeel(require.resolve(pad))));
  return (await Promise.all(teksten)).join("\n");
}

/** The part of the theme that is used, as one rule on the root. */
async function gebruiktThema() {
  const thema = declaraties(await readFile(require.resolve(THEMA), "utf-8"));
  // What tokens.css sets itself needs no value from the theme.
  for (const naam of declaraties(await readFile(join(hier, "tokens.css"), "utf-8")).keys()) thema.delete(naam);
  const nodig = new Set();
  const wachtrij = verwijzingen(await alleStijlen());
  while (wachtrij.length > 0) {
    const naam = wachtrij.pop();
    if (nodig.has(naam) || !thema.has(naam)) continue;
    nodig.add(naam);
    wachtrij.push(...verwijzingen(thema.get(naam)));
  }
  const regels = [...thema].filter(([naam]) => nodig.has(naam)).map(([naam, waarde]) => `  ${naam}: ${waarde};`);
  return `:root {\n${regels.join("\n")}\n}\n`;
}

const thema = {
  name: "thema",
  setup(bouw) {
    bouw.onResolve({ filter: /^thema$/ }, () => ({ path: "thema", namespace: "thema" }));
    bouw.onLoad({ filter: /@utrecht[/\\][\w-]+-css[/\\].*\.css$/ }, async ({ path }) => ({
      contents: await onderdeel(path),
      loader: "css",
    }));
    bouw.onLoad({ filter: /.*/, namespace: "thema" }, async () => ({ contents: await gebruiktThema(), loader: "css" }));
  },
};

await rm(doel, { recursive: true, force: true });
await build({
  entryPoints: [join(hier, "app.css"), join(hier, "app.js")],
  outdir: doel,
  bundle: true,
  minify: true,
  legalComments: "none",
  target: ["chrome111", "firefox121", "safari16.4"],
  format: "iife",
  loader: { ".woff2": "file", ".woff": "empty", ".svg": "file" },
  assetNames: "fonts/[name]-[hash]",
  plugins: [thema],
  logLevel: "warning",
});

const css = (await stat(join(doel, "app.css"))).size;
const js = (await stat(join(doel, "app.js"))).size;
const lettertypen = (await readdir(join(doel, "fonts"))).length;
console.log(`toezicht/static/dist: app.css ${css} bytes, app.js ${js} bytes, ${lettertypen} lettertypebestanden`);
if (css > MAX_CSS) {
  console.error(`app.css is groter dan ${MAX_CSS} bytes; laat weg wat niet gebruikt wordt.`);
  process.exit(1);
}
