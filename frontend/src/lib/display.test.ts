// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { currentDisplay, keepView, showDisplay, usual } from './display';
import { displayKey, displayScript } from './display-script';

const otherwise = { ...usual, theme: 'dark', density: 'compact', palette: 'safe', motion: 'reduced', text_size: 'larger' } as const;

const marks = () => ({ ...document.documentElement.dataset });

beforeEach(() => {
  showDisplay(usual);
  localStorage.clear();
});

it('marks the page with what is not usual, and takes the marks off again', () => {
  showDisplay(otherwise);
  expect(marks()).toEqual({ theme: 'dark', density: 'compact', palette: 'safe', motion: 'reduced', text: 'larger' });
  expect(currentDisplay()).toEqual(otherwise);
  showDisplay(usual);
  expect(marks()).toEqual({});
});

it('marks the next page alike before it is painted', () => {
  showDisplay(otherwise);
  const kept = marks();
  for (const name of Object.keys(kept)) delete document.documentElement.dataset[name];
  new Function(displayScript)();
  expect(marks()).toEqual(kept);
});

it.each(['', 'null', '{', '{"theme":"<b>"}'])('is not misled by what else stands in the browser: %s', (text) => {
  localStorage.setItem(displayKey, text);
  new Function(displayScript)();
  expect(marks()).toEqual({});
});

it('says on the calendar alone that it is to be a month or a list', () => {
  const viewAt = (address: string) => {
    window.history.replaceState(null, '', address);
    new Function(displayScript)();
    const { view } = document.documentElement.dataset;
    delete document.documentElement.dataset['view'];
    return view;
  };
  expect(viewAt('/calendar/?v=month')).toBe('month');
  keepView('agenda');
  expect(viewAt('/calendar/')).toBe('agenda');
  expect(viewAt('/calendar/?v=week')).toBeUndefined();
  expect(viewAt('/inbox/')).toBeUndefined();
});
