const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "812 byte", "1.4 MB": in thousands, as the reader's language writes it. */
export function sizeOf(octets: number, locale: string): string {
  const step = Math.min(Math.max(Math.floor(Math.log10(Math.max(octets, 1)) / 3), 0), units.length - 1);
  const value = octets / 1000 ** step;
  const digits = { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 };
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[step]!, unitDisplay: 'short', ...digits }).format(value);
}
