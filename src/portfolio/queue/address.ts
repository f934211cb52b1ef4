/** Where the queue is: a Redis, by its address. */

/** True of `redis://host:port/db`, and `rediss://` for TLS. */
export function isQueueAddress(address: string): boolean {
  return URL.canParse(address) && /^rediss?:$/.test(new URL(address).protocol) && new URL(address).hostname !== "";
}

/** As people may read it. */
export function shownAddress(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}

/** Why there is no connection, with the system's or the server's word for it; the address without its password. */
export class UnreachableError extends Error {
  readonly address: string;
  readonly reason: string;

  constructor(address: string, reason: string) {
    super(`${address}: ${reason}`);
    this.address = address;
    this.reason = reason;
  }
}
