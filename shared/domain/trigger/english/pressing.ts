// Owns the English cues of time pressure, of law and of trust: what must not wait, and what must not go wrong.
import type { Cue } from '../pack.ts';

const said = (...phrases: string[]): Cue => ({ phrases, negatable: true, in: 'customer' });
const always = (...phrases: string[]): Cue => ({ phrases, negatable: false, in: 'customer' });

export const PRESSING: Readonly<Record<string, Cue>> = {
  'urge.word': said(
    'urgent|urgently|urgency|asap|emergency|immediate|immediately|critical|critically|pressing|promptly|swift|swiftly|instantly|hurry|rush|quickly|escalated !care|room|fund|contact',
    'as soon|quickly|fast as possible',
    'a s a p',
    'right now|away',
    'straight away',
    'high|top|highest priority',
    'without delay',
    'time sensitive|critical|is',
    "can't|cannot|not|won't wait !to",
    'at once',
  ),
  'urge.deadline': said(
    'by|before|until|till|for ~2 {deadline}|eod|cob|noon|lunch !i|we|was|last',
    'by|before ~1 the? end of ~1 day|week|month|quarter|business|year',
    'within|in ~1 the? next? #|two|three|one|an|a|few|half|the|couple hour|hours|minutes|minute|hrs|days !ago',
    'deadline|due|cutoff|expires|expiring|expire',
    'launch|go-live|golive|live|release|meeting|board|presentation|wedding|interview|surgery|event|audit is|starts|in|today|tomorrow|tonight|depends|leaves|fixed|date|on',
    'flight starts|today|tomorrow|tonight|leaves',
    'flight is|in ~2 today|tomorrow|tonight|soon|#|hours',
    'go live',
    'running out of time',
    'leaving|leave|travel|travelling|traveling|fly|flying|departing ~2 today|tonight|tomorrow|soon|hours|in',
    'need|needed|must ~6 today|tonight|tomorrow|now|friday|monday|soon',
    'this week|weekend|month|quarter',
  ),
  'urge.harm': said(
    'losing|lose|lost ~1 orders|customers|money|sales|revenue|business|data|access',
    'production|system|site|website|server|service|platform|everything|network|app|sites is|are|was|went? down|offline|dead|unavailable|failing !now',
    'outage|downtime|blocked|unsafe|dangerous|hazard|flooding|flood|leak|leaking|fire|smoke|danger|injury|injured',
    'all|nobody|noone|none|everyone|everybody|entire ~3 down|stuck|blocked|locked|sign|log|login|access|work',
    "can't|cannot|unable ~2 operate|work|ship|serve|sell|sign",
    'every minute|hour|second counts?',
    'stopped|stop working ~3 all|every|everyone|users|entire',
    'rejects|fails|errors|failing ~3 all|every',
    'safety|health|security risk|hazard|concern|issue|concerns|incident|breach',
  ),
  'urge.fraud': said(
    'fraud|fraudulent|hacked|hacker|phishing|identity|compromised|unauthorized|unauthorised|scammed',
    'stolen|stole|theft|robbed|lost|missing ~3 card|phone|wallet|passport|money|identity|purse',
    'someone|somebody|thief ~3 used|using|stole|accessed|hacked|made|took|withdrew|charged',
    "did|didn't not? authorize|authorise|make",
    'not ~1 me|mine|recognise|recognize',
  ),
  'urge.none': always(
    "not|no|nothing|isn't|without|don't ~2 urgent|rush|hurry|emergency|urgency|critical|pressing|priority",
    'no|whenever need|you|its|convenient|free|possible|ready|hurry',
    'take your time',
    'when|whenever|if you|your ~2 get|have|find|schedule ~1 chance|time|moment|allows',
    'at your convenience|earliest',
    'next year|month',
    'low priority',
    'no immediate',
    // What is told of the past presses no longer.
    'earlier this week|month|quarter|year',
    'routine|general inquiry|maintenance|question|scheduled|feedback',
    'no longer ~2 urgent|needed|necessary|required|matters|relevant|problem|issue',
    // What is not at hand at the moment is no hurry.
    "don't|can't|not have|know|find|remember|recall|see ~8 right|at now|moment",
    'again|all|it|now|works fine|good|normal now|again',
  ),
  'law.threat': said(
    'lawyer|lawyers|attorney|attorneys|solicitor|barrister|ombudsman|lawsuit|litigation|tribunal|sue|suing|sued|prosecute',
    'legal|court action|actions|proceedings|steps|team|advice|letter|case|department|consequences|period|rights|claim',
    'take|taking|see ~3 to|in court',
    'report|reporting|file|filing|complain|contact ~5 to|with|the ~2 authority|authorities|regulator|ombudsman|police|fca|cfpb|bbb|ftc|bafin|commission|trading|consumer|press|media',
    'discriminated|discrimination|harassed|harassment|negligence|negligent|breach|breached|illegal|illegally|unlawful|violated|violation|liable|liability|misled|mis-sold|missold|misselling|defamation',
    'data protection|privacy authority|officer|regulator|breach|violation|rights',
    'gdpr|ccpa|hipaa|dsar',
    'erasure|delete|access ~3 personal data',
    'fail|failure|failed to comply',
    'formal|official complaint',
    'without my? consent|permission|authorisation|authorization',
    'small claims',
  ),
  /** That there are rivals: they are named, or compared with. */
  'rival.named': said(
    '{rival}',
    'competitor|competitors|competing|rival|rivals',
    'other|another|two|three|different vendors|vendor|provider|providers|suppliers|supplier|platforms|bank|company|carrier',
    'compare|comparing|compared ~5 {rival}|{giant}|vendors|competitors|providers|alternatives|others',
  ),
  /** A rival's offer lies on the table, or one goes there. */
  'rival.offer': said(
    '{rival}|{giant}|competitor|competitors|rival|rivals ~4 offer|offers|offered|cheaper|less|better|lower|price|quote|quotes|quoted|costs|charges|half',
    'another|other|second|different vendor|vendors|provider|providers|supplier|suppliers|platform|bank|company|carrier ~4 offer|offers|offered|cheaper|less|better|lower|quote|quotes|quoted|costs|half',
    'offer|offers|offered|quote|quotes|quoted|price|deal|cheaper|better ~2 from|with|by|at {rival}|{giant}|competitor|another|elsewhere',
    'cheaper|better ~2 elsewhere|competitor|provider',
    'offered|quoted us|me ~4 less|cheaper|better|half|lower',
    'switch|switching|move|moving to {rival}|{giant}|competitor|competitors|another',
  ),
  /** A product that ours is joined to is no rival. */
  'notRival.joined': said(
    '{rival} integration|integrations|connector|connection|connect|sync|plugin|app|addon|add-on|contact|contacts|account|login|mapping|data|object|objects|field|fields|import|export|api|instance|record|records|webhook|crm',
    'integrate|integrated|integrates|integrating|integration|connect|connected|connecting|connection|connector|sync|syncs|synced|syncing|import|imports|importing|link|linked|linking|send|push|pull|mapping ~4 with|to|from|into|for|and our|the|my|your? {rival}',
    'connect|integrate|sync|link|linking|connecting|integrating {rival}',
    'our|my {rival}',
  ),
};
