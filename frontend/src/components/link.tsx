'use client';

import NextLink from 'next/link';
import { createContext, use, type ComponentProps } from 'react';

/** Whether links that come into view fetch their pages ahead. */
export const FetchAhead = createContext(false);

/** To another page. Of many beside each other, none fetches its page ahead: `prefetch={false}`. */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={use(FetchAhead) ? 'auto' : false} {...props} />;
}
