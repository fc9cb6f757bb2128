// Owns menus: a button that opens a list of choices, by pointer and by keys.
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { SMALL } from './icons.tsx';
import styles from './Menu.module.css';

interface MenuProps {
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

/** `trigger` is a button; it gets its role and keys from here. */
export function Menu({ trigger, children, ...state }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} {...state}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={6} loop collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ItemProps {
  readonly icon?: ReactNode;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly checked: boolean;
  readonly onSelect: () => void;
}

/** A choice that is or is not the present one. */
export function MenuChoice({ icon, label, detail, checked, onSelect }: ItemProps) {
  return (
    <DropdownMenu.CheckboxItem className={styles.item} checked={checked} onSelect={onSelect}>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.label}>
        {label}
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </span>
      <DropdownMenu.ItemIndicator>
        <Check {...SMALL} />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.CheckboxItem>
  );
}

export const MenuLine = () => <DropdownMenu.Separator className={styles.line} />;
