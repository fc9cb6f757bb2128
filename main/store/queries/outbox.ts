// Owns the operations of outbox.db, in order, and their numbers at the router.
import type { Policy } from '#shared/domain/trigger/policy.ts';
import type { RefusalBody } from '#shared/protocol/commands.ts';
import type { File } from '../open.ts';
import type { Draft, Operation } from '../port.ts';
import type { Drafts } from './drafts.ts';
import type { Files } from './files.ts';
import type { Meta } from './meta.ts';

interface Row extends Omit<Operation, 'refusal'> {
  readonly refusal: string | null;
}

const COLUMNS = 'id, n, kind, base, conversation, customer, data, at, state, refusal';
const NEXT = 'next';

/** Files that go with a reply. */
const attachmentsIn = (data: string): readonly string[] =>
  (JSON.parse(data) as { attachments?: readonly string[] }).attachments ?? [];

const operationOf = ({ refusal, ...rest }: Row): Operation => ({
  ...rest,
  refusal: refusal === null ? null : (JSON.parse(refusal) as RefusalBody),
});

export function outboxOf(file: File, meta: Meta, drafts: Drafts, files: Files) {
  const add = file.prepare(
    `INSERT INTO operation (id, kind, base, conversation, customer, data, at, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting')`,
  );
  const amend = file.prepare(
    `UPDATE operation SET data = ? WHERE id = ? AND n IS NULL AND state = 'waiting'`,
  );
  const byId = file.prepare<[string], Row>(`SELECT ${COLUMNS} FROM operation WHERE id = ?`);
  const byNumber = file.prepare<[number], Row>(`SELECT ${COLUMNS} FROM operation WHERE n = ?`);
  const give = file.prepare<[number, string]>(`UPDATE operation SET n = ?, state = 'sent' WHERE id = ?`);
  const refuse = file.prepare<[string, number]>(
    `UPDATE operation SET state = 'refused', refusal = ? WHERE n = ?`,
  );
  const remove = file.prepare<[string]>('DELETE FROM operation WHERE id = ?');
  const all = file.prepare<[], Row>(`SELECT ${COLUMNS} FROM operation ORDER BY place`);

  const nextNumber = (): number => Number(meta.get(NEXT) ?? '1');

  const number = file.transaction((id: string): number => {
    const found = byId.get(id);
    if (found === undefined) throw new Error(`there is no operation ${id}`);
    if (found.n !== null) return found.n;
    const n = nextNumber();
    give.run(n, id);
    meta.set(NEXT, String(n + 1));
    return n;
  });

  const settle = file.transaction((n: number, refusal: RefusalBody | null): Operation | null => {
    const found = byNumber.get(n);
    if (found === undefined) return null;
    if (refusal !== null) {
      refuse.run(JSON.stringify(refusal), n);
      return { ...operationOf(found), state: 'refused', refusal };
    }
    remove.run(found.id);
    if (found.kind === 'draft.save' && found.conversation !== null) {
      const { text } = JSON.parse(found.data) as { text?: unknown };
      if (typeof text === 'string') drafts.arrived(found.conversation, text);
    }
    if (found.kind === 'policy.publish')
      drafts.published((JSON.parse(found.data) as { policy: Policy }).policy);
    if (found.kind === 'turn.send') files.drop(attachmentsIn(found.data));
    return operationOf(found);
  });

  const discard = file.transaction((id: string, back?: Draft): void => {
    remove.run(id);
    if (back !== undefined) drafts.save(back.conversation, back.text, back.at);
  });

  const firstSent = file.prepare<[], { n: number | null }>(
    `SELECT min(n) AS n FROM operation WHERE state = 'sent'`,
  );
  const unnumber = file.prepare(
    `UPDATE operation SET n = NULL, state = CASE state WHEN 'sent' THEN 'waiting' ELSE state END`,
  );

  return {
    settledNumber: (): number => (firstSent.get()?.n ?? nextNumber()) - 1,
    renumber(): void {
      unnumber.run();
      meta.set(NEXT, '1');
    },
    enqueue(operation: Omit<Operation, 'n' | 'state' | 'refusal'>): void {
      const { id, kind, base, conversation, customer, data, at } = operation;
      add.run(id, kind, base, conversation, customer, data, at);
    },
    amend: (id: string, data: string): boolean => amend.run(data, id).changes === 1,
    number: (id: string): number => number.immediate(id),
    settle: (n: number, refusal: RefusalBody | null): Operation | null => settle.immediate(n, refusal),
    discard: (id: string, back?: Draft): void => discard.immediate(id, back),
    operations: (): Operation[] => all.all().map(operationOf),
    nextNumber,
  };
}
