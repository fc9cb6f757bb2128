// Owns the question of a what-if: what it starts from, what is changed, and what is assumed. Refuses: running it.
import { FileUp } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import { POLICY_NAMES, type PolicyName } from '#shared/domain/simulation/policy-names.ts';
import type { WhatIfBasis, WhatIfPlan } from '#shared/schema/what-if.ts';
import { meOf, useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { ICON } from '../../ui/icons.tsx';
import { Listed } from '../../ui/Listed.tsx';
import { dayOf, duration } from '../../ui/time.ts';
import { languageName, t } from '../../ui/words.ts';
import styles from './Form.module.css';
import { hourName } from './measures.ts';

const RUNS = [10, 20, 50, 100] as const;
const hours = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** How a queue is called; skills of a trace are called as it calls them. */
function useNameOf() {
  const me = usePage(meOf);
  const queues = [...(me?.queues ?? []), ...(me?.others ?? [])];
  return (group: string): string => queues.find(({ id }) => id === group)?.name ?? group;
}

export function Form({ basis }: { readonly basis: WhatIfBasis | null }) {
  const plan = usePage((state) => state.whatIf.plan);
  const { planWhatIf } = useActions();
  const nameOf = useNameOf();
  const { groups = [], languages = [] } = basis ?? {};
  const { change, counted } = plan;
  const setChange = (more: Partial<WhatIfPlan['change']>): void =>
    planWhatIf((before) => ({ ...before, change: { ...before.change, ...more } }));
  const countedValue =
    counted.group !== undefined
      ? `g ${counted.group}`
      : counted.language !== undefined
        ? `l ${counted.language}`
        : '';
  return (
    <div className={styles.form}>
      <section className={styles.section}>
        <h3 className={styles.heading}>{t('whatif.from')}</h3>
        <Demand basis={basis} />
        <Choice
          label={t('whatif.routing')}
          value={plan.policy}
          options={POLICY_NAMES.map((name) => [name, t(`whatif.${name}`)])}
          onChange={(policy) =>
            // What was not changed stays so.
            planWhatIf((before) => ({
              ...before,
              policy: policy as PolicyName,
              change: {
                ...before.change,
                ...(before.change.policy === before.policy ? { policy: policy as PolicyName } : {}),
              },
            }))
          }
        />
        <Choice
          label={t('whatif.counted')}
          value={countedValue}
          options={[
            ['', t('whatif.everyone')],
            ...groups.map((group) => [`g ${group}`, t('whatif.groupIs', { name: nameOf(group) })] as const),
            ...languages.map(
              (each) => [`l ${each}`, t('whatif.languageIs', { name: languageName(each) })] as const,
            ),
          ]}
          onChange={(value) => {
            const name = value.slice(2);
            planWhatIf((before) => ({
              ...before,
              counted: value === '' ? {} : value.startsWith('g') ? { group: name } : { language: name },
            }));
          }}
        />
      </section>
      <section className={styles.section}>
        <h3 className={styles.heading}>{t('whatif.change')}</h3>
        <Count
          label={t('whatif.more')}
          value={change.people}
          least={0}
          most={50}
          onChange={(people) => setChange({ people })}
        />
        <Field label={t('whatif.hours')}>
          <Select
            label={t('whatif.hourFrom')}
            value={String(change.from)}
            options={hours(0, 23).map((hour) => [String(hour), hourName(hour)])}
            onChange={(value) =>
              setChange({ from: Number(value), to: Math.max(change.to, Number(value) + 1) })
            }
          />
          <Select
            label={t('whatif.hourTo')}
            value={String(change.to)}
            options={hours(1, 24).map((hour) => [String(hour), hourName(hour)])}
            onChange={(value) =>
              setChange({ to: Number(value), from: Math.min(change.from, Number(value) - 1) })
            }
          />
        </Field>
        <Choice
          label={t('whatif.for')}
          value={change.group ?? ''}
          options={[['', t('whatif.allGroups')], ...groups.map((group) => [group, nameOf(group)] as const)]}
          onChange={(value) => setChange({ group: value === '' ? null : value })}
        />
        {languages.length > 0 && (
          <fieldset className={styles.languages}>
            <legend className={styles.label}>{t('whatif.speak')}</legend>
            <span className={styles.spoken}>
              {languages.map((each) => (
                <label key={each} className={styles.language}>
                  <input
                    type="checkbox"
                    className={styles.box}
                    checked={change.languages.includes(each)}
                    onChange={({ target }) =>
                      setChange({
                        languages: target.checked
                          ? [...change.languages, each]
                          : change.languages.filter((other) => other !== each),
                      })
                    }
                  />
                  {languageName(each)}
                </label>
              ))}
            </span>
          </fieldset>
        )}
        <Count
          label={t('whatif.arrivals')}
          value={Math.round(change.arrivals * 100) - 100}
          least={-90}
          most={200}
          onChange={(percent) => setChange({ arrivals: (100 + percent) / 100 })}
        />
        <Choice
          label={t('whatif.newRouting')}
          value={change.policy}
          options={POLICY_NAMES.map((name) => [name, t(`whatif.${name}`)])}
          onChange={(policy) => setChange({ policy: policy as PolicyName })}
        />
        <Choice
          label={t('whatif.runs')}
          value={String(plan.seeds)}
          options={RUNS.map((runs) => [String(runs), String(runs)])}
          onChange={(seeds) => planWhatIf((before) => ({ ...before, seeds: Number(seeds) }))}
        />
      </section>
      {basis !== null && <Assumed basis={basis} />}
    </div>
  );
}

/** What there is, and files in its place. */
function Demand({ basis }: { readonly basis: WhatIfBasis | null }) {
  const names = usePage((state) => state.whatIf.names);
  const failed = usePage((state) => state.whatIf.basis.state === 'failed');
  const { bringTrace, useRecord } = useActions();
  const chooser = useRef<HTMLInputElement>(null);
  const now = Date.now();
  return (
    <>
      <Field label={t('whatif.demand')}>
        <span className={styles.told}>
          {basis === null ? '—' : t('whatif.recorded', { handoffs: basis.handoffs, days: basis.days })}
          {basis?.from != null && basis.to !== null && names.length === 0 && (
            <span className={styles.aside}>
              {t('whatif.recordedSpan', { from: dayOf(basis.from, now), to: dayOf(basis.to, now) })}
            </span>
          )}
          {names.length > 0 && (
            <span className={styles.aside}>
              <Listed parts={names} />
            </span>
          )}
        </span>
      </Field>
      <div className={styles.buttons}>
        <input
          ref={chooser}
          type="file"
          accept=".csv,.json"
          multiple
          hidden
          aria-label={t('whatif.bring')}
          onChange={({ target }) => {
            const files = [...(target.files ?? [])];
            // The same files may be chosen again.
            target.value = '';
            if (files.length > 0) void bringTrace(files);
          }}
        />
        <Button
          icon={<FileUp {...ICON} />}
          title={t('whatif.bringWhat')}
          onClick={() => chooser.current?.click()}
        >
          {t('whatif.bring')}
        </Button>
        {(names.length > 0 || failed) && (
          <Button look="quiet" onClick={useRecord}>
            {t('whatif.useRecord')}
          </Button>
        )}
      </div>
    </>
  );
}

function Assumed({ basis: { handling, spoken } }: { readonly basis: WhatIfBasis }) {
  const isRecorded = spoken !== null;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('whatif.assumed')}</h3>
      <dl className={styles.facts}>
        {handling !== null && (
          <Fact name={t('whatif.handling')}>
            {t('whatif.handlingMedian', { time: duration(handling * 1_000) })}
          </Fact>
        )}
        <Fact name={t('whatif.staff')}>{t(isRecorded ? 'whatif.staffWhat' : 'whatif.staffTrace')}</Fact>
        <Fact name={t('whatif.newcomers')}>{t('whatif.newcomersWhat')}</Fact>
        <Fact name={t('whatif.language')}>
          {isRecorded
            ? t('whatif.languageKnown', { share: Math.round(spoken * 100) })
            : t('whatif.languageTrace')}
        </Fact>
      </dl>
    </section>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Field = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className={styles.field}>
    <span className={styles.label}>{label}</span>
    <span className={styles.controls}>{children}</span>
  </div>
);

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onChange: (value: string) => void;
}

const Select = ({ label, value, options, onChange }: SelectProps) => (
  <select
    className={styles.select}
    aria-label={label}
    value={value}
    onChange={({ target }) => onChange(target.value)}
  >
    {options.map(([option, name]) => (
      <option key={option} value={option}>
        {name}
      </option>
    ))}
  </select>
);

const Choice = (props: SelectProps) => (
  <Field label={props.label}>
    <Select {...props} />
  </Field>
);

interface CountProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

/** What is no whole number between its ends is held at the nearer of them. */
function Count({ label, value, least, most, onChange }: CountProps) {
  const name = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={name}>
        {label}
      </label>
      <input
        id={name}
        type="number"
        className={styles.number}
        min={least}
        max={most}
        step={1}
        value={value}
        onChange={({ target }) =>
          onChange(Math.max(least, Math.min(most, Math.round(Number(target.value) || 0))))
        }
      />
    </div>
  );
}
