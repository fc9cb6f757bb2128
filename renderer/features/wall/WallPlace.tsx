// Owns the wall inside the console: the same wall, a way to a window of its own, and the displays that show it elsewhere.
import { AppWindow, MonitorUp } from 'lucide-react';
import { useLayoutEffect, useState } from 'react';
import { useActions, usePage } from '../../state/page.ts';
import { wear } from '../../styles/theme.ts';
import { Button } from '../../ui/Button.tsx';
import { ICON } from '../../ui/icons.tsx';
import { t } from '../../ui/words.ts';
import { useConsoleWall } from './console.ts';
import { Displays } from './Displays.tsx';
import { Wall } from './Wall.tsx';
import { WallWindow } from './WallWindow.tsx';

export function WallPlace() {
  const source = useConsoleWall();
  const { openWall } = useActions();
  const [displays, setDisplays] = useState(false);
  return (
    <main style={{ display: 'flex', flex: 1, minInlineSize: 0 }} aria-label={t('place.wall')}>
      <Wall source={source}>
        <Button look="quiet" icon={<MonitorUp {...ICON} />} onClick={() => setDisplays(true)}>
          {t('wall.displays')}
        </Button>
        <Button look="quiet" icon={<AppWindow {...ICON} />} onClick={openWall}>
          {t('wall.ownWindow')}
        </Button>
      </Wall>
      {displays && <Displays onClose={() => setDisplays(false)} />}
    </main>
  );
}

/** A window that shows the wall and nothing else. */
export function OwnWallWindow() {
  const settings = usePage((state) => state.settings);
  useLayoutEffect(() => wear(settings), [settings]);
  return <WallWindow source={useConsoleWall()} />;
}
