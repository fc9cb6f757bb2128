// Owns drawing the page anew when its language changes: by the settings, or for this window alone by `?lang=` (tests).
import { Fragment, type ReactNode, useEffect, useState } from 'react';
import { languageOf } from '#shared/i18n/languages.ts';
import { usePage } from '../state/page.ts';
import { speak } from '../ui/language.ts';

const KEPT = 'baton.language';
const own = new URLSearchParams(location.search).get('lang') ?? undefined;

/** The language of the first picture: the settings are not here yet, so the one they named last time. */
export const firstLanguage = (): string | undefined => own ?? localStorage.getItem(KEPT) ?? undefined;

export function InLanguage({
  first,
  children,
}: {
  readonly first: string | undefined;
  readonly children: ReactNode;
}) {
  const set = usePage((state) => (state.hello === null ? undefined : state.settings.language));
  // By id: drawing anew closes what is open, so it is not for a name that says nothing new.
  const wanted = languageOf(own ?? set ?? first).id;
  const [spoken, setSpoken] = useState(() => languageOf(first).id);
  useEffect(() => {
    if (set !== undefined) localStorage.setItem(KEPT, set);
    if (wanted === spoken) return undefined;
    let left = false;
    // A catalogue that does not load leaves the language that is spoken.
    speak(wanted).then(
      () => left || setSpoken(wanted),
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [set, wanted, spoken]);
  return <Fragment key={spoken}>{children}</Fragment>;
}
