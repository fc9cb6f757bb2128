// Owns the mark: the baton, half bot time (dashed or hollow), half human time (solid).

/** `dashed`: the bot's half as a dashed line, for sizes from 24 px. */
export function Mark({ size = 20, dashed = false }: { readonly size?: number; readonly dashed?: boolean }) {
  return (
    <svg width={size} height={size} viewBox="1.5 1.5 21 21" fill="none" aria-hidden="true" focusable="false">
      <g transform="rotate(-45 12 12)">
        <path
          d="M11.5 8.6H5.4a3.4 3.4 0 0 0 0 6.8h6.1"
          stroke="var(--text-3)"
          strokeWidth="1.6"
          fill="var(--page)"
          strokeDasharray={dashed ? '2.4 1.7' : undefined}
        />
        <path d="M12 7.8h6.8a4.2 4.2 0 0 1 0 8.4H12z" fill="var(--accent)" />
      </g>
    </svg>
  );
}
