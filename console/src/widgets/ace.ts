import "ace-builds/css/ace.css";
import "ace-builds/css/theme/cloud_editor.css";
import "ace-builds/css/theme/cloud_editor_dark.css";
import ace from "ace-builds";
import "ace-builds/src-noconflict/ext-language_tools";
import "ace-builds/src-noconflict/ext-searchbox";
import "ace-builds/src-noconflict/mode-json";
import "ace-builds/src-noconflict/theme-cloud_editor";
import "ace-builds/src-noconflict/theme-cloud_editor_dark";
import jsonWorker from "ace-builds/src-min-noconflict/worker-json.js?url";

// Ace writes style elements and starts workers from blob: addresses, unless it is told not to.
// The Content-Security-Policy of the console forbids both.
ace.config.set("useStrictCSP", true);
ace.config.set("loadWorkerFromBlob", false);
ace.config.setModuleUrl("ace/mode/json_worker", jsonWorker);

function editor(readOnly: boolean) {
  return {
    ...ace,
    edit: (element: HTMLElement, options: object) =>
      ace.edit(element, { ...options, readOnly, showPrintMargin: false }),
  };
}

/** The editor that `PolicyEditor` loads when it is first shown. */
export const writable = editor(false);

/** The same editor for texts that may only be read. */
export const readable = editor(true);
