// Node 20 has no Temporal; the application loads the polyfill on the same condition (lib/time/temporal.ts).
import 'temporal-polyfill/global';

// jsdom knows no CSS object and scrolls nothing; React Aria asks for both.
if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: 10_000 });
  globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS;
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
}
