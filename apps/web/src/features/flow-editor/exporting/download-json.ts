/** Characters that file systems refuse. */
const FORBIDDEN = /[\\/:*?"<>|]/g;

/** Hands a value to the browser as a file. */
export function downloadJson(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replace(FORBIDDEN, '_');
  link.click();
  URL.revokeObjectURL(url);
}
