// Owns the words of the desktop host: tray, menu, leaving.
import type { Catalogue } from '../words.ts';

export const desktop = {
  'tray.show': 'Show Baton',
  'tray.stays': 'Baton is still here',
  'tray.staysWhat': 'Offers keep coming to you. Quit from the tray, or turn this off in the settings.',

  'menu.file': 'File',
  'menu.edit': 'Edit',
  'menu.view': 'View',
  'menu.window': 'Window',
  'menu.help': 'Help',
  'menu.about': 'About Baton',
  'menu.services': 'Services',
  'menu.hide': 'Hide Baton',
  'menu.hideOthers': 'Hide others',
  'menu.unhide': 'Show all',
  'menu.quit': 'Quit Baton',
  'menu.settings': 'Settings…',
  'menu.diagnostics': 'Save diagnostics…',
  'menu.undo': 'Undo',
  'menu.redo': 'Redo',
  'menu.cut': 'Cut',
  'menu.copy': 'Copy',
  'menu.paste': 'Paste',
  'menu.pastePlain': 'Paste as plain text',
  'menu.selectAll': 'Select all',
  'menu.zoomReset': 'Actual size',
  'menu.zoomIn': 'Larger',
  'menu.zoomOut': 'Smaller',
  'menu.fullScreen': 'Full screen',
  'menu.devTools': 'Developer tools',
  'menu.minimize': 'Minimise',
  'menu.close': 'Close',
  'menu.noSuggestion': 'No suggestion',
  'menu.learn': 'Add “{word}” to the dictionary',

  'quit.waiting':
    '{count, plural, one {# thing you did is not sent yet.} other {# things you did are not sent yet.}}',
  'quit.waitingWhat': 'They are kept on this device and sent when Baton starts again.',
  'quit.quit': 'Quit',
  'quit.stay': 'Stay',

  'shortcut.refused': 'The shortcut cannot be used',
  'shortcut.refusedWhat': '{keys}: another program has these keys, or they are not keys.',
} as const satisfies Catalogue;
