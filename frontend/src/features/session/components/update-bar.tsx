'use client';

import dynamic from 'next/dynamic';

/** What lasts beyond the page is nothing to wait for. */
export const UpdateBar = dynamic(() => import('./lasting').then((module) => module.UpdateBar), { ssr: false });
