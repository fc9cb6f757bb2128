// Owns the head of a conversation: who, over what, for how long, when a reply is due; and the ways on.
import {
  ArrowLeftRight,
  Ban,
  Bot,
  ChevronsUp,
  CircleCheck,
  Columns2,
  Ellipsis,
  PanelRight,
  Pause,
  Play,
  SquareArrowOutUpRight,
  Undo2,
  Users,
  X,
} from 'lucide-react';
import type { ConversationView } from '#shared/contract/views.ts';
import { shutBy, useActions, usePage } from '../../state/page.ts';
import { besideChoices } from '../../state/panes.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Caps } from '../../ui/Caps.tsx';
import { ICON, SMALL } from '../../ui/icons.tsx';
import { Listed } from '../../ui/Listed.tsx';
import { Menu, MenuCommand, MenuLine } from '../../ui/Menu.tsx';
import { explain, t } from '../../ui/words.ts';
import { Ages } from './Ages.tsx';
import { Consult } from './Consult.tsx';
import { useHint, useOfConversation, usePane, usePaneKey } from './current.ts';
import { EndIt } from './EndIt.tsx';
import styles from './Head.module.css';
import { Hold } from './Hold.tsx';
import { ToBot } from './ToBot.tsx';
import { Escalate, Transfer } from './Transfer.tsx';

const DIALOGS = {
  transfer: Transfer,
  escalate: Escalate,
  consult: Consult,
  toBot: ToBot,
  hold: Hold,
  endIt: EndIt,
} as const;
type Asked = keyof typeof DIALOGS;

export function Head({ view }: { readonly view: ConversationView }) {
  const { conversation, handoff, right } = view;
  const { beginWrap, showDrawer } = useActions();
  const { current, side } = usePane();
  const hint = useHint();
  const [asked, ask] = useOfConversation<Asked | null>(view.id, null);
  const open = right === 'owner' && (handoff.state === 'accepted' || handoff.state === 'active');
  const wrappable = right === 'owner' && (open || handoff.state === 'wrapping');
  const consulted = handoff.consult !== undefined;
  const shut = usePage(shutBy);
  const way = (called: string) => ({
    'aria-disabled': shut !== null,
    title: shut === null ? called : `${called}. ${t(`reach.${shut}`)}`,
  });
  const begin = (): void => {
    if (shut === null) beginWrap(handoff);
  };
  const askIf = (what: Asked): void => {
    if (shut === null) ask(what);
  };
  usePaneKey('wrapUp', wrappable ? begin : null);
  usePaneKey('toBot', wrappable ? () => askIf('toBot') : null);
  usePaneKey('transfer', wrappable ? () => askIf('transfer') : null);
  usePaneKey('consult', open && !consulted ? () => askIf('consult') : null);
  const { name, organisation, account } = conversation.customer;
  const Asking = asked === null ? null : DIALOGS[asked];
  return (
    <header className={styles.head}>
      <div className={styles.who}>
        <div className={styles.first}>
          <h2 className={styles.name}>{name}</h2>
          <span className={styles.worth}>
            <Listed parts={[organisation, account?.plan]} />
          </span>
        </div>
        <Ages view={view} />
      </div>
      {side !== null && !current && (
        <span className={styles.beside}>
          {t('beside.is')} <Caps name={side === 'first' ? 'firstSide' : 'secondSide'} />
        </span>
      )}
      <div className={styles.ways}>
        {wrappable && (
          <>
            <Button
              look="quiet"
              className={styles.way}
              icon={<ArrowLeftRight {...ICON} />}
              {...way(t('key.transfer'))}
              onClick={() => askIf('transfer')}
            >
              {t('key.transfer')}
            </Button>
            {open && !consulted && (
              <Button
                look="quiet"
                className={styles.way}
                icon={<Users {...ICON} />}
                {...way(t('key.consult'))}
                onClick={() => askIf('consult')}
              >
                {t('key.consult')}
              </Button>
            )}
            <Button
              className={styles.toBot}
              icon={
                <>
                  <Undo2 {...ICON} />
                  <Bot {...ICON} className={styles.whereTo} />
                </>
              }
              {...way(t('key.toBot'))}
              onClick={() => askIf('toBot')}
            >
              {t('conversation.toBot')}
            </Button>
            <Button
              icon={<CircleCheck {...ICON} />}
              hint={hint('wrapUp')}
              {...way(t('conversation.wrapUp'))}
              onClick={begin}
            >
              {t('conversation.wrapUp')}
            </Button>
          </>
        )}
        <More view={view} open={open} ask={ask} />
      </div>
      {current && (
        <IconButton className={styles.context} label={t('context.show')} onClick={() => showDrawer(true)}>
          <PanelRight {...ICON} />
        </IconButton>
      )}
      {Asking !== null && <Asking view={view} onClose={() => ask(null)} />}
    </header>
  );
}

