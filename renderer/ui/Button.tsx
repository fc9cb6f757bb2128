// Owns the buttons: one primary at a time, the rest plain or quiet; a key hint stands at the right inside.
import type { ComponentProps, ReactNode } from 'react';
import type { KeyName } from '../keys/bindings.ts';
import styles from './Button.module.css';
import { Caps } from './Caps.tsx';
import { classes } from './classes.ts';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: ReactNode;
  readonly hint?: KeyName | undefined;
}

export function Button({ look = 'plain', icon, hint, children, className, ...rest }: ButtonProps) {
  return (
    <button type="button" className={classes(styles.button, styles[look], className)} {...rest}>
      {icon}
      {children !== undefined && <span className={styles.label}>{children}</span>}
      {hint !== undefined && <Caps name={hint} />}
    </button>
  );
}

/** An icon alone; `label` is what it is called. */
export function IconButton({
  label,
  className,
  ...rest
}: ComponentProps<'button'> & { readonly label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classes(styles.icon, className)}
      {...rest}
    />
  );
}
