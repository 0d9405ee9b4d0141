import { ServiceRefused, StoreNotFound, StoreNotReady } from '../connection/errors.js';
import type { ConnectionService } from '../connection/service.js';
import type { MadeStores } from './made-stores.js';
import { isLabel } from './sites.js';

interface Wish {
  /** The new store's organization: the same wish again, after an answer got lost, makes no second store. */
  id: string;
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
    if (await this.#isTaken(wish)) return { remark: 'Another store has this address.' };
    return this.#ask(wish);
  }

  async #isTaken({ id, subdomain }: Wish): Promise<boolean> {
    try {
      const tenant = await this.service.findByHost(`${subdomain}.${this.baseDomain}`);
      return tenant.organizationId !== id;
    } catch (error) {
      if (error instanceof StoreNotFound) return false;
      throw error;
    }
  }

  async #ask({ id, name, subdomain }: Wish): Promise<Outcome> {
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
