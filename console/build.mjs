// Builds the console into the folder that the first argument names, for Maven. It installs what package-lock.json names
// and builds the pages, each only if its input has changed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const home = dirname(fileURLToPath(import.meta.url));
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `The console needs Node 20.19 or newer, and this is Node ${process.versions.node}. -DskipConsole leaves it out.`,
  );
  process.exit(1);
}
const target = resolve(process.argv[2] ?? "target/classes/trent-console");
const stamps = join(home, "target");
mkdirSync(stamps, { recursive: true });

const files = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => files(join(path, name)))
    : [path];
const hash = (paths) => {
  const digest = createHash("sha256");
  for (const path of paths.map((name) => join(home, name)).flatMap(files)) {
    digest.update(path).update("\0").update(readFileSync(path)).update("\0");
  }
  return digest.digest("hex");
};
const changed = (stamp, value, made) =>
  !existsSync(made) || !existsSync(join(stamps, stamp)) || readFileSync(join(stamps, stamp), "utf8") !== value;
const node = (script, ...words) =>
  execFileSync(process.execPath, [join(home, "node_modules", script), ...words], { cwd: home, stdio: "inherit" });

const locked = hash(["package.json", "package-lock.json", ".npmrc"]);
if (changed("installed", locked, join(home, "node_modules"))) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["ci", "--loglevel=error"], { cwd: home, stdio: "inherit", shell: process.platform === "win32" });
  writeFileSync(join(stamps, "installed"), locked);
}
const built = hash(["package-lock.json", "build.mjs", "build", "index.html", "src", "tsconfig.json", "vite.config.ts"]);
if (changed("built", built, join(target, "index.html"))) {
  rmSync(target, { recursive: true, force: true });
  node("typescript/bin/tsc", "--noEmit");
  node("vite/bin/vite.js", "build", "--outDir", target, "--emptyOutDir", "--logLevel", "warn");
  // The server sends these files as they are, so nothing is compressed while somebody waits.
  for (const file of files(target).filter((name) => /\.(js|css|html|svg|json)$/.test(name))) {
    const small = gzipSync(readFileSync(file), { level: 9 });
    if (small.length < statSync(file).size) {
      writeFileSync(`${file}.gz`, small);
    }
  }
  writeFileSync(join(stamps, "built"), built);
}
