/** So many frames are two seconds where all goes well: what is not there by then does not come. */
const patience = 120;

/** Waits for what is drawn in one of the next frames, and does something with it. Returns how to wait no longer. */
export function onceThere(find: () => HTMLElement | null, act: (element: HTMLElement) => void): () => void {
  let frame = 0;
  const look = (left: number) => {
    frame = requestAnimationFrame(() => {
      const element = find();
      if (element) act(element);
      else if (left > 0) look(left - 1);
    });
  };
  look(patience);
  return () => cancelAnimationFrame(frame);
}
