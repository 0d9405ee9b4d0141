import { ServiceAway } from '../connection/errors.js';
import type { ConnectionService, Tenant } from '../connection/service.js';

const ACTIVE_MILLIS = 30_000;
const OTHERWISE_MILLIS = 1_000;

/** Which store a label names. Asks the service once however many ask, and keeps the answer for a while. */
export class Directory {
  readonly #answers = new Map<string, Promise<Tenant>>();
  readonly #lastGood = new Map<string, Tenant>();

  constructor(
    private readonly service: Pick<ConnectionService, 'findByHost'>,
    private readonly baseDomain: string,
  ) {}

  find(label: string): Promise<Tenant> {
    return this.#answers.get(label) ?? this.#ask(label);
  }

  #ask(label: string): Promise<Tenant> {
    const answer = this.#lookUp(label);
    this.#answers.set(label, answer);
    const keepFor = (millis: number) => setTimeout(() => this.#answers.delete(label), millis).unref();
    answer.then(
      ({ status }) => keepFor(status === 'active' ? ACTIVE_MILLIS : OTHERWISE_MILLIS),
      () => keepFor(OTHERWISE_MILLIS),
    );
    return answer;
  }

  async #lookUp(label: string): Promise<Tenant> {
    try {
      const tenant = await this.service.findByHost(`${label}.${this.baseDomain}`);
      this.#lastGood.set(label, tenant);
      return tenant;
    } catch (error) {
      const known = this.#lastGood.get(label);
      // The service being away is no reason to close shops that this process knows.
      if (known && error instanceof ServiceAway) return known;
      this.#lastGood.delete(label);
      throw error;
    }
  }
}
