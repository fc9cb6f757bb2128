// Owns the menu bar of the application and the menu under the pointer. What the system does itself is a role; the words
// are the catalogue's.
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import type { MessageKey, Words } from '#shared/i18n/words.ts';

type Item = MenuItemConstructorOptions;
const SEPARATOR: Item = { type: 'separator' };

export interface MenuActions {
  readonly showSettings: () => void;
  readonly saveDiagnostics: () => void;
  readonly quit: () => void;
}

export function menuBar(t: Words, platform: string, development: boolean, actions: MenuActions): Item[] {
  const role = (name: NonNullable<Item['role']>, key: MessageKey): Item => ({
    role: name,
    label: t(key as 'menu.quit'),
  });
  const quit: Item = { label: t('menu.quit'), accelerator: 'CommandOrControl+Q', click: actions.quit };
  const settings: Item = {
    label: t('menu.settings'),
    accelerator: 'CommandOrControl+,',
    click: actions.showSettings,
  };
  const diagnostics: Item = { label: t('menu.diagnostics'), click: actions.saveDiagnostics };
  const application: Item = {
    label: t('app.name'),
    submenu: [
      role('about', 'menu.about'),
      SEPARATOR,
      settings,
      SEPARATOR,
      role('services', 'menu.services'),
      SEPARATOR,
      role('hide', 'menu.hide'),
      role('hideOthers', 'menu.hideOthers'),
      role('unhide', 'menu.unhide'),
      SEPARATOR,
      quit,
    ],
  };
  const edit: Item = {
    label: t('menu.edit'),
    submenu: [
      role('undo', 'menu.undo'),
      role('redo', 'menu.redo'),
      SEPARATOR,
      role('cut', 'menu.cut'),
      role('copy', 'menu.copy'),
      role('paste', 'menu.paste'),
      role('pasteAndMatchStyle', 'menu.pastePlain'),
      role('selectAll', 'menu.selectAll'),
    ],
  };
  const view: Item = {
    label: t('menu.view'),
    submenu: [
      role('resetZoom', 'menu.zoomReset'),
      role('zoomIn', 'menu.zoomIn'),
      role('zoomOut', 'menu.zoomOut'),
      SEPARATOR,
      role('togglefullscreen', 'menu.fullScreen'),
      ...(development ? [SEPARATOR, role('toggleDevTools', 'menu.devTools')] : []),
    ],
  };
  const window: Item = {
    label: t('menu.window'),
    submenu: [role('minimize', 'menu.minimize'), role('close', 'menu.close')],
  };
  if (platform === 'darwin')
    return [application, edit, view, window, { label: t('menu.help'), submenu: [diagnostics] }];
  return [
    { label: t('menu.file'), submenu: [settings, diagnostics, SEPARATOR, quit] },
    edit,
    view,
    window,
    { label: t('menu.help'), submenu: [role('about', 'menu.about')] },
  ];
}

export interface PointerActions {
  readonly replace: (word: string) => void;
  readonly learn: (word: string) => void;
}

type Pointed = Pick<
  ContextMenuParams,
  'misspelledWord' | 'dictionarySuggestions' | 'isEditable' | 'selectionText' | 'editFlags'
>;

/** Empty where there is nothing to do. */
export function pointerMenu(t: Words, pointed: Pointed, actions: PointerActions): Item[] {
  const { misspelledWord, dictionarySuggestions, isEditable, selectionText, editFlags } = pointed;
  const spelling: Item[] =
    misspelledWord === ''
      ? []
      : [
          ...dictionarySuggestions.map((label): Item => ({ label, click: () => actions.replace(label) })),
          ...(dictionarySuggestions.length === 0 ? [{ label: t('menu.noSuggestion'), enabled: false }] : []),
          { label: t('menu.learn', { word: misspelledWord }), click: () => actions.learn(misspelledWord) },
          SEPARATOR,
        ];
  const copy: Item = { role: 'copy', label: t('menu.copy'), enabled: editFlags.canCopy };
  if (isEditable)
    return [
      ...spelling,
      { role: 'cut', label: t('menu.cut'), enabled: editFlags.canCut },
      copy,
      { role: 'paste', label: t('menu.paste'), enabled: editFlags.canPaste },
      { role: 'selectAll', label: t('menu.selectAll'), enabled: editFlags.canSelectAll },
    ];
  return selectionText === '' ? [] : [copy];
}
