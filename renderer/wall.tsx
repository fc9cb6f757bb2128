// Owns starting the wall of a display: its token, its theme and language from the address, its own socket. No console code.
import './jitless.ts';
import '@fontsource-variable/inter/opsz.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { settings } from '#shared/contract/settings.ts';
import { WALL_PROTOCOL, WALL_SOCKET } from '#shared/protocol/wall.ts';
import { socketSource } from './features/wall/socket.ts';
import { WallWindow } from './features/wall/WallWindow.tsx';
import { wear } from './styles/theme.ts';
import { speak } from './ui/language.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('wall.html has no #root');

const asked = new URLSearchParams(location.search);
wear(settings.catch(settings.parse({})).parse({ theme: asked.get('theme') ?? 'system' }));
await speak(asked.get('lang') ?? undefined).catch(() => undefined);

// The token stays in the fragment: a display is switched on again in the morning and finds its address complete. Fragments
// reach no server and no log.
const address = new URL(WALL_SOCKET, location.href);
address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
address.search = '';
address.hash = '';
const source = socketSource({
  token: location.hash.slice(1),
  open({ message, closed }) {
    const socket = new WebSocket(address, WALL_PROTOCOL);
    socket.onmessage = ({ data }) => message(String(data));
    socket.onclose = ({ code }) => closed(code);
    return socket;
  },
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
});
createRoot(root).render(
  <StrictMode>
    <WallWindow source={source} />
  </StrictMode>,
);
