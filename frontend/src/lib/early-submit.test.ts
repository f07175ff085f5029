// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import { earlySubmitScript, resubmitEarly } from './early-submit';

function formOn(page: Document): HTMLFormElement {
  page.body.innerHTML = '<form><input name="password" value="secret"><button>Sign in</button></form>';
  return page.querySelector('form') as HTMLFormElement;
}

/** Whether the browser would have sent it itself. */
const press = (form: HTMLFormElement) => form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));

it('keeps what is sent before anybody hears, and sends it once as soon as somebody does', () => {
  new Function(earlySubmitScript)();
  const form = formOn(document);
  expect(press(form)).toBe(false);
  const heard = vi.fn((event: Event) => event.preventDefault());
  form.addEventListener('submit', heard);
  resubmitEarly();
  resubmitEarly();
  expect(heard).toHaveBeenCalledOnce();
  // What was heard is not heard again.
  press(form);
  resubmitEarly();
  expect(heard).toHaveBeenCalledTimes(2);
});

it('forgets a form that is gone', () => {
  const form = formOn(document);
  press(form);
  form.remove();
  const heard = vi.fn();
  form.addEventListener('submit', heard);
  resubmitEarly();
  expect(heard).not.toHaveBeenCalled();
});
