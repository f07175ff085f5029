/**
 * Every command that a key or the palette gives, in one place: settings change the keys, the sheet shows them, pages offer
 * to do them (lib/offers). A key is a character, which says by its case whether Shift is held, or has a name, with its
 * modifiers before it; two after each other are apart by a blank. Mod is Command on a Mac and Control elsewhere.
 */
const map = {
  everywhere: {
    'palette.open': ['Mod+k'],
    'search.open': ['/'],
    'keys.show': ['?'],
    'meeting.create': ['c'],
    'meeting.createAllDay': ['C'],
    'meeting.quickAdd': ['q'],
    'find.open': ['f'],
    'go.calendar': ['g c'],
    'go.inbox': ['g i'],
    'go.updates': ['g n'],
    'go.meetings': ['g m'],
    'go.people': ['g r'],
    'go.settings': ['g s', 'Mod+,'],
    'undo': ['Mod+z'],
    'redo': ['Mod+Shift+z'],
    'rail.toggle': ['['],
    'panel.toggle': [']'],
    'page.print': [],
    'theme.light': [],
    'theme.dark': [],
    'theme.system': [],
    'sign.out': [],
  },
  calendar: {
    'calendar.today': ['t'],
    'calendar.jump': ['g d'],
    'calendar.hints': ['h'],
    'calendar.day': ['d'],
    'calendar.days': ['x'],
    'calendar.week': ['w'],
    'calendar.month': ['m'],
    'calendar.agenda': ['a'],
    'calendar.next': ['j', 'PageDown'],
    'calendar.previous': ['k', 'PageUp'],
    'calendar.overlays': ['o'],
    'zone.next': ['z'],
    'zone.choose': ['Z'],
    'event.paste': ['Mod+v'],
  },
  event: {
    'event.open': ['e', 'Enter'],
    'event.edit': ['E'],
    'event.moveTo': ['M'],
    'event.yes': ['y'],
    'event.maybe': ['u'],
    'event.no': ['n'],
    'event.yesNote': ['Y'],
    'event.maybeNote': ['U'],
    'event.noNote': ['N'],
    'event.duplicate': ['D'],
    'event.copy': ['Mod+c'],
    'event.cut': ['Mod+x'],
    'event.earlier': ['Shift+ArrowUp', 'Mod+Shift+ArrowUp'],
    'event.later': ['Shift+ArrowDown', 'Mod+Shift+ArrowDown'],
    'event.before': ['Shift+ArrowLeft'],
    'event.after': ['Shift+ArrowRight'],
    'event.longer': ['+', '='],
    'event.shorter': ['-', '−'],
    'event.remove': ['Delete', 'Backspace'],
  },
  lists: {
    'list.next': ['j', 'ArrowDown'],
    'list.previous': ['k', 'ArrowUp'],
    'list.open': ['Enter'],
    'inbox.yes': ['y'],
    'inbox.maybe': ['u'],
    'inbox.no': ['n'],
    'inbox.done': ['e'],
    'inbox.undo': ['z'],
  },
  meeting: {
    'part.overview': ['1'],
    'part.agenda': ['2'],
    'part.chat': ['3'],
    'part.minutes': ['4'],
    'part.people': ['5'],
    'part.history': ['6'],
    'chat.reply': ['r'],
    'agenda.add': ['a'],
    'agenda.clock': ['l'],
  },
  grid: {
    'grid.move': ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
    'grid.ends': ['Home', 'End'],
    'grid.range': ['Mod+Home', 'Mod+End'],
    'grid.select': ['Shift+ArrowDown', 'Shift+ArrowUp'],
    'grid.create': ['Enter'],
    'grid.events': ['Tab'],
  },
} as const;

export type Group = keyof typeof map;
export type CommandId = { [G in Group]: keyof (typeof map)[G] }[Group] & string;

export interface Command {
  readonly id: CommandId;
  /** Where it works. */
  readonly group: Group;
  /** The first is the one that somebody can change, if it has no modifier. */
  readonly keys: readonly string[];
}

export const groups = Object.keys(map) as Group[];
export const commands: readonly Command[] = groups.flatMap((group) =>
  Object.entries(map[group]).map(([id, keys]): Command => ({ id: id as CommandId, group, keys: keys as readonly string[] })),
);

/** What its element hears by itself: it works only where the focus is, and the map only tells of it. */
const heardThere = new Set<CommandId>([
  'list.open', 'event.earlier', 'event.later', 'event.before', 'event.after', 'event.longer', 'event.shorter',
]);
const toldOnly = (command: Command) => command.group === 'grid' || heardThere.has(command.id);
/** What rows and buttons hear by themselves while they have the focus. */
const heardInside = new Set(['ArrowDown', 'ArrowUp', 'Enter']);

/** What somebody chose: keys of their own by command, and whether single keys do anything at all (WCAG 2.1.4). */
export interface KeyWishes {
  readonly single_keys: boolean;
  readonly keys: Readonly<Record<string, string>>;
}

/** Milliseconds in which the second of two keys has to come. */
export const patience = 600;

const isSingle = (key: string) => key.length === 1 || key[1] === ' ';

/** Whether somebody can have another key for it. */
export function isChangeable(command: Command): boolean {
  return command.keys[0] !== undefined && isSingle(command.keys[0]) && !toldOnly(command);
}

