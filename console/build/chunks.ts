import type { Plugin } from "vite";

// The names of shared files would list their pages.
const named = (name: string | undefined) => (name ?? "part").replace(/~.*/, "");

/**
 * What is loaded together is in one file: over HTTP/1.1 a browser asks for six files at once, and one large file
 * compresses better than many small ones. Each group takes along what its modules import, except what an earlier group
 * has. What other pages share is by those pages.
 */
export const chunks = {
  chunkFileNames: ({ name }: { name: string }) => `assets/${named(name)}-[hash].js`,
  assetFileNames: ({ names }: { names: string[] }) =>
    `assets/${named(names[0]?.replace(/\.[a-z]+$/, ""))}-[hash][extname]`,
  codeSplitting: {
    groups: [
      { name: "start", test: /[\\/]src[\\/](main\.tsx|pages[\\/]sign-in[\\/])/, priority: 40 },
      { name: "sdk", test: /[\\/]client-kms[\\/]dist-es[\\/](KMSClient|commands|pagination)/, priority: 30 },
      { name: "frame", test: /[\\/]src[\\/]app[\\/]SignedIn\.tsx/, priority: 20 },
      { name: "keys", test: /[\\/]src[\\/]pages[\\/]key-list[\\/](Keys|KeyList)\.tsx/, priority: 10 },
      { name: "shared", minShareCount: 2, priority: 0, entriesAware: true },
    ],
  },
};

/** Lets a build fail if files import each other in a circle: a module could then run before what it needs is there. */
export function noCircles(): Plugin {
  return {
    name: "no-circles",
    generateBundle(_options, bundle) {
      const done = new Set<string>();
      const visit = (name: string, path: readonly string[]) => {
        if (path.includes(name)) {
          this.error(`These files import each other: ${[...path.slice(path.indexOf(name)), name].join(" → ")}`);
        }
        const chunk = bundle[name];
        if (chunk?.type === "chunk" && !done.has(name)) {
          for (const imported of chunk.imports) {
            visit(imported, [...path, name]);
          }
          done.add(name);
        }
      };
      for (const name of Object.keys(bundle)) {
        visit(name, []);
      }
    },
  };
}
