// Owns menus: a button that opens choices of which one holds, or things to do, by pointer and by keys.
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import type { KeyName } from '../keys/bindings.ts';
import { Caps } from './Caps.tsx';
import { classes } from './classes.ts';
import { useFocusBack } from './focus.ts';
import { SMALL } from './icons.tsx';
import styles from './Menu.module.css';
import { t } from './words.ts';

interface MenuProps {
  readonly trigger: ReactNode;
  /** Label of the choice that holds; empty = none. */
  readonly chosen?: string;
  readonly children: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

/** `trigger` is a button; it gets its role and keys from here. */
export function Menu({ trigger, chosen = '', children, ...state }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} {...state}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        {/* It stands outside every pane: a place of its own for who goes from landmark to landmark. */}
        <section aria-label={t('pane.menu')}>
          <Choices chosen={chosen}>{children}</Choices>
        </section>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Drawn while the menu is open: the focus goes back to where it was, which a key left elsewhere than on the button. */
function Choices({ chosen, children }: { readonly chosen: string; readonly children: ReactNode }) {
  const focusBack = useFocusBack();
  return (
    <DropdownMenu.Content
      className={styles.menu}
      align="end"
      sideOffset={6}
      loop
      collisionPadding={8}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        focusBack();
      }}
    >
      <DropdownMenu.RadioGroup value={chosen}>{children}</DropdownMenu.RadioGroup>
    </DropdownMenu.Content>
  );
}

interface ItemProps {
  readonly icon?: ReactNode;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly onSelect: () => void;
}

export function MenuChoice({ icon, label, detail, onSelect }: ItemProps) {
  return (
    <DropdownMenu.RadioItem className={styles.item} value={label} onSelect={onSelect}>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.label}>
        {label}
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </span>
      <DropdownMenu.ItemIndicator>
        <Check {...SMALL} />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}

interface CommandProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly hint?: KeyName | undefined;
  readonly danger?: boolean;
  readonly onSelect: () => void;
}

/** Something to do, as against a choice that holds. */
export function MenuCommand({ icon, label, hint, danger = false, onSelect }: CommandProps) {
  return (
    <DropdownMenu.Item className={classes(styles.item, danger && styles.danger)} onSelect={onSelect}>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.label}>{label}</span>
      {hint !== undefined && <Caps name={hint} />}
    </DropdownMenu.Item>
  );
}

export const MenuLine = () => <DropdownMenu.Separator className={styles.line} />;
