// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { DateField, TimeField } from './date-time-field';
import { Fieldset } from './fieldset';

afterEach(cleanup);

const form = (disabled: boolean) => (
  <Fieldset disabled={disabled}>
    <input aria-label="Name" />
    <DateField label="From" value="2027-03-09" onChange={() => undefined} />
    <TimeField label="At" value="09:00" onChange={() => undefined} />
  </Fieldset>
);

it('makes dates and times wait with all else: their parts are no fields of the browser', () => {
  const { rerender } = render(form(false));
  const parts = () => screen.getAllByRole('spinbutton');
  expect(parts()).not.toHaveLength(0);
  for (const part of parts()) expect(part.getAttribute('contenteditable')).toBe('true');
  rerender(form(true));
  expect((screen.getByRole('textbox', { name: 'Name' }) as HTMLInputElement).matches(':disabled')).toBe(true);
  for (const part of parts()) {
    expect(part.getAttribute('contenteditable')).not.toBe('true');
    expect(part.getAttribute('aria-disabled')).toBe('true');
  }
});
