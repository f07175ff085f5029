/** Somebody to be invited, as pasted. */
export interface Addressee {
  readonly email: string;
  readonly name: string | null;
}

/** Whoever is named in a pasted text: one a line, or apart by commas; with or without a name, each once. */
export function addressees(text: string): { found: Addressee[]; wrong: string[] } {
  const found = new Map<string, Addressee>();
  const wrong: string[] = [];
  for (const part of text.split(/[\n;,\t]+/).map((each) => each.trim()).filter(Boolean)) {
    const named = /^(.*?)\s*<([^<>]+)>$/.exec(part);
    const email = (named?.[2] ?? part).trim();
    const name = named?.[1]?.replace(/^["']|["']$/g, '').trim() || null;
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) wrong.push(part);
    else if (!found.has(email.toLowerCase())) found.set(email.toLowerCase(), { email, name });
  }
  return { found: [...found.values()], wrong };
}
