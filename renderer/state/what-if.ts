// Owns the verbs of the what-if: what there is to run it on, files in its place, running it and stopping it. A run goes on while
// the person is elsewhere; what was answered stays until the next answer is there.

import { CallError } from '#shared/contract/errors.ts';
import type { WhatIfSource } from '#shared/contract/what-if.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { WhatIfPlan } from '#shared/schema/what-if.ts';
import type { Api } from '../api/client.ts';
import type { PageStore } from './page.ts';
import { fitted, type WhatIfForm, withoutRun } from './what-if-form.ts';

/** Why files that were chosen cannot be used. */
const refusedFiles = (message: string): CallError => new CallError({ code: 'invalid_input', message });

export function createWhatIfVerbs(api: Api, { getState: get, setState: set }: PageStore) {
  const setForm = (change: (form: WhatIfForm) => WhatIfForm): void =>
    set(({ whatIf }) => ({ whatIf: change(whatIf) }));

  let looks = 0;
  /** The newest look counts: an older one ends as superseded, or tells of what it is not run on any more. */
  async function look(): Promise<void> {
    const { source } = get().whatIf;
    looks += 1;
    const own = looks;
    const isCurrent = (): boolean => own === looks;
    setForm((form) => ({ ...form, basis: { ...form.basis, state: 'running' } }));
    try {
      const basis = await api.call('whatif.basis', { source });
      if (!isCurrent()) return;
      setForm((form) => ({
        ...form,
        basis: { state: 'done', value: basis, error: null },
        plan: fitted(form.plan, basis),
      }));
    } catch (error) {
      if (isCurrent()) setForm((form) => ({ ...form, basis: { state: 'failed', value: null, error } }));
    }
  }

  function take(source: WhatIfSource, names: readonly string[]): void {
    setForm((form) => ({
      ...withoutRun(form),
      source,
      names,
      basis: { state: 'none', value: null, error: null },
    }));
    void look();
  }

  function stop(): void {
    const { id } = get().whatIf.run;
    if (id !== null) api.call('whatif.stop', { id }).catch(() => undefined);
  }

  return {
    /** What there is now to run it on. */
    lookAtBasis: (): void => void look(),
    planWhatIf(change: (plan: WhatIfPlan) => WhatIfPlan): void {
      setForm((form) => ({ ...form, plan: change(form.plan) }));
    },
    async runWhatIf(): Promise<void> {
      const { source, plan } = get().whatIf;
      const id = crypto.randomUUID();
      const isCurrent = (): boolean => get().whatIf.run.id === id;
      setForm((form) => ({ ...form, run: { ...form.run, id, state: 'running', error: null } }));
      try {
        const result = await api.call('whatif.run', { id, source, plan });
        if (!isCurrent()) return;
        setForm((form) => ({
          ...form,
          run: { id: null, state: 'done', value: { plan, result }, error: null },
        }));
      } catch (error) {
        if (!isCurrent()) return;
        // Whoever stopped it knows.
        const isStopped = error instanceof CallError && error.body.detail === 'canceled';
        setForm(({ run, ...form }) => ({
          ...form,
          run: isStopped
            ? { ...run, id: null, state: run.value === null ? 'none' : 'done' }
            : { ...run, id: null, state: 'failed', error },
        }));
      }
    },
    stopWhatIf: stop,
    /** A trace and its scenario, in either order. */
    async bringTrace(files: readonly File[]): Promise<void> {
      const trace = files.find(({ name }) => /\.csv$/i.test(name));
      const scenario = files.find(({ name }) => /\.json$/i.test(name));
      stop();
      const failed = (error: unknown): void => {
        looks += 1;
        setForm((form) => ({ ...withoutRun(form), basis: { state: 'failed', value: null, error } }));
      };
      if (trace === undefined || scenario === undefined || files.length > 2)
        return failed(refusedFiles('whatif.needsBoth'));
      if (trace.size > LIMITS.fileBytes || scenario.size > LIMITS.fileBytes)
        return failed(refusedFiles('error.file_too_large'));
      const [traceText, scenarioText] = await Promise.all([trace.text(), scenario.text()]);
      take({ kind: 'files', trace: traceText, scenario: scenarioText }, [trace.name, scenario.name]);
    },
    useRecord(): void {
      stop();
      take({ kind: 'recorded' }, []);
    },
  };
}
