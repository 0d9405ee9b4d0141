/** A store that this process asked for. */
export interface MadeStore {
  id: string;
  name: string;
  subdomain: string;
  askedAt: number;
  isReady: boolean;
  /** Known when somebody watched. */
  millisToReady?: number;
}

const KEPT = 100;

/** The stores that this process asked for, the newest first. They live elsewhere: this is only for the page. */
export class MadeStores {
  readonly #stores = new Map<string, MadeStore>();

  add(id: string, name: string, subdomain: string): void {
    this.#stores.set(id, { id, name, subdomain, askedAt: Date.now(), isReady: false });
    const [eldest] = this.#stores.keys();
    if (this.#stores.size > KEPT && eldest) this.#stores.delete(eldest);
  }

  get(id: string): MadeStore | undefined {
    return this.#stores.get(id);
  }

  newestFirst(): MadeStore[] {
    return [...this.#stores.values()].reverse();
  }

  /** It is ready, since whenever. */
  foundReady(id: string): void {
    const store = this.#stores.get(id);
    if (store) store.isReady = true;
  }

  /** It became ready just now. */
  becameReady(id: string): void {
    const store = this.#stores.get(id);
    if (store && !store.isReady) store.millisToReady = Date.now() - store.askedAt;
    this.foundReady(id);
  }

  /** How long the store took, or has taken so far; nothing where nobody knows. */
  elapsedMillis(id: string): number | undefined {
    const store = this.#stores.get(id);
    if (!store || store.isReady) return store?.millisToReady;
    return Date.now() - store.askedAt;
  }
}
