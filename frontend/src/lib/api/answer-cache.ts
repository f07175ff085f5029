import { QueryClient, type Query } from '@tanstack/react-query';

/**
 * What the server has said. When something happens while the first answer to a question is under way, that answer may be
 * older than what happened: it is asked for again once it has come. (Of later answers the one under way is given up.)
 */
export class AnswerCache extends QueryClient {
  private readonly doubted = new Set<Query>();

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
