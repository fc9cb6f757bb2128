// Owns the facts a person may have to hear of, as the console sees them happen. Refuses: whether they are told (policy.ts).

/** One reply that is owed: `due` is when the target runs out, router clock; with the conversation it names the fact. */
export interface Owed {
  readonly conversation: string;
  readonly name: string;
  readonly due: number;
}

export type Fact =
  | {
      readonly kind: 'offer.made';
      readonly offer: string;
      readonly conversation: string;
      readonly name: string;
      readonly text: string;
    }
  /** `ranOut`: nobody answered it here. `to`: who has it instead. */
  | { readonly kind: 'offer.over'; readonly offer: string; readonly ranOut: boolean; readonly to?: string }
  | {
      readonly kind: 'turns';
      readonly conversation: string;
      readonly name: string;
      /** By their place in the conversation, oldest first. */
      readonly said: readonly { readonly seq: number; readonly text: string }[];
      /** A window shows this conversation. */
      readonly opened: boolean;
      /** They are older than this connection: they came while the console was away. */
      readonly late: boolean;
    }
  | {
      readonly kind: 'mention';
      readonly mention: string;
      readonly conversation: string;
      readonly from: string;
      readonly text: string;
      readonly opened: boolean;
    }
  /** Targets of own replies: a third is left, or nothing is. Those of one moment come together. */
  | { readonly kind: 'sla'; readonly stage: 'warn' | 'breach'; readonly owed: readonly Owed[] }
  /** No reply is owed there any more. */
  | { readonly kind: 'sla.over'; readonly conversation: string }
  | { readonly kind: 'read'; readonly conversation: string }
  /** `owned`: conversations that depend on this person. */
  | { readonly kind: 'link'; readonly up: boolean; readonly owned: number };