/** The keys that do it now: none without a modifier when single keys are off. */
export function keysOf(command: Command, wishes: KeyWishes): readonly string[] {
  const own = isChangeable(command) ? wishes.keys[command.id] : undefined;
  const all = own ? [own, ...command.keys.slice(1)] : command.keys;
  return wishes.single_keys || toldOnly(command) ? all : all.filter((key) => !isSingle(key));
}

const places: Readonly<Record<Group, string>> = {
  everywhere: 'calendar lists meeting', calendar: 'calendar', event: 'calendar', grid: 'calendar', lists: 'lists', meeting: 'meeting',
};

function meet(one: Group, other: Group): boolean {
  return places[one].split(' ').some((place) => places[other].includes(place));
}

/** The command that a key already does somewhere where `but` works as well. */
export function takenBy(key: string, but: Command, wishes: KeyWishes): Command | undefined {
  const on = { ...wishes, single_keys: true };
  return commands.find(
    (command) =>
      command.id !== but.id &&
      meet(command.group, but.group) &&
      keysOf(command, on).some((theirs) => theirs === key || theirs.startsWith(`${key} `) || key.startsWith(`${theirs} `)),
  );
}

/** A key that waits for its second, and since when. */
export interface Begun {
  readonly key: string;
  readonly at: number;
}

export interface Heard {
  /** What it may mean; the page in view decides which. */
  readonly commands: readonly CommandId[];
  /** The digit that followed. */
  readonly digit?: string;
  readonly begun: Begun | null;
}

/** What a key means to somebody after the one before. */
export function heard(key: string, before: Begun | null, wishes: KeyWishes, now: number): Heard {
  const first = before && now - before.at <= patience ? before.key : null;
  const known = heardInside.has(key) ? [] : commands.filter((command) => !toldOnly(command));
  const meaning = (pressed: string) => known.filter((command) => keysOf(command, wishes).includes(pressed)).map(({ id }) => id);
  if (first !== null) {
    const counted = /^[2-9]$/.test(key) && meaning(first).includes('calendar.days');
    if (counted) return { commands: ['calendar.days'], digit: key, begun: null };
    const both = meaning(`${first} ${key}`);
    if (both.length > 0) return { commands: both, begun: null };
  }
  const alone = meaning(key);
  const goesOn = alone.includes('calendar.days') || followersOf(key, wishes).length > 0;
  return { commands: alone, begun: goesOn ? { key, at: now } : null };
}

/** What can follow a key that was begun. */
export function followersOf(key: string, wishes: KeyWishes): { readonly key: string; readonly command: Command }[] {
  return commands.flatMap((command) =>
    keysOf(command, wishes)
      .filter((theirs) => theirs.startsWith(`${key} `))
      .map((theirs) => ({ key: theirs.slice(2), command })),
  );
}

export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'> & Partial<Pick<KeyboardEvent, 'getModifierState'>>;

/** How the map writes a pressed key; null for a modifier alone, and for what the system means with Alt. */
export function chordOf(event: Pressed): string | null {
  const { key, shiftKey: shift } = event;
  if (/^(Shift|Control|Alt|AltGraph|Meta|CapsLock|Dead|Process|Unidentified|Fn.*)$/.test(key)) return null;
  const mod = event.ctrlKey || event.metaKey;
  if ([...key].length > 1 || key === ' ') {
    if (event.altKey) return null;
    return `${mod ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${key === ' ' ? 'Space' : key}`;
  }
  const character = characterOf(event);
  if (/[a-z]/.test(character)) {
    if (event.altKey) return null;
    return mod ? `Mod+${shift ? 'Shift+' : ''}${character}` : shift ? character.toUpperCase() : character;
  }
  // Many layouts have signs behind AltGr, which some systems call Control and Alt, or behind Option.
  const throughAlt = event.altKey && (event.getModifierState?.('AltGraph') || !mod || (event.ctrlKey && event.altKey));
  if (event.altKey && !throughAlt) return null;
  return mod && !throughAlt ? `Mod+${character}` : character;
}

/** By character, so that layouts count; by place on keyboards that write no Latin letters. */
function characterOf({ key, code }: Pressed): string {
  if (/[ -~]/.test(key) || /\p{Script=Latin}/u.test(key)) return key.toLowerCase();
  const letter = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  return letter ? letter.toLowerCase() : key;
}

const writing = 'textarea, select, [contenteditable]:not([contenteditable="false"]), [role=spinbutton], [role=combobox], [role=listbox], [role=menu], [role=dialog], [role=alertdialog]';

/** Whether a key belongs to a text that is written, or to a layer above the page. `Mod` keys work while one writes. */
export function isTaken(event: Pick<KeyboardEvent, 'target' | 'isComposing' | 'keyCode'>, chord: string): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return true;
  const target = event.target instanceof Element ? event.target : null;
  const isWriting = target !== null && (target.closest(writing) !== null || isTextInput(target));
  return isWriting && !whileWriting.has(chord);
}

const whileWriting = new Set(['Mod+k', 'Mod+,']);

function isTextInput(element: Element): boolean {
  return element instanceof HTMLInputElement && !/^(button|checkbox|radio|range|submit|reset|file|color)$/.test(element.type);
}

/** A key as its caps have it: those pressed one after the other, of each those pressed together. */
export function capsOf(key: string): readonly (readonly string[])[] {
  return key.split(' ').map((chord) => {
    if (/^[A-Z]$/.test(chord)) return ['Shift', chord];
    const parts = chord === '+' ? ['+'] : chord.split('+');
    return parts.map((part) => (part.length === 1 ? part.toUpperCase() : part));
  });
}
