/** The Redis that dispatcher and workers meet at. Unreachable is said at once; a connection that is lost later is sought again for a while. */
import { Redis } from "ioredis";
import { shownAddress, UnreachableError } from "./address.ts";

export interface Connection {
  readonly redis: Redis;
  /** Rejects with an UnreachableError once a lost connection is given up. */
  readonly lost: Promise<never>;
  close(): void;
}

/** Milliseconds for the first connection. */
const patience = 5000;
/** About half a minute. */
const attempts = 30;

export async function connect(address: string): Promise<Connection> {
  let isUp = false;
  const redis = new Redis(address, {
    lazyConnect: true,
    connectTimeout: patience,
    maxRetriesPerRequest: null,
    retryStrategy: times => (isUp && times <= attempts ? Math.min(1000, 100 * times) : null),
  });
  let last: unknown;
  redis.on("error", thrown => {
    last = thrown;
  });
  const fault = (thrown: unknown) => new UnreachableError(shownAddress(address), reasonOf(last ?? thrown));
  let late: NodeJS.Timeout | undefined;
  try {
    const tooLong = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(Object.assign(new Error("no answer"), { code: "ETIMEDOUT" })), patience);
    });
    await Promise.race([redis.connect().then(() => redis.ping()), tooLong]);
  } catch (thrown) {
    redis.disconnect();
    throw fault(thrown);
  } finally {
    clearTimeout(late);
  }
  isUp = true;
  let isClosed = false;
  const lost = new Promise<never>((_, reject) => {
    redis.on("end", () => (isClosed ? undefined : reject(fault(undefined))));
  });
  lost.catch(() => undefined);
  return {
    redis,
    lost,
    close() {
      isClosed = true;
      redis.disconnect();
    },
  };
}

function reasonOf(thrown: unknown): string {
  const { code, message } = thrown as { code?: string; message?: string };
  return code ?? message ?? String(thrown);
}
