/** Two people, one moment: the mark. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 32 32" className="shrink-0">
      <rect width="32" height="32" rx="9" className="fill-(--accent)" />
      <path
        d="M21.6 11.4a7.2 7.2 0 1 0 0 9.2"
        fill="none"
        strokeWidth="3.2"
        strokeLinecap="round"
        className="stroke-(--on-accent)"
      />
      <circle cx="22.6" cy="16" r="2.3" className="fill-(--on-accent)" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="flex items-center gap-2.5">
      <Logo />
      <span className="text-lg font-[680] tracking-[-0.015em]">Convene</span>
    </span>
  );
}
