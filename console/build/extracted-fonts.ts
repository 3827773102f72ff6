import { createHash } from "node:crypto";
import type { Plugin } from "vite";

const DATA_FONT = /url\(["']?data:[^;,)]*font[^;,)]*(?:;charset=[^;,)]*)?;base64,([A-Za-z0-9+/=]+)["']?\)/g;

// Only hints in empty fields are slanted. A browser slants upright letters by itself.
const ITALIC = /@font-face\s*\{[^{}]*font-style:\s*italic[^{}]*\}/g;
/** The faces of the first page: its text and its headings. The page asks for them before it has read its style sheet. */
const FIRST = /@font-face\s*\{[^{}]*font-weight:\s*(?:400|700)[^{}]*url\(\.\/([^)]*)\)/g;

/** Writes the fonts that a style sheet holds as data: URIs into files, so that `font-src 'self'` is enough. */
export function extractedFonts(): Plugin {
  return {
    name: "extracted-fonts",
    enforce: "post",
    generateBundle(_options, bundle) {
      const first: string[] = [];
      for (const asset of Object.values(bundle)) {
        if (asset.type !== "asset" || !asset.fileName.endsWith(".css")) {
          continue;
        }
        const style = asset.source
          .toString()
          .replace(ITALIC, "")
          .replace(DATA_FONT, (_whole, base64: string) => {
            const font = Buffer.from(base64, "base64");
            const name = `font-${createHash("sha256").update(font).digest("hex").slice(0, 10)}.woff2`;
            this.emitFile({ type: "asset", fileName: `assets/${name}`, source: font });
            return `url(./${name})`;
          });
        asset.source = style;
        first.push(...[...style.matchAll(FIRST)].map(([, name]) => name ?? ""));
      }
      const page = bundle["index.html"];
      if (page?.type === "asset") {
        const links = first.map(
          (name) => `<link rel="preload" href="/console/assets/${name}" as="font" type="font/woff2" crossorigin />`,
        );
        page.source = page.source.toString().replace("</head>", `${links.join("")}</head>`);
      }
    },
  };
}
