import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { ServiceAway, ServiceRefused, StoreNotFound, StoreNotReady } from './errors.js';

const PATIENCE_MILLIS = 5_000;
const LONGEST_ANSWER = 1 << 20;

export type Status = 'provisioning' | 'active' | 'suspended' | 'failed' | 'deleting';

export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
}

export interface Tenant {
  organizationId: string;
  storeName: string;
  subdomain?: string;
  status: Status;
  message?: string;
  conditions: Condition[];
}

export interface NewTenant {
  organizationId: string;
  storeName: string;
  subdomain: string;
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/**
 * The operator's connection service: from a host name to a store, from a store to its sealed string.
 *
 * The folder has `url`, `ca.crt` and `token`. They are read for each request, since tokens and certificates rotate.
 */
export class ConnectionService {
  readonly #agent = new Agent({ keepAlive: true, timeout: PATIENCE_MILLIS });

  constructor(readonly folder: string) {}

  /** The store served under a host name, as it stands in a Host header. */
  findByHost(host: string): Promise<Tenant> {
    return this.#ask<Tenant>('GET', `/v1/tenants?host=${encodeURIComponent(host)}`, `A store at ${host}`);
  }

  /** How a store is, and how far it is while it is being made. */
  tenant(organizationId: string): Promise<Tenant> {
    return this.#ask<Tenant>('GET', pathOf(organizationId), `Store ${organizationId}`);
  }

  /** Asks for a store; twice is once. */
  create(store: NewTenant): Promise<Tenant> {
    return this.#ask<Tenant>('POST', '/v1/tenants', `Store ${store.organizationId}`, store);
  }

  /** The sealed connection string. */
  async sealedString(organizationId: string): Promise<string> {
    const path = `${pathOf(organizationId)}/connection`;
    const { sealed } = await this.#ask<{ sealed: unknown }>('POST', path, `Store ${organizationId}`);
    return String(sealed);
  }

  close(): void {
    this.#agent.destroy();
  }

  async #ask<T>(method: string, path: string, what: string, body?: unknown): Promise<T> {
    const answer = await this.#send(method, path, body).catch((cause: NodeJS.ErrnoException) => {
      const why = cause.name === 'AbortError' ? 'no answer in time' : (cause.code ?? cause.message);
      throw new ServiceAway(`The connection service can't be asked: ${why}`);
    });
    if (answer.status < 300) return answer.body as T;
    throw problem(answer, what);
  }

  async #send(method: string, path: string, body?: unknown): Promise<Answer> {
    const [url, ca, token] = await Promise.all(['url', 'ca.crt', 'token'].map((name) => this.#read(name)));
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Length': Buffer.byteLength(text),
      ...(text && { 'Content-Type': 'application/json' }),
    };
    return new Promise((resolve, reject) => {
      const options = {
        method,
        headers,
        ca,
        agent: this.#agent,
        signal: AbortSignal.timeout(PATIENCE_MILLIS),
      };
      const call = request(new URL(path, url), options, (response) => {
        let received = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          received += chunk;
          if (received.length > LONGEST_ANSWER) call.destroy(new Error('its answer is too long'));
        });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(received) }));
      });
      call.on('error', (error: NodeJS.ErrnoException) => {
        // A kept connection that the service closed meanwhile. Every call may be made twice.
        const isStale = call.reusedSocket && error.code === 'ECONNRESET';
        if (isStale) resolve(this.#send(method, path, body));
        else reject(error);
      });
      call.end(text);
    });
  }

  async #read(name: string): Promise<string> {
    return (await readFile(join(this.folder, name), 'utf8')).trim();
  }
}

function pathOf(organizationId: string): string {
  return `/v1/tenants/${encodeURIComponent(organizationId)}`;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function problem({ status, body }: Answer, what: string): Error {
  const detail = typeof body['detail'] === 'string' ? body['detail'] : `it answered ${status}`;
  // 403 stands for "no right" and for "no such store": the service doesn't tell who may not know.
  if (status === 404 || status === 403) return new StoreNotFound(`${what} can't be found: ${detail}`);
  if (status === 409) return new StoreNotReady(what, detail);
  if (status === 429 || status >= 500) return new ServiceAway(`The connection service is busy: ${detail}`);
  return new ServiceRefused(status, `The connection service refuses: ${detail}`);
}
