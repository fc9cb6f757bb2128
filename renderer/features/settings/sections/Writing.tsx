// Owns the section about writing: how long a reply may be taken back, spelling, canned replies of one's own.
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Settings } from '#shared/contract/settings.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { SMALL } from '../../../ui/icons.tsx';
import { Segment } from '../../../ui/Segment.tsx';
import { t } from '../../../ui/words.ts';
import { Row, type Save, Section, Switch } from '../Rows.tsx';
import styles from './Writing.module.css';

const UNDO = ['0', '5', '10'] as const;
const SECONDS = { 0: 0, 5: 5, 10: 10 } as const;

export function Writing({ settings, save }: { readonly settings: Settings; readonly save: Save }) {
  const { replies } = settings;
  return (
    <Section id="writing" title={t('settings.writing')}>
      <Row title={t('settings.undo')} what={t('settings.undoWhat')}>
        <Segment
          label={t('settings.undo')}
          value={UNDO.find((each) => SECONDS[each] === settings.undoSeconds) ?? '5'}
          options={UNDO.map((value) => ({
            value,
            label:
              value === '0' ? t('settings.undoOff') : t('settings.undoSeconds', { count: SECONDS[value] }),
          }))}
          onChange={(value) => save({ undoSeconds: SECONDS[value] })}
        />
      </Row>
      <Switch
        title={t('settings.spellcheck')}
        on={settings.spellcheck}
        onChange={(spellcheck) => save({ spellcheck })}
      />
      <Row title={t('settings.replies')} what={t('settings.repliesWhat')} />
      {replies.map((reply) => (
        <Row key={reply.id} title={reply.title} what={reply.text}>
          <IconButton
            label={t('settings.removeReply', { title: reply.title })}
            onClick={() => save({ replies: replies.filter(({ id }) => id !== reply.id) })}
          >
            <Trash2 {...SMALL} />
          </IconButton>
        </Row>
      ))}
      <NewReply
        onAdd={(title, text) => save({ replies: [...replies, { id: newId(replies), title, text }] })}
      />
    </Section>
  );
}

function newId(replies: Settings['replies']): string {
  let n = replies.length + 1;
  while (replies.some(({ id }) => id === `own-${n}`)) n += 1;
  return `own-${n}`;
}

function NewReply({ onAdd }: { readonly onAdd: (title: string, text: string) => void }) {
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  return (
    <div className={styles.fresh}>
      <input
        type="text"
        className={styles.input}
        value={title}
        maxLength={200}
        aria-label={t('settings.replyTitle')}
        placeholder={t('settings.replyTitle')}
        onChange={(event) => setTitle(event.target.value)}
      />
      <textarea
        className={styles.input}
        rows={2}
        value={text}
        maxLength={5_000}
        aria-label={t('settings.replyText')}
        placeholder={t('settings.replyHint', { customer: '{customer.firstName}', me: '{me.firstName}' })}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        disabled={title.trim() === '' || text.trim() === ''}
        onClick={() => {
          onAdd(title.trim(), text.trim());
          setTitle('');
          setText('');
        }}
      >
        {t('settings.addReply')}
      </Button>
    </div>
  );
}
