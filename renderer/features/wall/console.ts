// Owns the wall's way over the console's own link: the board of the core's rows, asked for while it is shown.
import { useEffect, useState } from 'react';
import type { WallBoard } from '#shared/protocol/wall.ts';
import { first, linkOf, meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { mayLead } from '../../state/wall.ts';
import { type Fed, NOT_FED, type WallSource, withBoard } from './source.ts';

class ConsoleSource implements WallSource {
  #fed: Fed = NOT_FED;
  #heard = 0;
  #offset = 0;
  readonly #listeners = new Set<() => void>();

  readonly read = (): Fed => this.#fed;
  readonly subscribe = (listen: () => void): (() => void) => {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  };

  /** By the clock the core has measured; and never younger than what was heard last, whatever this clock does. */
  readonly routerNow = (): number => {
    const measured = Date.now() + this.#offset;
    const { board } = this.#fed;
    return board === null ? measured : Math.max(measured, board.at + performance.now() - this.#heard);
  };

  hear(board: WallBoard): void {
    this.#heard = performance.now();
    this.#feed(withBoard(this.#fed, board));
  }

  /** Whoever does not lead is told so, instead of waiting for a board that does not come. */
  refuse(refused: boolean): void {
    if (refused !== (this.#fed.refused !== null))
      this.#feed({ ...NOT_FED, refused: refused ? 'noLead' : null });
  }

  #feed(fed: Fed): void {
    this.#fed = fed;
    for (const listen of [...this.#listeners]) listen();
  }

  /** Router's clock minus this one, ms. */
  setOffset(offset: number): void {
    this.#offset = offset;
  }
}

export function useConsoleWall(): WallSource {
  const board = usePage((state) => first(tablesOf(state).wall));
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const reached = usePage((state) => state.host.kind === 'open');
  const refused = usePage((state) => meOf(state) !== undefined && !mayLead(state));
  const { watchWall } = useActions();
  const [source] = useState(() => new ConsoleSource());
  source.setOffset(offset);
  useEffect(() => {
    source.refuse(refused);
    if (board !== undefined && !refused) source.hear(board);
  }, [board, refused, source]);
  // A host that was away knows nothing of what was asked before.
  useEffect(() => (reached && !refused ? watchWall() : undefined), [reached, refused, watchWall]);
  return source;
}
