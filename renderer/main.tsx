// Owns starting the page: policy, connection, store, first paint.
import './jitless.ts';
import '@fontsource-variable/inter/opsz.css';
import './styles/tokens.css';
import './styles/base.css';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from './api/connect.ts';
import { App } from './frame/App.tsx';
import { Keys } from './keys/keys.tsx';
import { PageContext } from './state/page.ts';
import { startPage } from './state/start.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;
if (nonce !== undefined) setNonce(nonce);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const page = startPage({ api: connect(), reload: () => location.reload() });
createRoot(root).render(
  <StrictMode>
    <PageContext value={page}>
      <Keys>
        <App />
      </Keys>
    </PageContext>
  </StrictMode>,
);
