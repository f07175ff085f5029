export { useInboxBadge } from './components/inbox-badge';
export { InboxPage } from './components/inbox-page';
export { InboxSkeleton } from './components/inbox-skeleton';
export { useInboxLive } from './live';
