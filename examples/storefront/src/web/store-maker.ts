import { randomUUID } from 'node:crypto';
import { ServiceRefused, StoreNotFound, StoreNotReady } from '../connection/errors.js';
import type { ConnectionService } from '../connection/service.js';
import type { MadeStores } from './made-stores.js';
import { isLabel } from './sites.js';

interface Wish {
  name: string;
  subdomain: string;
}

type Outcome = { id: string } | { remark: string };

/** Asks for new stores, and says in a sentence why not. */
export class StoreMaker {
  constructor(
    private readonly service: ConnectionService,
    private readonly made: MadeStores,
    private readonly baseDomain: string,
  ) {}

  async make(wish: Wish): Promise<Outcome> {
    if (!wish.name) return { remark: 'A store needs a name.' };
    if (!isLabel(wish.subdomain)) {
      return { remark: 'An address has small letters, digits and hyphens, and no hyphen at its ends.' };
    }
    if (await this.#isTaken(wish.subdomain)) return { remark: 'Another store has this address.' };
    return this.#ask(wish);
  }

  async #isTaken(subdomain: string): Promise<boolean> {
    try {
      await this.service.findByHost(`${subdomain}.${this.baseDomain}`);
      return true;
    } catch (error) {
      if (error instanceof StoreNotFound) return false;
      throw error;
    }
  }

  async #ask({ name, subdomain }: Wish): Promise<Outcome> {
    const id = randomUUID();
    try {
      await this.service.create({ organizationId: id, storeName: name, subdomain });
    } catch (error) {
      if (error instanceof ServiceRefused && error.status === 400) return { remark: error.message };
      if (error instanceof StoreNotReady) return { remark: error.detail };
      throw error;
    }
    this.made.add(id, name, subdomain);
    return { id };
  }
}
