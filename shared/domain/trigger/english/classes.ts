// Owns the English word classes that phrases are made of.

export const CLASSES: Readonly<Record<string, string>> = {
  talk: 'talk speak chat talking speaking chatting speek converse communicate conversation word communication',
  to: 'to with w too',
  human:
    'human humans agent agents representative representatives rep reps operator operators csr advisor adviser advisors consultant assistant',
  person:
    'person persons people someone somebody anyone anybody supervisor supervisors superior manager managers specialist specialists expert colleague staff teller clerk receptionist reception employee executive executives worker associate boss technician somone someome',
  desk: 'customer service support care helpdesk helpline hotline call centre center front desk team department',
  kind: "a an the some any another other different your one of real actual live living human customer service services support sales care tech technical client bank support's fucking bloody damn goddamn freaking virtual available actually senior higher qualified",
  pass: 'put pass connect transfer transferred transferring hand forward escalate switch redirect route direct patch link connected connecting passed refer',
  passed: 'me us this it over through thru on my call chat the to directly straight up',
  want: 'want wants wanna need needs require prefer get give find bring send demand request requesting like love looking wish wanting rather',
  me: 'me us',
  contact: 'contact contacting reach reaching call calling phone',
  how: 'how where what which',
  can: 'can could may might able possible',
  i: 'i we',
  please: 'please pls plz plese kindly now immediately asap thanks already today',
  leave:
    'cancel canceling cancelling cancelled canceled cancell cancle close closing closed closure delete deleting deleted terminate terminating terminated deactivate deactivating remove removing discontinue disable disabling inactivate inactivating invalidate suspend end ending stop quit drop leave erase shut wipe kill',
  leaving:
    'cancellation cancelation cancellations closure closing termination removal removals deletion deactivation',
  account:
    'account accounts acct profile acc subscription subscriptions membership memberships contract contracts plan plans policy policies insurance service services coverage',
  undoing: 'cancel canceling cancelling cancell cancle quit quitting',
  reason: 'everything because since if unless today now then immediately right and',
  undo: 'cancel canceling cancelling cancell cancle revert reverse undo stop abort withdraw retract recall void',
  order:
    'order orders purchase purchases booking bookings reservation reservations transaction transactions transfer transfers payment payments appointment appointments meeting ticket tickets flight item items product debit debits standing request deposit trip loan overdraft',
  of: 'my the this that our your a an one of all these those any and his her their its me for it',
  buy: 'buy buying purchase purchasing order ordering book booking acquire acquiring shop get shopping',
  wantTo:
    "want wants wanna would wd'like i'd like need needs looking love wish interested going planning try trying wanting prefer rather gotta require",
  plan: 'plan plans package packages subscription license licenses licence licences seats seat users upgrade tier edition version account insurance policy coverage service connection product products item items membership',
  bigger:
    'upgrade upgrading upgraded expand expanding renew renewing subscribe subscribing enroll enrol enrolling sign',
  price:
    'price prices pricing cost costs quote quotes quotation rate rates fee discount discounts offer offers deal deals promotion promotions quotations',
  bad: 'bad terrible horrible awful worst poor pathetic useless ridiculous unacceptable disgusting disgraceful horrendous appalling atrocious shocking rubbish garbage trash crap shit shitty lousy abysmal disgrace shambles joke scam incompetent unprofessional dreadful hopeless worthless outrageous absurd laughable sucks suck sucked disaster nightmare mess inexcusable embarrassing rude',
  angry:
    'angry frustrated frustrating frustration annoyed annoying annoyance irritated irritating furious upset mad livid disappointed disappointing dissatisfied unhappy fuming enraged disgusted infuriating sick tired pissed aggravated exasperated fed unsatisfied',
  upset:
    'angry frustrated annoyed irritated furious upset mad livid disappointed dissatisfied unhappy enraged exasperated',
  swear:
    'fuck fucking fucked fuckin fucks shit shitty bullshit bs damn damned goddamn bloody crap ass asshole bitch bastard bastards hell wtf stfu ffs dumb idiot idiots stupid moron morons sucks suck piss dick dickhead arse cunt retarded dumbass fudge',
  service:
    'service support company app website system bot experience product bank airline team site customer',
  wrong:
    'wrong incorrect broken failed failing fails fail error errors issue issues problem problems trouble declined rejected denied missing lost stolen damaged defective faulty down crash crashes crashed stuck blocked invalid inaccurate reverted pending fraudulent duplicate mistake unable',
  work: 'work works working worked function functioning functions load loads loading open opening go show showing connect arrive arrived received recieved receive happen respond start update updated accept accepted recognize recognise help helping responding appear',
  time: 'minute minutes min mins hour hours hrs day days week weeks month months year years ages forever',
  deadline:
    'today tonight tomorrow monday tuesday wednesday thursday friday saturday sunday noon midnight morning afternoon evening eod cob weekend',
  month:
    'january february march april june july august september october november december jan feb apr jun jul aug sept oct nov dec',
  money: 'dollar dollars usd cents euro euros eur pounds gbp rupees rs bucks $ %',
  soon: 'asap urgent urgently immediately immediate emergency instantly straightaway',
  lawyer:
    'lawyer lawyers attorney attorneys solicitor barrister ombudsman regulator court lawsuit litigation tribunal legal',
  technical:
    'api apis integration integrations integrate integrating webhook webhooks sso saml scim oauth sdk endpoint endpoints authentication authorization encryption encrypted migration migrate migrating server servers database schema firewall dns vpn proxy ldap tenant tenants configuration configure provisioning certificate token tokens crm erp sap salesforce hubspot kubernetes latency throughput deployment deploy production staging export import sync synchronization retention audit compliance residency script csv json payload 429 500 gateway router module query permission permissions role roles field fields mapping map keys key rotation backup restore cluster subdomain domain signature signatures signed logs log dpa soc iso hipaa gdpr automation workflow workflows',
  policyWord:
    'policy terms clause liability deductible premium beneficiary exemption eligibility refund-policy entitlement claim dispute chargeback warranty tax vat invoice reimbursement mortgage pension statement retention',
  rival:
    'zendesk intercom freshdesk salesforce genesys hubspot livechat gorgias kayako liveperson talkdesk five9',
  /** Rivals that most people name for other reasons. */
  giant: 'cisco oracle microsoft google amazon',
  negator: "not don't never no won't wouldn't shouldn't doesn't without",
};
