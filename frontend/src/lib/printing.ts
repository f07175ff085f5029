/** Opens the browser's print dialog once what was asked for is drawn, two frames in a row; returns how not to. */
export function printWhen(isDrawn: () => boolean): () => void {
  let settled = 0;
  let frame = 0;
  const look = () => {
    settled = isDrawn() ? settled + 1 : 0;
    if (settled < 2) frame = requestAnimationFrame(look);
    else window.print();
  };
  frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
}
