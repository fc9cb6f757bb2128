// Owns judging a handoff with one key: right, too early, too late, wrong person.
import { useState } from 'react';
import { type Handoff, handoffLabel } from '#shared/schema/handoff.ts';
import { useKey } from '../../keys/keys.tsx';
import { useActions } from '../../state/page.ts';
import { Caps } from '../../ui/Caps.tsx';
import { Menu, MenuChoice } from '../../ui/Menu.tsx';
import { explain, t } from '../../ui/words.ts';
import styles from './Judge.module.css';

export function Judge({ handoff }: { readonly handoff: Handoff }) {
  const { judge, announce } = useActions();
  const [open, setOpen] = useState(false);
  useKey('judge', () => setOpen(true));
  const words =
    handoff.label === undefined
      ? t('label.judge')
      : t('label.judged', { label: t(`label.${handoff.label}`) });
  return (
    <Menu
      chosen={handoff.label === undefined ? '' : t(`label.${handoff.label}`)}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.judge}>
          {words} <Caps name="judge" />
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
