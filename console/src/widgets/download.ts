/** Lets the browser save the content as a file. */
export function download(content: Blob | Uint8Array<ArrayBuffer> | string, fileName: string): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type: "application/octet-stream" });
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has opened the content by then; the address must not outlive the page's secrets.
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
