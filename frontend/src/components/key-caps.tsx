interface Props {
  /** Those pressed one after the other, of each those pressed together, as they are printed on the keys. */
  caps: readonly (readonly string[])[];
  /** Between two that are pressed one after the other, for who cannot see the gap. */
  then: string;
}

/** A key as it looks. */
export function KeyCaps({ caps, then }: Props) {
  return (
    <span dir="ltr" className="inline-flex flex-none items-center gap-1.5">
      {caps.map((chord, index) => (
        <span key={index} className="inline-flex gap-0.5">
          {index > 0 ? <span className="sr-only"> {then} </span> : null}
          {chord.map((cap, place) => (
            <kbd
              key={place}
              className="flex h-5.5 min-w-5.5 items-center justify-center rounded-xs border border-line bg-sunken px-1.5 font-sans text-xs font-[600] text-fg-2"
            >
              {cap}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
