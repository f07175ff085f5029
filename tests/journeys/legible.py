"""What cannot be read on a page: cut off, broken within a word, beyond its button, over other words.

And choices whose rows are not alike on a phone.
"""

ILLEGIBLE = r"""() => {
  const found = new Set();
  const nearest = (node, wanted) => (!node || wanted(node) ? node : nearest(node.parentElement, wanted));
  const say = (what, words, node) => {
    const names = [...node.classList].filter((name) => !/[:[(]/.test(name)).slice(0, 3);
    found.add(`${what}: “${words.trim().slice(0, 60)}” in ${[node.localName, ...names].join('.')}`);
  };
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) found.add('the page scrolls sideways');
  const { scrollHeight, clientHeight } = document.documentElement;
  const isFramed = document.querySelector('.h-dvh:has(#main)');
  if (isFramed && scrollHeight > clientHeight) found.add('the frame scrolls');
  const isUnseen = (node) => {
    const { clipPath, clip, position } = getComputedStyle(node);
    return /inset\((50|100)%|circle\(0/.test(clipPath) || (clip !== 'auto' && position === 'absolute');
  };
  const isInline = (node) => /^(inline|contents)$/.test(getComputedStyle(node).display);
  const isHeld = (node) => node.matches('button,a,label,td,th,h1,h2,h3,p,li,[role=dialog]');
  // May be cut: names and titles that people gave, the times beside them, sentences that hold them, and what
  // is told in full by the title it stands in. The link to the content hides until it has the focus.
  const isFree = (node, words) =>
    node.closest('bdi,[dir=auto],.event-meta,.line-clamp-3,a[href="#main"]') ||
    node.closest('[title]')?.title.includes(words.trim());
  const seen = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const owner = text.parentElement;
    const words = text.data;
    if (!words.trim() || /^(script|style|noscript)$/.test(owner.localName)) continue;
    const isSeen = owner.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (!isSeen || nearest(owner, isUnseen)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const lines = [...range.getClientRects()].filter(({ width }) => width > 0.5);
    const free = isFree(owner, words);
    let scrolled = false;
    for (const line of lines) {
      let scrolls = false;
      const left = { left: line.left, right: line.right, top: line.top, bottom: line.bottom };
      for (let at = owner; at !== document.documentElement; at = at.parentElement) {
        if (isInline(at)) continue;
        const css = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        const x = box.left + at.clientLeft;
        const y = box.top + at.clientTop;
        const inner = { left: x, right: x + at.clientWidth, top: y, bottom: y + at.clientHeight };
        const axes = [['overflowX', 'left', 'right'], ['overflowY', 'top', 'bottom']];
        for (const [overflow, near, far] of axes) {
          if (css[overflow] === 'visible') continue;
          const over = Math.max(inner[near] - left[near], left[far] - inner[far]);
          // Letters are lower than their line.
          const much = overflow === 'overflowX' ? 1 : line.height * 0.25;
          if (/auto|scroll/.test(css[overflow])) scrolls ||= over > 0;
          else if (over > much && !scrolls && !free) say('cut off', words, at);
          left[near] = Math.max(left[near], inner[near]);
          left[far] = Math.min(left[far], inner[far]);
        }
        if (css.position === 'fixed') break;
      }
      scrolled ||= scrolls;
      if (left.right - left.left > 1 && left.bottom - left.top > 4) seen.push({ owner, words, ...left });
      const beyond = line.left < -1 || line.right > wide + 1;
      if (beyond && !scrolls && !free) say('beyond the edge', words, owner);
    }
    const isTitle = owner.matches('.event-title');
    if ((free && !isTitle) || lines.length === 0) continue;
    const holder = nearest(owner, (at) => !isInline(at) && isHeld(at)) ?? document.body;
    const box = holder.getBoundingClientRect();
    const sticksOut = lines.some(({ left, right }) => left < box.left - 1.5 || right > box.right + 1.5);
    const isApart = getComputedStyle(owner).position === 'absolute';
    if (sticksOut && !scrolled && !isApart && !isTitle) say('sticks out', words, holder);
    if (lines.length === 1 || owner.closest('code,pre')) continue;
    for (const { 0: word, index } of words.matchAll(/[\p{L}\p{M}~]+/gu)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const pieces = [...range.getClientRects()].filter(({ width }) => width > 0.5);
      const rows = new Set(pieces.map(({ top }) => Math.round(top)));
      if (rows.size > 1 && !/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(word)) say('broken', word, owner);
    }
  }
  for (const group of wide < 640 ? document.querySelectorAll('[role=radiogroup]') : []) {
    const rows = new Map();
    for (const { parentElement: option } of group.querySelectorAll('input[type=radio]')) {
      const { top } = (option.closest('label') ?? option).getBoundingClientRect();
      rows.set(Math.round(top), (rows.get(Math.round(top)) ?? 0) + 1);
    }
    if (new Set(rows.values()).size > 1) say('uneven rows', group.textContent, group);
  }
  for (const field of document.querySelectorAll('input[placeholder]')) {
    if (!field.checkVisibility() || field.value || !field.clientWidth) continue;
    const css = getComputedStyle(field);
    const sample = document.createElement('span');
    sample.textContent = field.placeholder;
    for (const name of ['font', 'letterSpacing', 'fontFeatureSettings']) sample.style[name] = css[name];
    Object.assign(sample.style, { position: 'fixed', whiteSpace: 'pre', visibility: 'hidden' });
    document.body.append(sample);
    const room = field.clientWidth - parseFloat(css.paddingLeft) - parseFloat(css.paddingRight);
    if (sample.getBoundingClientRect().width > room + 1) say('cut off', field.placeholder, field);
    sample.remove();
  }
  const isOpaque = (node) => !/transparent|, 0\)|\/ 0\)/.test(getComputedStyle(node).backgroundColor);
  seen.sort((one, other) => one.top - other.top);
  seen.forEach((one, index) => {
    for (let at = index + 1; at < seen.length && seen[at].top < one.bottom; at += 1) {
      const other = seen[at];
      const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)];
      const [top, bottom] = [other.top, Math.min(one.bottom, other.bottom)];
      const low = Math.min(one.bottom - one.top, other.bottom - other.top);
      if (one.owner === other.owner || right - left < 2 || bottom - top < low * 0.4) continue;
      // What lies under a ground of its own is not seen.
      const stack = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2);
      const ground = stack.findIndex(isOpaque);
      const above = new Set(stack.slice(0, ground < 0 ? stack.length : ground + 1));
      if (!above.has(one.owner) || !above.has(other.owner)) continue;
      say(`over “${other.words.trim().slice(0, 40)}”`, one.words, one.owner);
    }
  });
  return [...found];
}"""
