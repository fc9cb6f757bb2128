// Owns which parts of a text are the writer's own: quoted mail, the header of a reply and a signature are left out.
// Refuses: changing the text. It names ranges, so that evidence keeps its place. Linear in the length.

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Lines of a signature: what stands after a closing is a name and a company, hardly more. */
const SIGNATURE_LINES = 10;
const CLOSING =
  /^(?:(?:best|kind|kindest|warm|warmest|many|with|yours) ?(?:best|kind|warm)? ?(?:regards|wishes|thanks|truly|sincerely|faithfully)|regards|best|sincerely|cheers|thanks|thank you|sent from my \w+)[,.! ]{0,3}$/;
const REPLY_HEAD = /^(?:-{2,}\s*(?:original message|forwarded message)|_{10,}$|from: .*@)/;

/** The beginning of a line, which alone says what it is: a line may be as long as the text. */
const headOf = (text: string, start: number, end: number): string =>
  text
    .slice(start, start + 200 < end ? start + 200 : end)
    .trim()
    .toLowerCase();

function endOf(text: string, start: number): number {
  const found = text.indexOf('\n', start);
  return found < 0 ? text.length : found;
}

/** "On Monday Ava wrote:", which mail programs break into two lines where it is long. */
function isAttribution(head: string, next: string): boolean {
  if (!head.startsWith('on ')) return false;
  return head.endsWith('wrote:') || (/\d/.test(head) && next.endsWith('wrote:'));
}

/** Own ranges of a text, in order, not overlapping. A text of one line is all the writer's own. */
export function ownRanges(text: string): readonly Range[] {
  if (!text.includes('\n')) return [{ start: 0, end: text.length }];
  const ranges: { start: number; end: number }[] = [];
  let closingAt = -1;
  let linesSince = 0;
  for (let start = 0; start <= text.length; ) {
    const end = endOf(text, start);
    const head = headOf(text, start, end);
    if (REPLY_HEAD.test(head) || isAttribution(head, headOf(text, end + 1, endOf(text, end + 1)))) break;
    if (head === '--' && ranges.length > 0) break;
    if (!head.startsWith('>') && !head.startsWith('|')) {
      const last = ranges.at(-1);
      if (last !== undefined && last.end + 1 === start) last.end = end;
      else ranges.push({ start, end });
      if (closingAt >= 0 && head !== '') linesSince += 1;
      if (closingAt < 0 && end - start < 60 && CLOSING.test(head)) closingAt = start;
      if (linesSince > SIGNATURE_LINES) {
        closingAt = -1;
        linesSince = 0;
      }
    }
    start = end + 1;
  }
  if (closingAt <= 0) return ranges;
  return ranges
    .filter(({ start }) => start < closingAt)
    .map(({ start, end }) => ({ start, end: end < closingAt ? end : closingAt }));
}
