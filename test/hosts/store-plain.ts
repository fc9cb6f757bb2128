// Owns reading a keyed file without its cipher's help: every page of the database and of its write-ahead log, decrypted
// one by one, so that a test can say what bytes an owner of the key would find. SQLCipher 4: AES-256-CBC by page, the
// vector and the seal in the last 80 bytes, the first 16 bytes of the file left plain (a salt).
import { createDecipheriv } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const PAGE = 4_096;
const RESERVED = 80;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

function decrypted(page: Buffer, key: string, skip: number): Buffer {
  const vector = page.subarray(PAGE - RESERVED, PAGE - RESERVED + 16);
  const decipher = createDecipheriv('aes-256-cbc', Buffer.from(key, 'hex'), vector).setAutoPadding(false);
  return Buffer.concat([decipher.update(page.subarray(skip, PAGE - RESERVED)), decipher.final()]);
}

/** All there is to read in the file and its log with the key. */
export function plainBytes(path: string, key: string): Buffer {
  const parts: Buffer[] = [];
  const file = readFileSync(path);
  for (let at = 0; at + PAGE <= file.length; at += PAGE)
    parts.push(decrypted(file.subarray(at, at + PAGE), key, at === 0 ? 16 : 0));
  const log = existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`) : Buffer.alloc(0);
  for (let at = WAL_HEADER; at + FRAME_HEADER + PAGE <= log.length; at += FRAME_HEADER + PAGE) {
    const page = log.subarray(at + FRAME_HEADER, at + FRAME_HEADER + PAGE);
    // Page 1 begins with the salt wherever it is stored.
    parts.push(decrypted(page, key, log.readUInt32BE(at) === 1 ? 16 : 0));
  }
  return Buffer.concat(parts);
}

/** The file and its log as they lie on the disk. */
export function rawBytes(path: string): Buffer {
  return Buffer.concat([path, `${path}-wal`].filter(existsSync).map((name) => readFileSync(name)));
}
