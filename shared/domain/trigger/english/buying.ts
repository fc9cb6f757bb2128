// Owns the English cues of wanting to buy, said outright or in roundabout words.
import type { Cue } from '../pack.ts';

const said = (...phrases: string[]): Cue => ({ phrases, negatable: true, in: 'customer' });

export const BUYING: Readonly<Record<string, Cue>> = {
  'buy.want': said(
    'want|wants|wanna|like|need|looking|love|wish|interested|going|planning|try|trying|wanted|ready|able|prefer|gotta|got|have|help|assistance|need to|in? buy|buying|purchase|purchasing|book|booking|acquire|acquiring|shop|shopping|earn',
    'want|wants|wanna|like|need|looking|love|wish|planning|try|trying|wanted|ready|got|have|help|assistance to|in? order|ordering|reorder !status|number|id|confirmation|history|details|tracking|cancel',
    '{how} ~4 buy|purchase|order|acquire|shop|earn !id|number|status',
    '{can} i|we|you ~1 buy|purchase|order|book|acquire|reserve',
    'buy|purchase|purchasing|buying|order|ordering|make|place|making|placing {of}* some|several|few|new|more|couple|an|a|few ~2 order|orders|purchase|article|articles|item|items|product|products|ticket|flight|insurance',
    '^ buy|purchase|order|book|buying|purchasing|ordering',
    'place|placing|make|making|submit|start {of}* new? order|purchase|booking !id|status',
    'want|need to buy|purchase',
    'help|assist|assistance ~3 buy|buying|purchase|purchasing|ordering|acquire|acquiring|order',
    'sell|selling|sells me|us?',
    'do you sell|stock|carry|offer|provide|deliver',
  ),
  /** A thing asked for as one asks at a counter: "I need two large ones". */
  'buy.thing': said(
    'want|like|need|get|take|prefer|add|include|order to? #|one|two|three|four|five|six|another|more|large|medium|small|dozen|couple|some .',
    '^ yes|yeah|sure|and|also|plus|ok|please* #|one|two|three|four|five|six|large|medium|small . !day|days|week|pm|am|year|years|month|months|hour|hours|of|street|road',
    '^ add|include|also|plus a|an|one|some|#|another|more|extra|the',
    'can i get|have a|an|one|two|#|the|some !refund|copy|receipt|quote|help|proof|replacement|human|agent|statement|list',
  ),
  /** "I want a ...": weak, for one also wants a refund. */
  'buy.need': said(
    "i|we|i'd|i'll|we'll want|need|like|take|would|prefer|wish like? to? a|an|some|one|new|more !help|assistance|refund|info|information|copy|question|problem|issue|receipt|statement|proof|change|update|replacement|human|agent|person|representative|reply|answer|solution|fix|quick .",
    'want|need|like !help|assistance|refund|info|information|to|you|my|the|a|an|someone|help|it|this|that|more|your|some|human|agent|new|copy|proof|urgent|immediate|customer|speak|talk|cancel .',
    'looking for|to !help|information|my|someone|assistance|why|how|see|check|cancel|close|change|find .',
  ),
  'buy.offer': said(
    '{price} ~2 for|of|on ~5 seats|users|licenses|plan|package|insurance|policy|product|mattress|bed|it|that|this|year|team|people|company|employees',
    'how much is|are|does|do|would|for|will|it|that|cost|costs ~3 !transfer|fee|charge|charged|balance|money|i',
    'what|whats does|is|are|would|s ~3 price|prices|pricing|cost|rate|rates|quote',
    '^ a|an|the|any|my|your|mattress|product|plan|size? price|pricing|cost|quote|quotation|rate|discount|discounts|offer|offers $',
    'get|getting|need|want|give|send|have|request|receive|like|provide ~4 quote|quotes|quotation|proposal|estimate|order form',
    'any|have|available|current|best|better|special ~2 offer|offers|discount|discounts|deal|deals|promotion|promotions|promo|coupon',
    'discount|discounts ~3 annual|year|volume|contract|seats|us|me|nonprofit',
    'emi|installments|instalments|financing|finance available|option|options|on|in',
    'cash on delivery|cod',
    'annual|yearly|volume|enterprise pricing|price|contract|plan|license|licence|agreement',
  ),
  'buy.upgrade': said(
    'want|like|need|looking|interested|ready|help|can|could|wish|planning|how ~4 upgrade|upgrading|expand|subscribe|subscribing|enroll|enrol|enrolling|renew',
    'sign|signing me|us|my? ~2 up ~2 for',
    'sign up ~4 service|plan|connection|account|insurance|membership|subscription|internet|cable',
    'upgrade to|from|our|my|us|me|the !version|firmware|ios|android|latest',
    'enroll|enrol|enrolling|enrolled? in|for ~3 plan|plans|insurance|program|course',
    'add|adding|need|want|more|extra # ~1 seats|users|licenses|licences|seats',
    'start|starting|begin ~2 service|subscription|plan|membership|new',
    'join|joining ~2 plan|premium|membership',
  ),
  'buy.new': said(
    'open|opening|create|creating|opena|make|register|registering|registration|set|get|want ~1 up? a|an|new|another|the? ~2 account|accounts|policy|plan|connection',
    'new|another|first ~2 account|connection|service|policy|plan|insurance|subscription|membership|customer !number|details|card',
    'need|want|wants|get|getting|like|looking|apply|applying|interested|request ~4 insurance|internet|cable|broadband|connection|loan|mortgage|credit|policy|wifi !card|statement|proof|certificate|claim|document|paper|evidence|id',
    'insurance|coverage|plan|service|connection for my|our|me|the ~3 car|home|house|condo|pet|dog|cat|wife|life|vehicle|apartment|place|new|phone',
    'book|booking|reserve {of}* ~2 flight|flights|ticket|tickets|room|table|seat|hotel|trip|appointment|demo',
    'switch|move|moving|change|transfer to you|your|yours|us',
  ),
  /** Asking for advice on what to take: the question before the purchase. */
  'buy.advice': said(
    'recommend|recommendation|recommendations|suggest|suggestion|suggestions|advise ~5',
    'which|what|whats ~2 best|better|good|right|suitable ~4',
    'difference|differences|compare|comparison between|of|ergo ~4',
    'need|want|show|looking|give|have|about|details|know|explain|other|all|different ~3 product|products|variants|options|sizes|size|models|features|catalog|brochure|range|plans|packages',
    'is|are|do you have ~4 available|stock',
    'best ~1 for|product|one|to|option|deal|plan',
    'demo|trial ~3 book|schedule|us|our|team|management|free|arrange',
    'book|schedule|arrange|see|have|request ~2 demo|demonstration|walkthrough|trial|consultation',
    'call me ~2 $',
    'call back|callback',
  ),
  /** A deal in the making. */
  'buy.deal': said(
    'budget ~3 approved|allocated|ready|signed|available',
    'ready|want|like|need|able|will|can|could|if|would ~2 sign|commit|proceed|purchase ~2 by|before|this|today|now|off|december|contract',
    'order form|forms',
    'procurement|contract team|terms|department|process',
    'who|where ~1 sends|send|signs|sign ~4 order|contract|quote|form',
  ),
  'buy.signal': said(
    'roll|rolling|rollout ~2 out|to|across ~3 team|teams|company|department|office|offices|everyone',
    'teams|companies|customers|businesses like|such us|ours',
    'onboarding|implementation|rollout|pilot|proof ~3 take|long|time|how|concept|of|plan',
    'for|our|to ~2 # seats|users|employees|people|agents|licenses|licences|teams|locations',
    'whole|entire|our company|team|department|organization|organisation|management',
    'evaluate|evaluating|evaluation|considering|shortlist|shortlisted|comparing|decide|deciding|decision ~3 you|vendors|options|solutions|platforms|product|month|quarter|week|maker|us',
    'looking at the|your|analytics|premium|enterprise ~2 package|plan|tier|product|edition',
    'just|only looking|browsing|exploring|checking',
    'security|legal|procurement|compliance team|review|questionnaire|department',
    'this|next|the|end of? quarter|year',
  ),
  'notBuy.after': said(
    '{order} ~3 status|number|id|confirmation|history|tracking|delivered|shipped|arrive|arrived|delayed|late|where|cancel|cancelled|received|refund|wrong|invoice|address|placed',
    'where|track|tracking|status|cancel|cancelling|canceling|change|changing|modify|modifying|edit|return|refund|check|see|find|view|problem|issue|missing|late|update|remove|swap ~5 order|purchase|booking|item|product|ticket|article|reservation',
    'want|need|like|get|have|has my money|refund|rebate back?',
    'i ~1 ordered|bought|purchased|booked|paid|made|have|already',
    'new|replacement|replace|lost|stolen|activate|broken|another card|pin|phone|password|cards|debit|credit',
    'proof|claim|statement|claims|receipt|documents|document|evidence',
    'order|ordered checks|check|cheques|physical|replacement|card',
    "don't|not want|need|buy|upgrade|interested",
  ),
};
