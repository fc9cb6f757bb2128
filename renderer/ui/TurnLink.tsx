// Owns the link from a line of the context to the turn it comes from.
import styles from './Package.module.css';
import { t } from './words.ts';

interface TurnLinkProps {
  readonly turn: number | undefined;
  readonly onTurn: (turn: number) => void;
}

export function TurnLink({ turn, onTurn }: TurnLinkProps) {
  if (turn === undefined) return null;
  return (
    <button
      type="button"
      className={styles.turn}
      title={t('conversation.turn', { turn })}
      onClick={() => onTurn(turn)}
      onFocus={() => onTurn(turn)}
    >
      {t('conversation.turnShort', { turn })}
    </button>
  );
}
