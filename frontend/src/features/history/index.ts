export { HistorySection } from './components/lazy-history';
export { useHistoryLive } from './live';
