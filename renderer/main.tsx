// Owns starting the page: policy, connection, store, first paint.
import './jitless.ts';
import '@fontsource-variable/inter/opsz.css';
import './styles/tokens.css';
import './styles/base.css';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from './api/connect.ts';
import { thisWindow } from './api/windows.ts';
import { OwnWallWindow } from './features/wall/WallPlace.tsx';
import { App } from './frame/App.tsx';
import { firstLanguage, InLanguage } from './frame/InLanguage.tsx';
import { OwnWindow } from './frame/OwnWindow.tsx';
import { Keys } from './keys/keys.tsx';
import { PageContext } from './state/page.ts';
import { startPage } from './state/start.ts';
import { speak } from './ui/language.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;
if (nonce !== undefined) setNonce(nonce);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const shows = thisWindow();
const page = startPage({
  api: connect(),
  reload: () => location.reload(),
  shows,
  close: () => window.close(),
});
window.addEventListener('pagehide', () => {
  page.actions.saveDrafts();
  page.sayGone();
});
const first = firstLanguage();
await speak(first).catch(() => undefined);
createRoot(root).render(
  <StrictMode>
    <PageContext value={page}>
      {/* Outside the language: drawn anew, the page still knows the first key of two. */}
      <Keys>
        <InLanguage first={first}>
          {shows.kind === 'main' && <App />}
          {shows.kind === 'conversation' && <OwnWindow conversation={shows.id} />}
          {shows.kind === 'wall' && <OwnWallWindow />}
        </InLanguage>
      </Keys>
    </PageContext>
  </StrictMode>,
);
