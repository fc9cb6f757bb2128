// Owns the English word classes that the phrases of asking are made of; `please`, `joins`, `small`, `lead` and `tail` are read by
// ../questions.ts as they are.

export const CLASSES: Readonly<Record<string, string>> = {
  aux: 'did do does was were is are had has have',
  please: 'please kindly',
  can: 'can could would will may might',
  i: 'i we',
  give: 'give send share provide confirm spell type enter repeat supply state specify mention quote drop leave verify write pass pop submit list copy paste find',
  giving:
    'giving sending sharing providing confirming spelling typing repeating telling stating quoting leaving',
  tell: 'tell remind say clarify',
  kindly: 'please kindly just now then first also and so again quickly simply only ok okay well',
  joins: 'and or but',
  your: 'your ur the a an this that my our',
  number:
    'number numbers no nr num reference ref references code codes id ids identifier identification locator details',
  of: 'of for on to',
  booking: 'booking reservation appointment itinerary stay trip',
  order: 'order purchase',
  ticket: 'ticket case incident complaint enquiry inquiry request claim',
  flight: 'flight',
  about: 'about regarding concerning with',
  more: 'time times status date dates class duration price cost policy option options confirmation total history page form number details insurance gate for about like with',
  goods:
    'device laptop computer machine model item product article printer tablet router headset monitor unit',
  plan: 'plan tariff subscription package tier bundle',
  cabin: 'cabin economy business premium',
  coming:
    'arrive arriving leave leaving check checking fly flying travel travelling traveling depart departing return returning',
  name: 'name names surname',
  reach: 'reach ring call text phone contact dial',
  /** What may stand between asking and the thing. */
  small:
    "me us you your ur the a an this that these those my our is are was were it its it's s again please kindly just also still then now once more out with for by of on in at up over here there first best valid current full correct exact right quick too and so any some whole complete actual usual either only back or both have know see already we we're talking speaking mean referring question good kind sort type make exactly credit debit which what what's ask about as to i'd i'll got get",
  /** What may stand before a thing that is asked for in two words. */
  lead: 'and your ur the a an now then thanks thank you ok okay just also so first things sorry great good sure right well please but finally last next hi hello hey alright perfect one more thing for my our this that what about',
  /** And what behind it. */
  tail: 'please again then now thanks thank you is was are it once more here too first for me us pls sir madam and so in of the your with at or',
};
