// Owns the one button that takes an offer, and its key: not while it is being answered, and not without a link.
import type { OfferView } from '#shared/contract/views.ts';
import { useKey } from '../../keys/keys.tsx';
import { isLive, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/words.ts';

interface AcceptProps {
  readonly offer: OfferView;
  /** `over`: above a dialog, where the key is its before the page's. */
  readonly where?: 'page' | 'over';
  readonly onAccept: () => void;
}

export function Accept({ offer, where = 'page', onAccept }: AcceptProps) {
  const live = usePage(isLive);
  const answering = offer.state === 'answering';
  const may = live && !answering;
  const take = (): void => {
    if (may) onAccept();
  };
  useKey('accept', take, { where });
  return (
    <Button
      look="primary"
      hint="accept"
      disabled={!may}
      title={live ? undefined : t('offer.needsLink')}
      onClick={take}
    >
      {answering ? t('offer.accepting') : t('offer.accept')}
    </Button>
  );
}
