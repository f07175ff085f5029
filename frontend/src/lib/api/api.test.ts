import { describe, expect, it } from 'vitest';
import { isOwnMutation, mutationId, ownMutation } from './mutation-id';
import { ApiProblem, fieldPath, unwrap } from './problem';

describe('answers', () => {
  it('are unwrapped, or thrown as the problem the server explained', () => {
    expect(unwrap({ data: { id: 'a' }, response: new Response('{}') })).toEqual({ id: 'a' });
    const error = { code: 'stale', detail: 'Too late', errors: [{ pointer: '/title', code: 'x', message: 'y' }] };
    const refused = () => unwrap({ error, response: new Response('{}', { status: 412 }) });
    expect(refused).toThrow(ApiProblem);
    expect(refused).toThrow('Too late');
  });

  it('name form fields by pointer', () => {
    expect(fieldPath('/guests/0/email')).toBe('guests.0.email');
    expect(fieldPath('#/a~1b')).toBe('a/b');
  });
});

describe('mutation ids', () => {
  it('are UUIDv7 in the order of time', () => {
    expect(mutationId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(mutationId(1_000) < mutationId(2_000)).toBe(true);
  });

  it('are recognised only by the tab that made them', () => {
    expect(isOwnMutation(ownMutation())).toBe(true);
    expect(isOwnMutation(mutationId())).toBe(false);
    expect(isOwnMutation(null)).toBe(false);
  });
});
