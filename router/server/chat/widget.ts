// Owns the widget's text: one script for a page to load, its parts joined and its style in it. Refuses HTTP (index.ts).
import { readFileSync } from 'node:fs';

/** Written out where they are named, so that the build finds each and copies it. */
const read = (file: URL) => readFileSync(file, 'utf8');

/** Colours and type, which a page of nothing but the chat shares. */
export const readLook = () => read(new URL('./widget/look.css', import.meta.url));

/** Nothing of it is in the page's scope. */
export function readWidget(): string {
  const style = JSON.stringify(readLook() + read(new URL('./widget/widget.css', import.meta.url)));
  const parts = [
    read(new URL('./widget/frame.js', import.meta.url)).replaceAll(/^export /gm, ''),
    read(new URL('./widget/widget.js', import.meta.url)).replace(/^import .*\n/m, ''),
  ];
  return `(() => {\n${parts.join('\n').replace("'{style}'", () => style)}})();\n`;
}
