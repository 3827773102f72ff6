import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { chunks, noCircles } from "./build/chunks.ts";
import { extractedFonts } from "./build/extracted-fonts.ts";
import { leftOut } from "./build/left-out.ts";

const server = process.env.TRENT_URL ?? "http://127.0.0.1:4599";

export default defineConfig({
  base: "/console/",
  plugins: [react(), leftOut(), noCircles(), extractedFonts()],
  build: {
    // A strict Content-Security-Policy forbids data: fonts and scripts.
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 800,
    rolldownOptions: { output: chunks },
  },
  server: {
    // `npm run dev` shows the pages of the sources against a running `./trent dev`.
    proxy: Object.fromEntries(
      ["session", "sessions", "api", "health"].map((path) => [`/console/${path}`, { target: server }]),
    ),
  },
  test: {
    environment: "node",
    include: ["src/**/*.test.ts", "src/**/*.test.tsx"],
    server: { deps: { inline: [/@cloudscape-design\//] } },
  },
});
