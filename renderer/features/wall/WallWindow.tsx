// Owns the wall as all there is in a window: F fills the screen, and gives it back.
import { useEffect } from 'react';
import { t } from '../../ui/words.ts';
import type { WallSource } from './source.ts';
import { Wall } from './Wall.tsx';

function toggleFullScreen(): void {
  const leave = document.fullscreenElement !== null;
  // A browser may say no, e.g. without a touch or key of a person; then nothing changes.
  (leave ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined);
}

export function WallWindow({ source }: { readonly source: WallSource }) {
  useEffect(() => {
    document.title = `${t('wall.title')} · ${t('app.name')}`;
    const press = (event: KeyboardEvent): void => {
      if (event.code !== 'KeyF' || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      toggleFullScreen();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <main style={{ blockSize: '100%' }}>
      <Wall source={source} onFullScreen={toggleFullScreen} />
    </main>
  );
}
