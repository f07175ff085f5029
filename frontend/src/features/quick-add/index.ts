export { parse, type Context, type Entry } from './parse';
export type { Rhythm, Token } from './tokens';
