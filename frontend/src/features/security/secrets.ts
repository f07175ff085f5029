/** The secret of an otpauth URI in groups of four, for typing it in where no camera is. */
export function secretOf(uri: string): string {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

/** An image element's address for an SVG text; as an image it runs nothing. */
export function imageOf(svg: string): string {
  const named = svg.includes('xmlns=') ? svg : svg.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
  return `data:image/svg+xml,${encodeURIComponent(named)}`;
}

/** One code a line, as a text file holds them. */
export function fileOf(codes: readonly string[]): string {
  return `${codes.join('\n')}\n`;
}
