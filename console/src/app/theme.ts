import { applyMode, Mode } from "@cloudscape-design/global-styles";
import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";

// The only thing that the console keeps in the browser's storage, beside the columns of tables (preferences.ts).
const STORED = "trent.theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function chosen(): Theme {
  const stored = localStorage.getItem(STORED);
  return stored === "light" || stored === "dark" ? stored : "system";
}

function isDark(theme: Theme): boolean {
  return theme === "dark" || (theme === "system" && dark.matches);
}

function apply(): void {
  applyMode(isDark(chosen()) ? Mode.Dark : Mode.Light);
  for (const listener of listeners) {
    listener();
  }
}

/** Shows the colours that the user chose, or those of the system, from now on. */
export function followColourScheme(): void {
  dark.addEventListener("change", apply);
  apply();
}

export function chooseTheme(theme: Theme): void {
  if (theme === "system") {
    localStorage.removeItem(STORED);
  } else {
    localStorage.setItem(STORED, theme);
  }
  apply();
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, chosen);
}
