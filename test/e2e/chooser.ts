// Owns how a spec comes by the browser's file dialog.
import type { FileChooser, Page } from '@playwright/test';

/**
 * The dialog that `stroke` opens. Who waits for one asks the page, by a message that nobody waits for, not to show it; a
 * page takes input before any message, so a key pressed right after that, while the page draws, opens the dialog itself
 * and nobody hears of it. An answer from the page shows that it has read the messages before.
 */
export async function openChooser(page: Page, stroke: string): Promise<FileChooser> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.evaluate(() => undefined).then(() => page.keyboard.press(stroke)),
  ]);
  return chooser;
}
