import { TOKENS, type ThemeMode } from './tokens';

/** Writes the mode's colours where CSS finds them. */
export function applyCssVariables(mode: ThemeMode): void {
  const root = document.documentElement;
  root.dataset.theme = mode;
  root.style.colorScheme = mode;
  for (const [name, value] of Object.entries(TOKENS[mode])) root.style.setProperty(`--tl-${name}`, value);
}
