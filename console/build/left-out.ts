import type { Plugin } from "vite";

const MESSAGES = "/@cloudscape-design/components/i18n/messages/all.en.js";

/** Components that no page has. Their messages are left out; those of any other component stay. */
const UNUSED_COMPONENTS = [
  "annotation-context",
  "area-chart",
  "features-notification-drawer",
  "pie-chart",
  "prompt-input",
  "s3-resource-selector",
  "split-panel",
  "tag-editor",
  "tree-view",
  "tutorial-panel",
];

/** What a module of a library is replaced by, by the end of its path. */
type Replacements = Readonly<Record<string, string>>;

const NO_COMPONENT = "export default function LeftOut() { throw new Error('This part was left out of the build.'); }";

/**
 * Parts of libraries that no page of the console can reach. A build fails if a library no longer has one of them, so
 * that nothing is left out without anybody's knowing why.
 */
const parts: Replacements = {
  // The messages of the component library are parsed already.
  "/@formatjs/icu-messageformat-parser/lib/index.js": "export * from './no-parser.js';",
  // There are three layouts. Which one is used is settled by the theme and by a flag that we do not set.
  "/@cloudscape-design/components/app-layout/classic.js": NO_COMPONENT,
  "/@cloudscape-design/components/app-layout/visual-refresh-toolbar/index.js": NO_COMPONENT,
  // The browser has no credentials, and signs nothing: src/app/clients.ts.
  "/@smithy/signature-v4/dist-es/SignatureV4.js": "export class SignatureV4 {}",
  "/@smithy/core/dist-es/submodules/checksum/sha256/Sha256WebCrypto.js": "export class Sha256WebCrypto {}",
  // Nor does it ask where AWS has its services. The client of STS does, to choose between two kinds of signatures.
  ...Object.fromEntries(
    ["kms", "iam", "cloudtrail"].map((service) => [
      `/@aws-sdk/client-${service}/dist-es/endpoint/endpointResolver.js`,
      "export const defaultEndpointResolver = undefined;",
    ]),
  ),
};

type Messages = { "cloudscape-design-components": { en: Record<string, unknown> } };

/** Keeps those parts out of the build. */
export function leftOut(): Plugin {
  const met = new Set<string>();
  return {
    name: "left-out",
    enforce: "pre",
    apply: "build",
    load(id) {
      const name = Object.keys(parts).find((each) => id.endsWith(each));
      if (name === undefined) {
        return null;
      }
      met.add(name);
      return { code: parts[name] ?? "", moduleSideEffects: false };
    },
    transform(code, id) {
      if (!id.endsWith(MESSAGES)) {
        return null;
      }
      const all = JSON.parse(code.slice(code.indexOf("{"), code.lastIndexOf("}") + 1)) as Messages;
      const messages = all["cloudscape-design-components"].en;
      for (const component of UNUSED_COMPONENTS) {
        if (!(component in messages)) {
          this.error(`build/left-out.ts names a component without messages: ${component}`);
        }
        delete messages[component];
      }
      return { code: `export default ${JSON.stringify(all)};`, map: null };
    },
    buildEnd(failure) {
      const missing = Object.keys(parts).filter((each) => !met.has(each));
      if (failure === undefined && missing.length > 0) {
        this.error(`build/left-out.ts names what is not there: ${missing.join(", ")}`);
      }
    },
  };
}
