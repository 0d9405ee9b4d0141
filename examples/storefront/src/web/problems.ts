import type { Context } from 'hono';
import { StoreNotFound, StoreNotReady, StoreUnavailable } from '../connection/errors.js';
import type { Tenant } from '../connection/service.js';
import { problemPage, type Problem } from './pages/problem.js';

export const NO_SHOP: Problem = {
  status: 404,
  title: 'There is no shop here',
  text: 'Perhaps the address has a typing error, or the shop has moved.',
};

export const NO_PAGE: Problem = {
  status: 404,
  title: 'This page is not here',
  text: 'What you look for was moved, sold out, or never was.',
};

export const NOT_OUR_FORM: Problem = {
  status: 403,
  title: 'Not from here',
  text: 'This request was not sent by the admin page, so nothing was done.',
};

export const TOO_LONG: Problem = {
  status: 413,
  title: 'Too long',
  text: 'That is more than the form takes.',
};

export const BAD_PRODUCT: Problem = {
  status: 400,
  title: 'This is no product yet',
  text: 'It needs a name of up to 500 characters and a price such as 18 or 18.50. Go back and try again.',
};

const BEING_MADE: Problem = {
  status: 503,
  title: 'This shop is being set up',
  text: 'Its database is on the way. This usually takes seconds.',
  retryAfter: 3,
};

const CLOSED: Problem = {
  status: 503,
  title: 'This shop is closed',
  text: 'It does not take visitors at the moment.',
};

const UNREACHABLE: Problem = {
  status: 503,
  title: 'One moment, please',
  text: 'The shop can’t be reached right now. It should be back very soon.',
  retryAfter: 5,
};

const OUR_FAULT: Problem = {
  status: 500,
  title: 'Something went wrong',
  text: 'It is our fault, not yours.',
};

/** What a visitor is told; what really happened is in the log. */
export function problemOf(error: unknown): Problem {
  if (error instanceof StoreNotFound) return NO_SHOP;
  if (error instanceof StoreNotReady) return BEING_MADE;
  if (error instanceof StoreUnavailable) return UNREACHABLE;
  return OUR_FAULT;
}

/** What the people who make stores are told: they can do something about it. */
export function adminProblemOf(error: unknown): Problem {
  if (error instanceof StoreNotFound) return { status: 404, title: 'No such store', text: error.message };
  if (error instanceof StoreUnavailable) return { status: 503, title: 'Not now', text: error.message };
  return OUR_FAULT;
}

/** What a visitor of a store that is not active is told. */
export function problemOfStatus(status: Tenant['status']): Problem {
  return status === 'provisioning' ? BEING_MADE : CLOSED;
}

/** Whether somebody should read of it, or it is everyday life. */
export function isWorthLogging(error: unknown): boolean {
  return !(error instanceof StoreNotFound || error instanceof StoreNotReady);
}

export function answerProblem(c: Context, problem: Problem): Response | Promise<Response> {
  if (problem.retryAfter) c.header('Retry-After', String(problem.retryAfter));
  return c.html(problemPage(problem), problem.status);
}