interface MoreProps {
  readonly view: ConversationView;
  readonly open: boolean;
  readonly ask: (asked: Asked) => void;
}

/** Ways that are taken seldom, and where the conversation is shown. */
function More({ view: { id, right, handoff }, open, ask }: MoreProps) {
  const { side, current, alone } = usePane();
  const hint = useHint();
  const { openBeside, closeBeside, showSide, popOut, resume, announce } = useActions();
  const other = usePage((state) => besideChoices(state)[0]);
  const [opened, setOpened] = useOfConversation(id, false);
  function leaveWindow(): void {
    if (!popOut(id)) announce(t('popOut.denied'), 'assertive');
  }
  function goOn(): void {
    resume(handoff.id).catch((error: unknown) => announce(explain(error), 'assertive'));
  }
  const held = handoff.hold !== undefined;
  usePaneKey('hold', open ? (held ? goOn : () => ask('hold')) : null);
  usePaneKey('escalate', open ? () => ask('escalate') : null);
  usePaneKey('endIt', open ? () => ask('endIt') : null);
  usePaneKey('popOut', alone || right !== 'owner' ? null : leaveWindow);
  usePaneKey('firstSide', side === null ? null : () => showSide('first'));
  usePaneKey(
    'secondSide',
    side !== null ? () => showSide('second') : other === undefined ? null : () => openBeside(null),
  );
  if (right !== 'owner') return null;
  return (
    <Menu
      open={opened}
      onOpenChange={setOpened}
      trigger={
        <IconButton label={t('conversation.more')}>
          <Ellipsis {...ICON} />
        </IconButton>
      }
    >
      {open && (
        <MenuCommand
          icon={<ChevronsUp {...SMALL} />}
          label={t('key.escalate')}
          hint={hint('escalate')}
          onSelect={() => ask('escalate')}
        />
      )}
      {open && (
        <MenuCommand
          icon={held ? <Play {...SMALL} /> : <Pause {...SMALL} />}
          label={held ? t('hold.resume') : t('key.hold')}
          hint={hint('hold')}
          onSelect={held ? goOn : () => ask('hold')}
        />
      )}
      {!alone && side === null && other !== undefined && (
        <MenuCommand
          icon={<Columns2 {...SMALL} />}
          label={t('beside.open')}
          hint={hint('secondSide')}
          onSelect={() => openBeside(null)}
        />
      )}
      {side !== null && (
        <MenuCommand
          icon={<X {...SMALL} />}
          label={t('beside.close')}
          onSelect={() => {
            // The one that was asked to leave leaves; the other stays and becomes the current one.
            if (current) showSide(side === 'first' ? 'second' : 'first');
            closeBeside();
          }}
        />
      )}
      {!alone && (
        <MenuCommand
          icon={<SquareArrowOutUpRight {...SMALL} />}
          label={t('key.popOut')}
          hint={hint('popOut')}
          onSelect={leaveWindow}
        />
      )}
      {open && (
        <>
          <MenuLine />
          <MenuCommand
            danger
            icon={<Ban {...SMALL} />}
            label={t('key.endIt')}
            hint={hint('endIt')}
            onSelect={() => ask('endIt')}
          />
        </>
      )}
    </Menu>
  );
}
