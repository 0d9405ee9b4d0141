import { setTimeout as sleep } from 'node:timers/promises';
import { StoreNotFound, StoreUnavailable } from '../connection/errors.js';
import type { Condition, ConnectionService, Tenant } from '../connection/service.js';

const POLL_MILLIS = 500;
const POLL_AFTER_FAILURE_MILLIS = 1_000;

/** The steps of making a store, in the words of the admin page. */
const STEPS = [
  { type: 'Placed', title: 'Find a place', text: 'A region and a project are chosen.' },
  { type: 'BranchReady', title: 'Make the database', text: 'A branch of its own, with its own compute.' },
  {
    type: 'SchemaReady',
    title: 'Set up the tables',
    text: 'Products, orders, settings, and whose they are.',
  },
  {
    type: 'CredentialsReady',
    title: 'Cut the keys',
    text: 'Credentials of its own, sealed and proven to work.',
  },
  { type: 'Ready', title: 'Open the doors', text: 'The store is ready for its first visitor.' },
] as const;

export interface Step {
  type: string;
  title: string;
  text: string;
  state: 'waiting' | 'working' | 'done';
}

/** How far a store is. */
export interface Snapshot {
  steps: Step[];
  isReady: boolean;
  /** What a person should know, such as what it waits for; empty when all goes its way. */
  note: string;
}

type Listener = (snapshot: Snapshot) => void;

/** How far a store is, from what the service says of it. */
export function snapshotOf(tenant: Pick<Tenant, 'status' | 'message' | 'conditions'>): Snapshot {
  const isReady = tenant.status === 'active';
  const isDone = (type: string) => isReady || find(tenant.conditions, type)?.status === 'True';
  const working = STEPS.findIndex(({ type }) => !isDone(type));
  return {
    isReady,
    note: isReady ? '' : (tenant.message ?? ''),
    steps: STEPS.map((step, index) => ({
      ...step,
      state: isDone(step.type) ? 'done' : index === working ? 'working' : 'waiting',
    })),
  };
}

function find(conditions: Condition[], type: string): Condition | undefined {
  return conditions.find((condition) => condition.type === type);
}

/** What is shown before the service has said anything. */
const NOTHING_YET = snapshotOf({ status: 'provisioning', conditions: [] });

/** Watches stores being made: one poll for all who watch the same store, none when nobody does. */
export class Progress {
  readonly #watchers = new Map<string, Set<Listener>>();
  readonly #latest = new Map<string, Snapshot>();

  constructor(private readonly service: Pick<ConnectionService, 'tenant'>) {}

  /** Tells the listener now and at each change, until the function returned is called. */
  watch(organizationId: string, listener: Listener): () => void {
    const others = this.#watchers.get(organizationId);
    const listeners = others ?? new Set<Listener>();
    listeners.add(listener);
    listener(this.#latest.get(organizationId) ?? NOTHING_YET);
    if (!others) {
      this.#watchers.set(organizationId, listeners);
      void this.#poll(organizationId, listeners);
    }
    return () => listeners.delete(listener);
  }

  async #poll(id: string, listeners: Set<Listener>): Promise<void> {
    while (listeners.size > 0) {
      const pause = await this.#look(id, listeners);
      await sleep(pause);
    }
    this.#watchers.delete(id);
    this.#latest.delete(id);
  }

  async #look(id: string, listeners: Set<Listener>): Promise<number> {
    try {
      this.#publish(id, listeners, snapshotOf(await this.service.tenant(id)));
      return POLL_MILLIS;
    } catch (error) {
      this.#publish(id, listeners, { ...(this.#latest.get(id) ?? NOTHING_YET), note: noteOf(error) });
      return POLL_AFTER_FAILURE_MILLIS;
    }
  }

  #publish(id: string, listeners: Set<Listener>, snapshot: Snapshot): void {
    const isNews = JSON.stringify(this.#latest.get(id)) !== JSON.stringify(snapshot);
    this.#latest.set(id, snapshot);
    if (isNews) listeners.forEach((listener) => listener(snapshot));
  }
}

function noteOf(error: unknown): string {
  // Right after it was asked for, the service may not have seen it yet.
  if (error instanceof StoreNotFound) return 'The service does not know this store (yet).';
  if (error instanceof StoreUnavailable) return error.message;
  return 'Something went wrong while looking; trying again.';
}
