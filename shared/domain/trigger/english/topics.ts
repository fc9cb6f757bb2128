// Owns the English cues of a difficult matter: technical and contractual words, several questions at once.
import type { Cue } from '../pack.ts';

const said = (...phrases: string[]): Cue => ({ phrases, negatable: false, in: 'customer' });

export const TOPICS: Readonly<Record<string, Cue>> = {
  'hard.technical': said('{technical}'),
  'hard.integration': said(
    'integration|integrations|integrate|integrating|webhook|webhooks|api|apis|sso|saml|scim|sdk|migration|migrate|migrating|endpoint|endpoints',
    'connect|connecting|sync|syncing|link ~3 with|to ~3 crm|erp|sap|salesforce|system|database|platform|warehouse|hubspot',
    'single sign',
    'custom fields|domain|integration|field|mapping|development|configuration',
  ),
  'hard.compliance': said(
    'compliance|compliant|residency|retention|dpa|soc|iso|hipaa|gdpr|audit|auditor|encryption|certification',
    'security review|questionnaire|team|assessment|policy',
  ),
  'hard.contract': said('{policyWord}'),
  'hard.several': said(
    'two|three|four|five|several|few|couple|many|some|multiple things|questions|issues|problems|points|requests|topics|matters',
    'also|secondly|thirdly|additionally|furthermore|moreover|besides|finally|another question|thing|and|i|we|can|is|how|what|the|my',
    'and how|what|can|could|where|when|why|which|whether|if|do|does|is|also|then',
    'first ~12 second|then|also',
    'as well as',
  ),
  'hard.exception': said(
    'exception|exceptions|special|unusual|complicated|complex|complicate|specific case|circumstances|situation|request|arrangement|problem|issue|requirement|requirements',
    'depends|depending|unless|except|however|although|provided|otherwise|whereas|regardless',
    'what|how about|if|happens|when ~8 if|when|both|instead|also',
  ),
};
