// Owns the words of the frame: places, link, banners, presence, clocks, conflicts.
import type { Catalogue } from '../words.ts';

export const frame = {
  'app.name': 'Baton',
  'app.search': 'Search people, conversations, commands',
  'app.loading': 'Loading',

  'place.inbox': 'Inbox',
  'place.history': 'History',
  'place.wall': 'Wall',
  'place.triggers': 'Trigger Studio',
  'place.whatif': 'What-if',
  'place.settings': 'Settings',
  'place.keys': 'Keys',

  'pane.queue': 'Queue',
  'pane.conversation': 'Conversation',
  'pane.context': 'Context',
  'pane.menu': 'Menu',
  'pane.transcript': 'Transcript',
  'pane.resizeQueue': 'Width of the queue',
  'pane.resizeContext': 'Width of the context',

  'link.live': 'Live',
  'link.connecting': 'Connecting',
  'link.unknown': 'Link not known',
  'link.reconnecting': 'Reconnecting',
  'link.offline': 'Offline',
  'link.refused': 'Refused',
  'link.tryNow': 'Try now',
  'link.nextTry': 'Next try in {time}',
  'link.trying': 'Trying',

  'banner.label': 'State of the console',
  'banner.offline': 'Offline since {time}',
  'banner.offlineWhat': 'You are reading the copy on this device.',
  'banner.outbox':
    '{count, plural, one {# thing in the outbox goes out once, when the link is back.} other {# things in the outbox go out once, when the link is back.}}',
  'banner.kept': 'What you write is kept and goes out once, when the link is back.',
  'banner.keptIfYours': 'What you write is kept and goes out where the chat is still yours.',
  'banner.grace': 'Your chats stay yours until {time}.',
  'banner.graceOver': 'Your chats have been offered to others since {time}.',
  'banner.reconnecting': 'Reconnecting',
  'banner.showing': 'You see the state of {time}.',
  'banner.back': 'Back at {time}',
  'banner.backSent': '{count, plural, one {# thing sent, nothing lost} other {# things sent, nothing lost}}',
  'banner.backRefused':
    '{count, plural, =0 {} one {# thing sent, } other {# things sent, }}{refused, plural, one {# was refused and is kept} other {# were refused and are kept}}',
  'banner.backNothing': 'nothing lost',
  'banner.busy': 'Busy',
  'banner.over':
    '{waiting, number} wait, you are {over, number} over your limit. No offers come until you are below it.',
  'banner.behind':
    '{count, number} things wait in the outbox: they go out slower than you write. Nothing is lost.',
  'banner.refused': 'The connection was refused at {time}',
  'banner.refusedWhat': '{reason} What you wrote is kept.',
  'banner.lost': 'What waited to be sent cannot be read',
  'banner.lostWhat':
    'Look whether your last words arrived. For whoever looks after this device: the damaged outbox is kept as {file}.',
  'banner.understood': 'Understood',
  'banner.locked': 'The copy on this device is locked',
  'banner.lockedWhat':
    'It was without a link for too long. Drafts and the outbox are kept; it opens when the link is back.',
  'banner.host': 'The console does not answer',
  'banner.hostWhat': 'It may be restarting. What you typed stays here; this page tries again by itself.',
  'banner.hostClosed': 'This page may not connect',

  'notices.quietUntil': 'Do not disturb until {time}',
  'load.of': '{load, number} of {capacity, number}',
  'load.offers': '{offers, plural, one {with the offer} other {with # offers}}',
  'load.over': '{load, number} of {capacity, number}, {over, number} over',
  'load.label':
    '{load, number} of {capacity, number} units of your capacity in use. Yours and an offer that stands count, also what is held; being asked does not.',

  'presence.available': 'Available',
  'presence.limit': 'At limit',
  'presence.over': 'Over limit',
  'presence.away': 'Away',
  'presence.break': 'Break',
  'presence.offline': 'Signed out',
  'presence.aux': '{status}: {aux}',
  'presence.becomesAway': 'Becomes away at {time}',
  'presence.since': '{status} since {time}',
  'presence.lastSeen': '{status} when last seen',
  'presence.change': 'Change presence',
  'presence.afterThis': 'Away after this',
  'presence.afterThisWhat': 'No new offers; away when your chats end',

  'time.hours': '{hours, number} h {minutes}',

  'age.seconds': '{count, number} s',
  'age.minutes': '{count, number} min',
  'age.hours': '{count, number} h',
  'age.days': '{count, plural, one {# day} other {# days}}',

  'clock.left': '{time} left',
  'clock.over': '{time} past the target',

  'start.failed': 'Baton cannot start',

  'link.badAddress': 'This link is not one that Baton can open.',
  'link.badId': 'This link names nothing that Baton could show.',
  'link.refusedTitle': 'The link was not opened',
  'link.notWeb': 'Only https addresses are opened from here.',
  'link.leave': 'Open {host} in the browser?',
  'link.leaveOpen': 'Open',
  'link.leaveStay': 'Cancel',
  'link.leaveAlways': 'Always open {host}',

  'page.againTitle': 'The window was opened anew',
  'page.againWhat': 'It had ended unexpectedly. What you typed is kept.',
  'page.keepsEnding': 'The window keeps ending.',
  'page.keepsEndingWhat': 'The console itself goes on. Open the window again, or save the diagnostics first.',
  'page.openAgain': 'Open again',
  'page.leaveClosed': 'Not now',

  'update.ready': 'Version {version} is ready',
  'update.readyWhat': 'It is installed when you quit.',
} as const satisfies Catalogue;
