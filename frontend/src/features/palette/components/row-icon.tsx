import {
  ArrowRight, CalendarClock, CalendarDays, CalendarPlus, CalendarSearch, Check, CircleCheck, CircleHelp, ClipboardPaste, Clock, Copy, DoorOpen, Eye, Gavel, Globe,
  Keyboard, ListOrdered, ListTree, LogOut, Maximize2, MessageCircle, MessageSquare, Moon, NotebookPen, PanelLeft, PanelRight, Pencil, Printer, Redo2, Scissors, Search, Settings,
  SlidersHorizontal, Sparkles, Sun, SunMoon, Timer, Trash2, Undo2, Users, X, type LucideIcon,
} from 'lucide-react';
import { Avatar } from '@/components/avatar';

const icons: Readonly<Record<string, LucideIcon>> = {
  'keys.show': Keyboard, 'search.open': Search, 'find.open': CalendarSearch, 'meeting.create': CalendarPlus, 'meeting.createAllDay': CalendarPlus, 'meeting.quickAdd': Sparkles,
  'go.settings': Settings, undo: Undo2, redo: Redo2, 'rail.toggle': PanelLeft, 'panel.toggle': PanelRight, 'page.print': Printer, theme: SunMoon,
  'theme.light': Sun, 'theme.dark': Moon, 'theme.system': SunMoon, 'sign.out': LogOut, 'calendar.jump': CalendarSearch, 'calendar.hints': Eye,
  'calendar.overlays': Users, 'zone.next': Globe, 'zone.choose': Globe, 'event.paste': ClipboardPaste, 'event.open': Maximize2, 'event.edit': Pencil,
  'event.moveTo': CalendarClock, 'event.yes': Check, 'event.yesNote': Check, 'event.maybe': CircleHelp, 'event.maybeNote': CircleHelp, 'event.no': X,
  'event.noNote': X, 'event.duplicate': Copy, 'event.copy': Copy, 'event.cut': Scissors, 'event.longer': Timer, 'event.shorter': Timer,
  'event.remove': Trash2, 'chat.reply': MessageSquare, 'part.chat': MessageSquare, 'part.people': Users, 'part.agenda': ListTree, 'agenda.add': ListTree,
  'agenda.clock': Timer, 'part.history': Clock, admin: SlidersHorizontal, meeting: CalendarDays, room: DoorOpen,
  'written.agenda': ListOrdered, 'written.note': NotebookPen, 'written.decision': Gavel, 'written.action': CircleCheck, 'written.chat': MessageCircle,
};
const groups: Readonly<Record<string, LucideIcon>> = { go: ArrowRight, calendar: CalendarDays, event: CalendarClock, part: Eye };

/** What a row is about, at a glance; words say it beside. */
export function RowIcon({ name }: { name: string }) {
  const [kind, id, ...words] = name.split(' ');
  if (kind === 'person' && id) return <Avatar id={id} name={words.join(' ')} size={20} />;
  const Icon = icons[name] ?? groups[name.split('.')[0]!] ?? ArrowRight;
  return <Icon aria-hidden className="size-4.5 flex-none text-fg-3" strokeWidth={1.75} />;
}
