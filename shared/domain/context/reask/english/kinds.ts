// Owns what is said of a thing in English: of a date, that it is one of birth. Labels of facts are read by the same words.
import type { Cue } from '../../../trigger/pack.ts';
import { said } from '../../cue.ts';

export const KINDS: Readonly<Record<string, Cue>> = {
  'date.birth': said('birth|born|birthday|dob'),
  'date.purchase': said(
    'purchase|purchased|bought|buy',
    'ordered|order date',
    'did you order',
    'place|placed|make|made ~2 order',
    'date of ~2 order',
  ),
  'date.charge': said('charge|charged|transaction|debit|debited|payment|paid|billed|taken|deducted'),
  'date.flight': said('flight|fly|flying|flew|travel|travelling|traveling|depart|departing|trip|outbound'),
  'date.arrival': said('arrival|arrive|arrived|arriving', 'check|checking in', 'checkin'),
  'date.departure': said(
    'departure|leave|leaving|depart|departing|checkout',
    'check|checking out',
    'until|till when',
    'stay|staying',
  ),
  'date.return': said('return|returning|inbound', 'fly|flying|come|coming|travel|travelling|go|going back'),
  'date.delivery': said(
    'delivery|delivered|deliver|parcel|shipment|promised|promise',
    'should|supposed ~3 arrive|arrived|come',
  ),
  'date.appointment': said('appointment|booked|meeting|visit|slot|table|reservation'),
  'date.renewal': said('renewal|renew|renews|expire|expires|expiry', 'run|runs out', 'up for'),
  'date.since': said(
    'you ~2 join|joined|become|became|sign|signed',
    'member|customer|client since',
    'since',
    'join|joined|joining',
  ),
  'date.move': said('move|moved|moving in|into', 'movein', 'lived|living there|here'),
  'date.else': said(
    'move|moved|moving out',
    'pick|picked up',
    'end|ends|finish',
    'did|have you ~1 book|booked|reserve|reserved|make|made|cancel|cancelled|notice|noticed|report|reported|receive|received|call|called|contact|contacted|write|wrote|try|tried|last',
    'you ~1 home|available|free|around|back',
  ),
  'amount.charge': said(
    'charge|charged|debit|debited|take|took|taken|transaction|pay|paid|deducted|disputed',
  ),
  'amount.price': said('price|cost|costs|pay|paid|paying'),
  'amount.bill': said('bill|billed|invoice|invoiced'),
  'amount.monthly': said('month|monthly'),
  'amount.balance': said('balance|left|remaining|certificate|voucher'),
  'amount.fare': said('fare|pay|paid|ticket|flight'),
  'amount.total': said('total|sum'),
  'amount.else': said(
    'expect|expected|think|hope|more|extra|open|due|owe|outstanding|repair|replacement|refund|refunded|damage|reading',
  ),
  'phone.mobile': said('mobile|cell'),
  'phone.work': said('work|office|desk'),
  'phone.home': said('home|landline'),
  'flight.return': said('return|inbound|back|home'),
  'flight.outbound': said('outbound', 'way|flight out|there'),
  'account.customer': said(
    'user|customer|member|membership|client|login|account|username|userid',
    'your|ur id',
  ),
  'account.policy': said('policy|insurance'),
  'account.contract': said('contract'),
  'account.bank': said('iban|bank', 'account number|no|nr', '^ account $'),
  'account.card': said('card|payment'),
  'name.customer': said(
    'your|ur first|last|full|family|given|middle? {name}',
    'your|ur first|last? {name} and ~1 {name}',
    "who|whom ~1 i|we|i'm|we're ~5 talking|speaking|chatting|writing",
    'call|address you',
    'and you are $',
    'who is|was this $',
    "who's this|there $",
    '^ full|customer|first|last|family? name $',
    '^ guest|policyholder $',
    '^ policy|account|contract holder $',
  ),
  'name.guest': said('guest|guests', '{booking}|booked|room ~2 under', 'under ~1 name'),
  'name.holder': said(
    'holder|policyholder|holds',
    'took out',
    'name ~3 policy|contract',
    'name ~1 ~1 policy|contract',
  ),
  'product.goods': said('{goods}', 'buy|bought|order|ordered|purchase|purchased'),
  'product.software': said('software|windows|os|macos|android|office', 'operating system'),
  'product.plan': said('{plan}'),
  'product.cabin': said('{cabin}|class'),
  'product.else': said(
    'model|version|make|brand|type|kind is|of|does your|the !{goods}|{plan}|{cabin}|order|windows|software|macos|android|office',
  ),
  'third.person': said(
    'neighbour|neighbor|companion|colleague|friend|wife|husband|spouse|partner|son|daughter|child|children|mother|father|mum|mom|dad|brother|sister|boss|manager|administrator|admin|doctor|landlord|police|insurer|team|driver|technician|courier|passenger|passengers|their|his|her|him|emergency|employer|dentist|supervisor|witness',
  ),
  'third.place': said('hotel|airport|shop|store|restaurant|airline|garage|pharmacy|clinic|school'),
};

/** Whatever is called so is meant alone: it is never a thing that is not. */
export const EXACT: ReadonlySet<string> = new Set([
  'date.return',
  'date.else',
  'flight.return',
  'flight.outbound',
  'amount.else',
  'product.else',
  'third.person',
  'third.place',
]);
