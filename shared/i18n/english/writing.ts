// Owns the words of the box a person writes in.
import type { Catalogue } from '../words.ts';

export const writing = {
  'composer.reply': 'Reply',
  'composer.noteMode': 'Note',
  'composer.replyTo': 'Reply to {name}',
  'composer.noteTo': 'Internal note about {name}, never sent',
  'composer.replyHint': 'Write to {name}',
  'composer.replyHintGivenOn': 'Reaches {name} only if nobody else has them by then',
  'composer.noteHint': 'Only colleagues read this',
  'composer.send': 'Send',
  'composer.sendOnline': 'Send when online',
  'composer.sendIfYours': 'Send if still yours',
  'composer.addNote': 'Add note',
  'composer.saving': 'Saving…',
  'composer.inWindow': 'Kept in this window',
  'composer.saved': 'Draft saved',
  'composer.savedHere': 'Draft kept on this device',
  'composer.noteKept': 'Note kept on this device',
  'composer.mention': 'Mention a colleague in a note',
  'composer.people': 'Colleagues',
  'composer.notSaved': 'Draft not saved',
  'composer.failed': 'Not sent: {why} Your words are back in the box.',
  'composer.tooLong':
    '{count, plural, one {# character} other {# characters}} too many: at most {most, number} go at once. Not sent, and kept on this device alone.',
  'composer.farTooLong':
    '{count, plural, one {# character} other {# characters}} too many: at most {most, number} go at once. Not sent, and too long to be kept as a draft.',

  'replies.list': 'Canned replies',
  'replies.insert': 'insert',
  'replies.close': 'close',

  'reask.have': 'You already have this: {label}',
  'reask.said': 'said in t{turn, number}',
  'reask.known': 'from the account',
  'reask.insert': 'insert',
  'reask.ignore': 'ignore',
  'reask.heard': 'You already have this: {label} {value}. Tab inserts it, Escape ignores it.',

  'undo.goes': 'Your reply goes out in',
  'undo.now': 'Send now',
  'undo.back': 'Take back',

  'file.list': 'Files for this reply',
  'file.remove': 'Remove {name}',
  'file.reading': 'reading…',
  'file.one': 'The file',
  'file.open': 'Save {name}',
  'file.failed': '{name} could not be had: {why}',
  'file.too_large': 'larger than {most}',
  'file.too_many': 'at most {most, number} files go with one reply',
  'file.empty': 'is empty',
  'file.type': 'this kind of file may not be sent',
  'file.unreadable': 'could not be read',
} as const satisfies Catalogue;
