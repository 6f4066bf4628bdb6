/** Below this the panel at the right lies over the canvas; see also `editor.module.css`. */
export const PANEL_IS_DRAWER = '(max-width: 1099px)';
/** Below this there is no room to draw: the rule is read, not edited. */
export const READS_ONLY = '(max-width: 767px)';
