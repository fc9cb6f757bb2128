// Owns the files that go with the next reply: name, size, and why one cannot go.
import { FileText, TriangleAlert, X } from 'lucide-react';
import { CallError } from '#shared/contract/errors.ts';
import { endingOf } from '#shared/domain/files/kinds.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { type Attached, useActions, usePage } from '../../state/page.ts';
import { classes } from '../../ui/classes.ts';
import { SMALL } from '../../ui/icons.tsx';
import { fileSize } from '../../ui/size.ts';
import { explain, t } from '../../ui/words.ts';
import styles from './Files.module.css';

const NONE: readonly Attached[] = [];

function whyNot(name: string, error: unknown): string {
  const detail =
    error instanceof CallError && error.body.code === 'invalid_input' ? error.body.detail : undefined;
  switch (detail) {
    case 'too_large':
      return t('file.too_large', { most: fileSize(LIMITS.fileBytes) });
    case 'too_many':
      return t('file.too_many', { most: LIMITS.attachments });
    case 'contents':
      return t('file.contents', { ending: endingOf(name) ?? '' });
    case 'empty':
    case 'type':
    case 'unreadable':
      return t(`file.${detail}`);
    default:
      return explain(error);
  }
}

export function Files({ conversation }: { readonly conversation: string }) {
  const files = usePage((state) => state.files[conversation] ?? NONE);
  const { detach } = useActions();
  if (files.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t('file.list')}>
      {files.map(({ key, name, size, id, error }) => (
        <li key={key} className={classes(styles.file, error !== null && styles.failed)}>
          {error === null ? <FileText {...SMALL} /> : <TriangleAlert {...SMALL} />}
          <span className={styles.name}>{name}</span>
          <span className={styles.what} role={error === null ? undefined : 'alert'}>
            {error !== null ? whyNot(name, error) : id === null ? t('file.reading') : fileSize(size)}
          </span>
          <button
            type="button"
            className={styles.remove}
            aria-label={t('file.remove', { name })}
            onClick={() => detach(conversation, key)}
          >
            <X {...SMALL} />
          </button>
        </li>
      ))}
    </ul>
  );
}
