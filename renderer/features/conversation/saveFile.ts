// Owns handing a file over to the browser to keep: it asks where, nothing is opened here.

interface Kept {
  readonly name: string;
  readonly type: string;
  /** Base64. */
  readonly data: string;
}

export function saveFile({ name, type, data }: Kept): void {
  const bytes = Uint8Array.from(atob(data), (unit) => unit.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
