// Owns what is filled into the address and the headers by which a place is asked.

export const CUSTOMER = '{customer.id}';
export const SECRET = '{secret}';

/** An id cannot leave the place that was given to it. */
export const fillIn = (url: string, customer: string): string =>
  url.replaceAll(CUSTOMER, encodeURIComponent(customer));
