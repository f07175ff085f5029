// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest';
import { inOrder } from './in-order';

const root = document.createElement('div');
const waits = () => [...root.children].filter((child) => child.hasAttribute('data-waits')).map(({ id }) => id);
/** Whoever watches is told once what runs now is over. */
const told = () => Promise.resolve();

afterEach(() => root.replaceChildren());

it('shows what stands above something that is coming, and below it once it has come', async () => {
  root.innerHTML = '<p id="a"></p><p id="b"><i class="skeleton"></i></p><p id="c"></p><p id="d"><i class="skeleton"></i></p><p id="e"></p>';
  const leave = inOrder(root);
  expect(waits()).toEqual(['c', 'd', 'e']);
  root.querySelector('#b i')!.remove();
  await told();
  expect(waits()).toEqual(['e']);
  root.querySelector('#d')!.textContent = 'here';
  await told();
  expect(waits()).toEqual([]);
  leave?.();
});

it('waits again for what is asked for again, and for a skeleton that stands by itself', async () => {
  root.innerHTML = '<p id="a"></p><p id="b"></p>';
  const leave = inOrder(root);
  root.prepend(Object.assign(document.createElement('i'), { className: 'skeleton' }));
  await told();
  expect(waits()).toEqual(['a', 'b']);
  leave?.();
});
