// The box: canned replies, people in notes, files, taking back; what is typed is never lost.
import { writeFileSync } from 'node:fs';
import { openChooser } from '../chooser.ts';
import { Refused, type ScriptedCore } from './core.ts';
import { expect, fillWorld, noOffer, openIlse, picture, screen, test } from './stage.ts';
import { SECOND } from './world.ts';

const called = (core: ScriptedCore, name: string): unknown[] =>
  core.calls.filter((call) => call.name === name).map(({ body }) => body);

test.beforeEach(({ core }) => {
  fillWorld(core);
  noOffer(core);
});

test('a canned reply is found by the beginnings of its words, previewed filled in, and stands where the caret was', async ({
  core,
  open,
}) => {
  const page = await open();
  await openIlse(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.fill('One moment. Thank you.');
  await box.press('Home');
  for (let n = 0; n < 'One moment.'.length; n += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Alt+KeyR');
  const list = page.getByRole('listbox', { name: 'Canned replies' });
  await expect(list.getByRole('option')).toHaveCount(3);
  await page.keyboard.type('roi');
  await expect(list.getByRole('option')).toHaveCount(1);
  await expect(page.getByText('within five working days, Ilse.').first()).toBeVisible();
  // In the list, too, it reads as it will; and its letters are no message that could be sent.
  await expect(list).not.toContainText('{');
  await expect(page.getByRole('button', { name: /^Send/ })).toBeDisabled();
  await page.keyboard.press('Control+Enter');
  await expect(box).toHaveValue('One moment. /roi Thank you.');
  expect(called(core, 'conversation.send')).toEqual([]);
  await picture(page, 'canned');
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue(
    'One moment. The refund goes back to the card you paid with. It arrives within five working days, Ilse. Thank you.',
  );
  await expect(list).toHaveCount(0);
  await box.fill('');
  await page.keyboard.type('/');
  await expect(list).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(box).toHaveValue('/');
  // A list that a key opened leaves nothing behind.
  await box.fill('Done.');
  await page.keyboard.press('Alt+KeyR');
  await expect(list).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(box).toHaveValue('Done. ');
});

test('words that are too many for one message stay whole in the box, and say so', async ({ core, open }) => {
  const page = await open();
  await openIlse(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await page.evaluate((text) => navigator.clipboard.writeText(text), 'word '.repeat(40_000));
  await box.focus();
  await page.keyboard.press('Control+KeyV');
  await expect(page.getByRole('alert')).toContainText(
    '179,999 characters too many: at most 20,000 go at once. Not sent, and kept on this device alone.',
  );
  await expect(page.getByText('Draft kept on this device')).toBeVisible();
  await screen(page, 'box-too-long-light');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^Send/ })).toBeDisabled();
  expect((await box.inputValue()).length).toBe(200_000);
  await box.press('Control+End');
  await box.pressSequentially('x');
  await expect(page.getByRole('alert')).toContainText('too long to be kept as a draft');
  await expect(page.getByText('Draft not saved')).toBeVisible();
  await box.fill('A word is enough.');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByText('Draft saved')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => called(core, 'conversation.send'))
    .toEqual([{ conversation: 'ilse', text: 'A word is enough.' }]);
  const kept = called(core, 'conversation.draft').map((body) => (body as { text: string }).text.length);
  expect(Math.max(...kept)).toBe(200_000);
});

test('a note names people; it is kept like a draft', async ({ core, open }) => {
  core.on('conversation.open', () => ({ entries: [], draft: '', note: 'Kept from before' }));
  const page = await open();
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await page.keyboard.press('Alt+KeyN');
  const box = page.getByRole('textbox', { name: /Internal note about/ });
  await expect(box).toHaveValue('Kept from before');
  await box.fill('Please look, ');
  await box.press('End');
  await page.keyboard.type('@jak');
  await expect(page.getByRole('listbox', { name: 'Colleagues' }).getByRole('option')).toHaveCount(1);
  await picture(page, 'mention');
  await page.keyboard.press('Tab');
  await page.keyboard.type('row 11 is free');
  await expect
    .poll(() => called(core, 'conversation.draft').at(-1))
    .toEqual({ conversation: 'ilse', text: 'Please look, @Jakub Marek row 11 is free', note: true });
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => called(core, 'conversation.note'))
    .toEqual([
      { conversation: 'ilse', text: 'Please look, @Jakub Marek row 11 is free', mentions: ['jakub'] },
    ]);
});

