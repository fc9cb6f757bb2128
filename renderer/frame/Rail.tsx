// Owns the rail: the places of the console, and who is signed in.
import {
  ChartColumn,
  History,
  Inbox,
  Keyboard,
  LayoutDashboard,
  Settings,
  SlidersHorizontal,
} from 'lucide-react';
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import type { KeyName } from '../keys/bindings.ts';
import { meOf, type Place, useActions, usePage } from '../state/page.ts';
import { mayLead } from '../state/wall.ts';
import { Caps } from '../ui/Caps.tsx';
import { initials } from '../ui/initials.ts';
import { t } from '../ui/words.ts';
import styles from './Rail.module.css';

interface CellProps {
  readonly label: string;
  readonly hint: KeyName;
  readonly current?: boolean;
  readonly count?: number;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Cell({ label, hint, current = false, count = 0, onClick, children }: CellProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          className={styles.cell}
          aria-label={count > 0 ? `${label}, ${count}` : label}
          aria-current={current ? 'page' : undefined}
          onClick={onClick}
        >
          {children}
          {count > 0 && <span className={styles.count}>{count > 99 ? '99+' : count}</span>}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles.tip} side="right" sideOffset={6}>
          {label} <Caps name={hint} apart />
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

const ICON = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const;

export function Rail({ wants }: { readonly wants: number }) {
  const place = usePage((state) => state.place);
  const me = usePage(meOf);
  const leads = usePage(mayLead);
  const { go, showSheet } = useActions();
  const cell = (name: Place): { current: boolean; onClick: () => void; label: string } => ({
    label: t(`place.${name}`),
    current: place === name,
    onClick: () => go(name),
  });
  return (
    <Tooltip.Provider delayDuration={400}>
      <nav className={styles.rail}>
        <Cell {...cell('inbox')} hint="goInbox" count={wants}>
          <Inbox {...ICON} />
        </Cell>
        <Cell {...cell('history')} hint="goHistory">
          <History {...ICON} />
        </Cell>
        {leads && (
          <>
            <Cell {...cell('triggers')} hint="goTriggers">
              <SlidersHorizontal {...ICON} />
            </Cell>
            <Cell {...cell('whatif')} hint="goWhatIf">
              <ChartColumn {...ICON} />
            </Cell>
            <Cell {...cell('wall')} hint="goWall">
              <LayoutDashboard {...ICON} />
            </Cell>
          </>
        )}
        <span className={styles.space} />
        <Cell label={t('place.keys')} hint="sheet" onClick={() => showSheet(true)}>
          <Keyboard {...ICON} />
        </Cell>
        <Cell {...cell('settings')} hint="goSettings">
          <Settings {...ICON} />
        </Cell>
        {me !== undefined && (
          <span className={styles.me} title={me.name}>
            {initials(me.name)}
          </span>
        )}
      </nav>
    </Tooltip.Provider>
  );
}
