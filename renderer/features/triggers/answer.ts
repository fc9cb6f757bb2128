// Owns asking the core about a draft while it is still moved: one question at a time, then the newest; what was answered
// stays until the next answer is there, so that nothing flickers under a slider.
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Answer<Q, A> {
  /** The newest answer, and the question it answers. */
  readonly of: Q | null;
  readonly value: A | null;
  readonly error: unknown;
  readonly running: boolean;
  readonly again: () => void;
}

type Told<Q, A> = Pick<Answer<Q, A>, 'of' | 'value' | 'error' | 'running'>;

/**
 * `question` is another object when it is another question; null asks nothing. `alike`: whether an answer that comes when
 * another question is asked already is still worth showing; else what is shown stays.
 */
export function useAnswer<Q, A>(
  question: Q | null,
  ask: (question: Q) => Promise<A>,
  alike: (answered: Q, wanted: Q) => boolean = () => true,
): Answer<Q, A> {
  const [told, setTold] = useState<Told<Q, A>>({ of: null, value: null, error: null, running: false });
  const wanted = useRef<Q | null>(null);
  const latest = useRef({ ask, alike });
  latest.current = { ask, alike };
  const busy = useRef(false);
  const run = useCallback(async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    let asked: Q | null = null;
    while (wanted.current !== null && wanted.current !== asked) {
      asked = wanted.current;
      setTold((before) => ({ ...before, running: true }));
      try {
        const value = await latest.current.ask(asked);
        // Written by an effect meanwhile, which the compiler cannot see.
        const now = wanted.current as Q | null;
        if (now === null || latest.current.alike(asked, now))
          setTold({ of: asked, value, error: null, running: false });
      } catch (error) {
        // The answer to a question that nobody asks any more is nobody's concern.
        if (asked === wanted.current) setTold({ of: asked, value: null, error, running: false });
      }
    }
    busy.current = false;
  }, []);
  useEffect(() => {
    wanted.current = question;
    void run();
  }, [question, run]);
  useEffect(() => {
    return () => {
      wanted.current = null;
    };
  }, []);
  const again = useCallback(() => {
    setTold((before) => ({ ...before, error: null }));
    void run();
  }, [run]);
  return { ...told, again };
}