test('files go along by button, paste and drop; one that cannot go says why and stays behind', async ({
  core,
  open,
}) => {
  let n = 0;
  core.on('attachment.add', ({ name }) => {
    if (name.endsWith('.zip'))
      throw new Refused({ code: 'invalid_input', message: 'error.invalid_input', detail: 'contents' });
    if (name.endsWith('.exe'))
      throw new Refused({ code: 'invalid_input', message: 'error.invalid_input', detail: 'type' });
    n += 1;
    return { attachment: { id: `file-${n}`, name, type: 'application/pdf', size: 1_200 } };
  });
  core.on('attachment.remove', () => ({}));
  const page = await open();
  await openIlse(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.focus();
  const chooser = await openChooser(page, 'Alt+KeyU');
  // From the disk, as a person's are: five megabytes sent through the tools of the browser take a slow machine too long.
  const onDisk = (name: string, bytes: number): string => {
    const path = test.info().outputPath(name);
    writeFileSync(path, Buffer.alloc(bytes, 1));
    return path;
  };
  await chooser.setFiles([
    onDisk('boarding-pass.pdf', 240_000),
    onDisk('setup.exe', 20),
    onDisk('seats.zip', 20),
    onDisk('film.mp4', 5_300_000),
  ]);
  const files = page.getByRole('list', { name: 'Files for this reply' });
  await expect(files.getByText('240 kB')).toBeVisible();
  await expect(files.getByText('this kind of file may not be sent')).toBeVisible();
  await expect(files.getByText('not sent: its contents are not those of a .zip file')).toBeVisible();
  await expect(files.getByText('larger than 5.2 MB')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send without 3 files' })).toBeVisible();
  await box.evaluate((element) => {
    const data = new DataTransfer();
    data.items.add(new File(['seat map'], 'seat-map.png', { type: 'image/png' }));
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
    const dropped = new DataTransfer();
    dropped.items.add(new File(['x'], 'receipt.pdf', { type: 'application/pdf' }));
    element.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  });
  await expect(files.getByText('receipt.pdf')).toBeVisible();
  await box.fill('Here is your boarding pass.');
  await picture(page, 'files');
  await files.getByRole('button', { name: 'Remove setup.exe' }).click();
  await files.getByRole('button', { name: 'Remove seats.zip' }).click();
  await files.getByRole('button', { name: 'Remove film.mp4' }).click();
  await expect(page.getByRole('button', { name: /^Send/ })).toBeEnabled();
  await box.focus();
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => called(core, 'conversation.send'))
    .toMatchObject([{ conversation: 'ilse', text: 'Here is your boarding pass.' }]);
  const [sent] = called(core, 'conversation.send') as { attachments: string[] }[];
  expect([...(sent?.attachments ?? [])].sort()).toEqual(['file-1', 'file-2', 'file-3']);
  await expect(files).toHaveCount(0);
});

test('a reply that waits can be taken back into the box, or hurried', async ({ core, open }) => {
  const wait = (id: string, text: string): void => {
    const now = Date.now();
    core.put('outbox', id, {
      id,
      n: 0,
      kind: 'turn.send',
      conversation: 'ilse',
      text,
      at: now,
      // The core reads its clock twice.
      sendAt: now + 10 * SECOND + 3,
      state: 'waiting',
    });
    core.flush();
  };
  core.on('outbox.undo', ({ operation }) => {
    core.remove('outbox', operation);
    core.flush();
    return { text: 'Row 11 is yuors' };
  });
  core.on('outbox.hurry', ({ operation }) => {
    core.remove('outbox', operation);
    core.flush();
    return {};
  });
  core.on('conversation.send', ({ text }) => {
    wait('op-1', text);
    return { operation: 'op-1' };
  });
  const page = await open();
  await openIlse(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.fill('Row 11 is yuors');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Your reply goes out in/)).toBeVisible();
  await expect(page.getByText(/Your reply goes out in 0:(10|0\d)$/)).toBeVisible();
  await page.keyboard.type('And the refund');
  await picture(page, 'undo');
  await page.keyboard.press('Alt+KeyZ');
  await expect(box).toHaveValue('Row 11 is yuors\nAnd the refund');
  await expect(page.getByText(/Your reply goes out in/)).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Your reply goes out in/)).toBeVisible();
  await page.keyboard.press('Alt+Enter');
  await expect.poll(() => called(core, 'outbox.hurry')).toEqual([{ operation: 'op-1' }]);
});
