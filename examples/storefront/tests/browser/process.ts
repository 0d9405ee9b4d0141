import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The storefront as a process of its own, on a free port. */
export interface Storefront {
  port: string;
  /** All it has written so far. */
  output: () => string;
  stop: () => Promise<void>;
}

const MAIN = new URL('../../src/main.js', import.meta.url).pathname;

export async function startStorefront(): Promise<Storefront> {
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, STOREFRONT_PORT: '0' } });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // Whatever happens to the test, nothing of it stays.
  process.once('exit', () => child.kill('SIGKILL'));
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  for await (const line of createInterface(child.stdout)) {
    output += `${line}\n`;
    const port = /localhost:(\d+)\//.exec(line)?.[1];
    if (port) {
      child.stdout.resume();
      return {
        port,
        output: () => output,
        stop: () => {
          child.kill('SIGTERM');
          return ended;
        },
      };
    }
  }
  throw new Error(`The storefront did not start: ${output}`);
}
