// Owns the icons that stand for a word of the domain: channel, presence, delivery. The word is always beside or in the label.
import { Check, CheckCheck, Clock, Mail, MessageSquare, Phone, TriangleAlert, Video } from 'lucide-react';
import type { Channel, Delivery } from '#shared/schema/conversation.ts';

export const ICON = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;
export const SMALL = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

const CHANNELS = { chat: MessageSquare, email: Mail, voice: Phone, video: Video } as const;
export function ChannelIcon({ channel, size = 16 }: { readonly channel: Channel; readonly size?: number }) {
  const Icon = CHANNELS[channel];
  return <Icon size={size} strokeWidth={1.75} aria-hidden />;
}

const DELIVERIES = { queued: Clock, router: Check, accepted: CheckCheck, failed: TriangleAlert } as const;
export function DeliveryIcon({ delivery }: { readonly delivery: Delivery }) {
  const Icon = DELIVERIES[delivery];
  return <Icon {...SMALL} />;
}

export type PresenceShape = 'available' | 'limit' | 'away' | 'break' | 'offline';
/** Presence is a shape: filled, ring with dot, half, ring with bars, dashed ring. */
export function PresenceIcon({ shape }: { readonly shape: PresenceShape }) {
  const ring = { cx: 5, cy: 5, r: 4.2, fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as const;
  return (
    <svg data-icon width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      {shape === 'available' && <circle cx="5" cy="5" r="5" fill="var(--accent)" />}
      {shape !== 'available' && (
        <circle {...ring} strokeDasharray={shape === 'offline' ? '2 1.6' : undefined} />
      )}
      {shape === 'limit' && <circle cx="5" cy="5" r="2" fill="currentColor" />}
      {shape === 'away' && <path d="M5 .8a4.2 4.2 0 0 0 0 8.4z" fill="currentColor" />}
      {shape === 'break' && <path d="M3.9 3.3v3.4M6.1 3.3v3.4" stroke="currentColor" strokeWidth="1.2" />}
    </svg>
  );
}
