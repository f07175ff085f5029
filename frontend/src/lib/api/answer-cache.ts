import { QueryClient, type Query, type QueryClientConfig } from '@tanstack/react-query';

/**
 * What the server has said. When something happens while the first answer to a question is under way, that answer may be
 * older than what happened: it is asked for again once it has come. (Of later answers the one under way is given up.)
 *
 * A question that failed is not asked again because one more part of the page looks at it: where that part goes while
 * the answer is coming, it would come back and ask for ever. It is forgotten with the last who looked at it instead, and
 * the next one asks anew.
 */
export class AnswerCache extends QueryClient {
  private readonly doubted = new Set<Query>();

  constructor({ defaultOptions, ...config }: QueryClientConfig) {
    super({ ...config, defaultOptions: { ...defaultOptions, queries: { ...defaultOptions?.queries, retryOnMount: false } } });
    const cache = this.getQueryCache();
    cache.subscribe(({ type, query }) => {
      if (type !== 'observerRemoved' || query.getObserversCount() > 0) return;
      if (query.state.status === 'error' && query.state.data === undefined) cache.remove(query);
    });
  }

  override invalidateQueries(...[filters, options]: Parameters<QueryClient['invalidateQueries']>): Promise<void> {
    for (const query of this.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' })) {
      if (query.state.data === undefined) void this.askAgain(query);
    }
    return super.invalidateQueries(filters, options);
  }

  /** Once, however much happens meanwhile. What fails is asked for again by whoever looks at it. */
  private async askAgain(query: Query): Promise<void> {
    if (this.doubted.has(query)) return;
    this.doubted.add(query);
    await query.promise?.catch(() => undefined);
    this.doubted.delete(query);
    if (query.state.data !== undefined) await super.invalidateQueries({ queryKey: query.queryKey, exact: true });
  }
}
