// Owns the judgement that nothing waits in line which somebody who is free could take, from the stored text alone.
// Refuses the desk's own rules: this is their second writing.
import type { BatonConfig } from '#shared/schema/config.ts';
import type { History } from './history.ts';

/** What waits beside somebody who could be asked now, in words. */
export function starving({ people, capacityWeights }: BatonConfig, history: History): string[] {
  const held = new Map<string, number>();
  const asked = new Set<string>();
  const unfinished = history.unfinished();
  for (const { handoff, offer } of unfinished) {
    const holder = offer?.person ?? handoff?.owner;
    if (offer !== null) asked.add(offer.person);
    if (holder !== undefined && handoff !== null)
      held.set(holder, (held.get(holder) ?? 0) + (capacityWeights[handoff.channel] ?? 1));
  }
  const free = people.filter(({ id }) => {
    const { status, connected, afterThis } = history.people.get(id) ?? {};
    return status === 'available' && connected === true && afterThis !== true && !asked.has(id);
  });
  return unfinished.flatMap(({ handoff, pauses }) => {
    if (handoff?.state !== 'queued') return [];
    const { id, queue, skills, language, channel } = handoff;
    const taker = free.find(
      (person) =>
        person.queues.includes(queue) &&
        person.capacity - (held.get(person.id) ?? 0) >= (capacityWeights[channel] ?? 1) &&
        pauses[person.id] === undefined &&
        (language === undefined || person.languages.includes(language)) &&
        Object.entries(skills).every(([skill, least]) => (person.skills[skill] ?? 0) >= least),
    );
    return taker === undefined ? [] : [`${id} waits although ${taker.id} is free for it,`];
  });
}
