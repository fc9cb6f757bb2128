// Owns judging a handoff with one key: right, too early, too late, wrong person.
import { useState } from 'react';
import { type Handoff, handoffLabel } from '#shared/schema/handoff.ts';
import type { KeyName } from '../../keys/bindings.ts';
import { shutBy, useActions, usePage } from '../../state/page.ts';
import { Caps } from '../../ui/Caps.tsx';
import { Menu, MenuChoice } from '../../ui/Menu.tsx';
import { explain, t } from '../../ui/words.ts';
import { usePaneKey } from './current.ts';
import styles from './Judge.module.css';

interface JudgeProps {
  readonly handoff: Handoff;
  readonly hint: KeyName | undefined;
}

export function Judge({ handoff, hint }: JudgeProps) {
  const { judge, announce } = useActions();
  const [open, setOpen] = useState(false);
  const shut = usePage(shutBy);
  const show = (next: boolean): void => setOpen(next && shut === null);
  usePaneKey('judge', () => show(true));
  const words =
    handoff.label === undefined
      ? t('label.judge')
      : t('label.judged', { label: t(`label.${handoff.label}`) });
  return (
    <Menu
      chosen={handoff.label === undefined ? '' : t(`label.${handoff.label}`)}
      open={open}
      onOpenChange={show}
      trigger={
        <button
          type="button"
          className={styles.judge}
          aria-disabled={shut !== null}
          title={shut === null ? undefined : `${words}. ${t(`reach.${shut}`)}`}
        >
          {words} {hint !== undefined && <Caps name={hint} />}
        </button>
      }
    >
      {handoffLabel.options.map((label) => (
        <MenuChoice
          key={label}
          label={t(`label.${label}`)}
          onSelect={() => {
            judge(handoff.id, label).catch((error: unknown) => announce(explain(error), 'assertive'));
          }}
        />
      ))}
    </Menu>
  );
}
