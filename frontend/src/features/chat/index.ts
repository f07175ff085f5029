export { ChatSection } from './components/lazy-chat';
export { useChatLive } from './live';
export { useUnread } from './components/use-unread';
