import type { ReactNode } from 'react';
import { AdminFrame } from '@/features/admin';

export default function Layout({ children }: { children: ReactNode }) {
  return <AdminFrame>{children}</AdminFrame>;
}
