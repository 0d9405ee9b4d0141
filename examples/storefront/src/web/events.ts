import type { SSEStreamingApi } from 'hono/streaming';
import type { MadeStores } from './made-stores.js';
import type { Progress, Snapshot } from './progress.js';

/** Keeps proxies from closing a connection on which nothing happens. */
const HEARTBEAT_MILLIS = 15_000;

/** Sends a store's progress until it is ready or nobody listens. A browser that reconnects begins with how it is now. */
export function sendProgress(
  stream: SSEStreamingApi,
  id: string,
  progress: Progress,
  made: MadeStores,
): Promise<void> {
  return new Promise((resolve) => {
    const heartbeat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MILLIS);
    const stop = progress.watch(id, (snapshot) => {
      if (snapshot.isReady) made.becameReady(id);
      const sent = stream.writeSSE({ event: 'progress', data: dataOf(snapshot, made.elapsedMillis(id)) });
      if (snapshot.isReady) void sent.then(end);
    });
    stream.onAbort(end);

    function end(): void {
      clearInterval(heartbeat);
      stop();
      resolve();
    }
  });
}

function dataOf({ steps, isReady, note }: Snapshot, elapsedMillis: number | undefined): string {
  const states = Object.fromEntries(steps.map(({ type, state }) => [type, state]));
  return JSON.stringify({ states, isReady, note, elapsedMillis });
}
